"""The index of a street audit and its parts, from scores of items and the catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from biwaq_geo.domain.audit_items import AuditGroup, AuditItem
from biwaq_geo.domain.street_audits import MOST

LEAST_SHARE = 0.6
"""Share of the weight of all items that must have been assessed for an index (assumption)."""

FULL = 100.0


@dataclass(frozen=True, slots=True)
class Index:
    """A mean of assessed items.

    Attributes
    ----------
    value
        0 to 100; None where less than `LEAST_SHARE` of the weight was assessed.
    known, total
        Items assessed, items of the catalogue.
    """

    value: float | None
    known: int
    total: int


@dataclass(frozen=True, slots=True)
class AuditIndex:
    """The index of one audit with its parts, which follow the same rule."""

    whole: Index
    parts: Mapping[AuditGroup, Index]


def audit_index(scores: Mapping[str, int], items: Mapping[str, AuditItem]) -> AuditIndex:
    """Return the index: 100 x sum of weight x score / 3, divided by the sum of weights.

    Both sums run over the items that were assessed: what nobody has looked at is left out and
    never filled in. Scores of items that the catalogue no longer has count nowhere.

    Parameters
    ----------
    scores
        0 to 3 by item.
    """
    groups: dict[AuditGroup, list[AuditItem]] = {}
    for item in items.values():
        groups.setdefault(item.group, []).append(item)
    parts = {group: _index(scores, groups[group]) for group in AuditGroup if group in groups}
    return AuditIndex(_index(scores, items.values()), parts)


def _index(scores: Mapping[str, int], items: Iterable[AuditItem]) -> Index:
    listed = list(items)
    known = [item for item in listed if item.key in scores]
    weight = sum(item.weight.value for item in known)
    whole = sum(item.weight.value for item in listed)
    if not known or weight < LEAST_SHARE * whole:
        return Index(None, len(known), len(listed))
    reached = sum(item.weight.value * scores[item.key] for item in known)
    return Index(FULL * reached / (MOST * weight), len(known), len(listed))
