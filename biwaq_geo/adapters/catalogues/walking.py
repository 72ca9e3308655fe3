"""Entries of the catalogue of walkers, each built from one checked table."""

import math
from collections.abc import Mapping

from biwaq_geo.adapters.catalogues.table import Table
from biwaq_geo.domain.assumptions import RANGES, WALK_SPEED
from biwaq_geo.domain.catalogue import Evidence, Slopes, Sourced, StreetQuality, WalkProfile

MOST_TIMES = 10.0
"""What slows people down more is no way for them."""

NO_WAY = "no_way"
"""Key of the values over which there is none."""

MOST_PERCENT, MOST_WIDTH_M = 100.0, 3.0

LEAST_FELT, MOST_FELT = 0.5, 2.0
"""Nobody feels a way as less than half or more than twice as long."""


def walk_profile(key: str, table: Table) -> WalkProfile:
    """Build a profile; factors of steps and surfaces are from 1, the good pavement."""
    low, high = RANGES[WALK_SPEED]
    surfaces, evidence = _by_value(table, "surfaces")
    smoothness, smoothness_evidence = _by_value(table, "smoothness")
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
        smoothness=smoothness,
        smoothness_evidence=smoothness_evidence,
        slopes=_slopes(table.table("slopes")) if table.has("slopes") else None,
        least_width_m=_sourced(table.table("least_width_m"), low=0.0, high=MOST_WIDTH_M)
        if table.has("least_width_m")
        else None,
    )


def _sourced(inner: Table, *, low: float, high: float) -> Sourced:
    made = Sourced(inner.within("value", low=low, high=high), inner.evidence())
    inner.close()
    return made


def _by_value(table: Table, name: str) -> tuple[Mapping[str, float], Evidence | None]:
    if not table.has(name):
        return {}, None
    inner = table.table(name)
    evidence = inner.evidence()
    closed = dict.fromkeys(inner.texts(NO_WAY) if inner.has(NO_WAY) else (), math.inf)
    # every key that is left is a value of the map: new ones come up there
    factors = {key: inner.within(key, low=1.0, high=MOST_TIMES) for key in inner.left()}
    return factors | closed, evidence


def _slopes(inner: Table) -> Slopes:
    free = inner.within("free_percent", low=0.0, high=MOST_PERCENT)
    made = Slopes(
        free_percent=free,
        per_percent=inner.within("per_percent", low=0.0, high=1.0),
        most_percent=inner.within("most_percent", low=free, high=MOST_PERCENT),
        evidence=inner.evidence(),
    )
    inner.close()
    return made


def _quality(inner: Table) -> StreetQuality:
    made = StreetQuality(
        worst=inner.within("worst", low=1.0, high=MOST_FELT),
        best=inner.within("best", low=LEAST_FELT, high=1.0),
        evidence=inner.evidence(),
    )
    inner.close()
    return made
