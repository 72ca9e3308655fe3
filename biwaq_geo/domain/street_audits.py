"""Street audits: what somebody saw of a street section on one day, item by item."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from biwaq_geo.domain.fields import internal, public, record

LEAST, MOST = 0, 3
"""The scores of an item: 0 is poor, 3 is good."""

_BETWEEN = "="


@record
class StreetAudit:
    """One look at one section of a shopping street.

    Attributes
    ----------
    section_id
        Section of the town's base data.
    audited_on
        Local day of the look; public, as the day of a delivered score is.
    street_score
        Index from 0 to 100 by the catalogue of the day it was saved, so that a later weight
        changes no statement of the past; None where too little was assessed.
    items_known, items_total
        On how many items it rests, of how many that the catalogue had.
    scores
        "item=2" for each item that was assessed; see `scores_of`.
    auditor
        Who looked, in their own words; two audits of one person compare best.
    """

    audit_id: UUID
    section_id: str = public(length=120)
    audited_on: date = public()
    street_score: float | None = public(default=None, low=0, high=100)
    items_known: int = public(default=0, low=0, high=1000)
    items_total: int = public(default=0, low=0, high=1000)
    scores: tuple[str, ...] = internal(default=())
    auditor: str = internal(default="", length=120)
    note: str | None = internal(default=None, length=2000)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)


def scores_of(audit: StreetAudit) -> dict[str, int]:
    """Return the assessed items with their scores.

    >>> scores_of(StreetAudit(UUID(int=1), "s1", date(2026, 5, 1), scores=("light=2",)))
    {'light': 2}
    """
    return dict(_pair(text) for text in audit.scores)


def score_texts(scores: Mapping[str, int]) -> tuple[str, ...]:
    """Return scores as an audit holds them, in the order of the items' keys.

    >>> score_texts({"light": 2, "green": 0})
    ('green=0', 'light=2')
    """
    return tuple(f"{key}{_BETWEEN}{scores[key]}" for key in sorted(scores))


def _pair(text: str) -> tuple[str, int]:
    key, _, score = text.partition(_BETWEEN)
    return key, int(score)
