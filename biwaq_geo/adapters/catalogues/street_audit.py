"""Entries of the catalogue of the street audit, each built from one checked table."""

from biwaq_geo.adapters.catalogues.table import Table
from biwaq_geo.domain.audit_items import AuditGroup, AuditItem
from biwaq_geo.domain.catalogue import Sourced
from biwaq_geo.domain.street_audits import LEAST, MOST

LEAST_WEIGHT, MOST_WEIGHT = 0.1, 10.0
"""What weighs nothing need not be looked at."""


def audit_item(key: str, table: Table) -> AuditItem:
    """Build an item; each score from 0 to 3 has its meaning in words."""
    return AuditItem(
        key=key,
        title=table.words("title"),
        text=table.words("text"),
        group=table.one_of("group", AuditGroup),
        meanings={score: table.words(f"score_{score}") for score in range(LEAST, MOST + 1)},
        weight=_weight(table.table("weight")),
    )


def _weight(inner: Table) -> Sourced:
    made = Sourced(inner.within("value", low=LEAST_WEIGHT, high=MOST_WEIGHT), inner.evidence())
    inner.close()
    return made
