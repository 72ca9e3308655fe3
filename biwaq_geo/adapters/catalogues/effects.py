"""Entries of the catalogue of what interim uses bring and need."""

from biwaq_geo.adapters.catalogues.table import Table
from biwaq_geo.domain.catalogue_values import Band
from biwaq_geo.domain.use_effects import Need, UseEffect


def use_effect(key: str, table: Table) -> UseEffect:
    """Build what a use brings and needs."""
    return UseEffect(
        key=key,
        need=table.one_of("need", Need) if table.has("need") else None,
        hours=_band(table, "hours"),
        jobs=_band(table, "jobs"),
        training=_band(table, "training"),
        beside=_uses(table, "beside"),
        apart=_uses(table, "apart"),
        evidence=table.evidence(),
    )


def _band(table: Table, key: str) -> Band:
    inner = table.table(key)
    band = inner.band()
    inner.close()
    return band


def _uses(table: Table, key: str) -> frozenset[str]:
    return frozenset(table.texts(key)) if table.has(key) else frozenset()
