"""Use cases: audits of street sections, and the street score that follows from them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import geopandas as gpd

from biwaq_geo.analysis.street_audit import audit_index
from biwaq_geo.analysis.street_score import scored_sections
from biwaq_geo.domain.audit_items import AuditItem
from biwaq_geo.domain.errors import DateInFutureError
from biwaq_geo.domain.errors.street import (
    AuditScoreError,
    NothingAssessedError,
    SectionNotFoundError,
)
from biwaq_geo.domain.record_edits import with_changes
from biwaq_geo.domain.street_audits import LEAST, MOST, StreetAudit, scores_of
from biwaq_geo.services.ports import Store, Today, Town
from biwaq_geo.services.races import save_edit
from biwaq_geo.services.retry import again_after_collision

Items = Mapping[str, AuditItem]
"""The catalogue of the street audit."""


@dataclass(frozen=True, slots=True)
class Change:
    """How one item moved between two audits of a section; None where it was not assessed."""

    key: str
    before: int | None
    after: int | None


def audits(
    store: Store,
    *,
    section_id: str | None = None,
    day: date | None = None,
    at_revision: int | None = None,
) -> Sequence[StreetAudit]:
    """Return the audits, the latest first, without those in the recycle bin.

    Parameters
    ----------
    day, at_revision
        As for `sections_scored`.
    """
    kept = [
        one
        for one in store.records(StreetAudit, at_revision=at_revision)
        if one.removed_on is None
        and section_id in {None, one.section_id}
        and (day is None or one.audited_on <= day)
    ]
    return sorted(kept, key=lambda one: (one.audited_on, one.audit_id.int), reverse=True)


def sections_scored(
    town: Town, *, day: date | None = None, at_revision: int | None = None
) -> gpd.GeoDataFrame:
    """Return the sections with the street scores that hold; see `scored_sections`.

    Parameters
    ----------
    day
        Audits of later days do not count.
    at_revision
        The register as it stood after that event; as it stands now if None.
    """
    kept = town.store.records(StreetAudit, at_revision=at_revision)
    return scored_sections(town.layer("sections"), kept, day=day)


def changes(before: StreetAudit, after: StreetAudit, items: Items) -> Sequence[Change]:
    """Return each item of the catalogue with its score in both audits, in its order."""
    old, new = scores_of(before), scores_of(after)
    return [Change(key, old.get(key), new.get(key)) for key in items]


@again_after_collision
def add_audit(
    town: Town,
    today: Today,
    items: Items,
    *,
    audit_id: UUID,
    values: Mapping[str, object],
    actor: str,
) -> StreetAudit:
    """Save a new audit with its index and return it; the same one sent again is saved once.

    Parameters
    ----------
    audit_id
        Made by the caller once.
    values
        `section_id`, `audited_on` and `scores`, and `auditor` and `note` where known.

    Raises
    ------
    SectionNotFoundError, DateInFutureError, AuditScoreError, NothingAssessedError
        The town has no such section, the day is yet to come, a score is none, or none is given.
    FieldFixedError, TextTooLongError
        A value does not fit its field. Nothing was saved.
    """
    blank = StreetAudit(audit_id, section_id="", audited_on=today())
    made = _checked(with_changes(blank, values), town=town, today=today, items=items)
    with town.store.transaction() as tx:
        tx.add(made, actor=actor)
    return made


@again_after_collision
def edit_audit(
    town: Town,
    today: Today,
    items: Items,
    *,
    seen: StreetAudit,
    values: Mapping[str, object],
    actor: str,
    act: UUID | None = None,
) -> StreetAudit:
    """Save these fields and return the audit as stored; sent again it changes nothing.

    The index is worked out anew by the catalogue of today. Scores of items that it no longer
    has stay as they were and count nowhere.

    Parameters
    ----------
    seen
        The audit as the person saw it when they began to type.
    act
        As for `races.Saving`.

    Raises
    ------
    RaceLostError
        Somebody saved it meanwhile; the conflict says what each made of it.
    BiwaqError
        As for `add_audit`. Nothing was saved.
    """
    changed = with_changes(seen, values)
    mine = _checked(changed, town=town, today=today, items=items, kept=seen.scores)
    with town.store.transaction() as tx:
        return save_edit(tx, seen=seen, mine=mine, actor=actor, act=act)


def _checked(
    audit: StreetAudit, *, town: Town, today: Today, items: Items, kept: Collection[str] = ()
) -> StreetAudit:
    if audit.section_id not in town.layer("sections").index:
        raise SectionNotFoundError(section=audit.section_id)
    if audit.audited_on > today():
        raise DateInFutureError(date=audit.audited_on, today=today())
    scores = _scores(audit, items, kept=kept)
    if not scores:
        raise NothingAssessedError
    index = audit_index(scores, items).whole
    return replace(
        audit,
        street_score=None if index.value is None else round(index.value, 1),
        items_known=index.known,
        items_total=index.total,
    )


def _scores(audit: StreetAudit, items: Items, *, kept: Collection[str]) -> Mapping[str, int]:
    for text in set(audit.scores).difference(kept):
        key, _, score = text.partition("=")
        if key not in items or score not in map(str, range(LEAST, MOST + 1)):
            raise AuditScoreError(item=text)
    return scores_of(audit)
