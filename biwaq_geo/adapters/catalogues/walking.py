"""Entries of the catalogue of walkers, each built from one checked table."""

from collections.abc import Mapping

from biwaq_geo.adapters.catalogues.table import Table
from biwaq_geo.domain.assumptions import RANGES, WALK_SPEED
from biwaq_geo.domain.catalogue import Evidence, Sourced, StreetQuality, WalkProfile

MOST_TIMES = 10.0
"""What slows people down more is no way for them."""

LEAST_FELT, MOST_FELT = 0.5, 2.0
"""Nobody feels a way as less than half or more than twice as long."""


def walk_profile(key: str, table: Table) -> WalkProfile:
    """Build a profile; factors of steps and surfaces are from 1, the good pavement."""
    low, high = RANGES[WALK_SPEED]
    surfaces, evidence = _surfaces(table)
    return WalkProfile(
        key=key,
        title=table.words("title"),
        text=table.words("text"),
        speed_kmh=_sourced(table.table("speed_kmh"), low=low, high=high),
        steps=_sourced(table.table("steps"), low=1.0, high=MOST_TIMES)
        if table.has("steps")
        else None,
        surfaces=surfaces,
        surfaces_evidence=evidence,
        quality=_quality(table.table("quality")) if table.has("quality") else None,
    )


def _sourced(inner: Table, *, low: float, high: float) -> Sourced:
    made = Sourced(inner.within("value", low=low, high=high), inner.evidence())
    inner.close()
    return made


def _surfaces(table: Table) -> tuple[Mapping[str, float], Evidence | None]:
    if not table.has("surfaces"):
        return {}, None
    inner = table.table("surfaces")
    evidence = inner.evidence()
    # every key that is left is a surface: new ones come up in the map
    return {key: inner.within(key, low=1.0, high=MOST_TIMES) for key in inner.left()}, evidence


def _quality(inner: Table) -> StreetQuality:
    made = StreetQuality(
        worst=inner.within("worst", low=1.0, high=MOST_FELT),
        best=inner.within("best", low=LEAST_FELT, high=1.0),
        evidence=inner.evidence(),
    )
    inner.close()
    return made
