"""Use cases: counts of people who walk by, as they were typed in."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.errors import OutsideTownError
from biwaq_geo.domain.errors.street import CountTimeError, SectionNotFoundError
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.record_edits import with_changes
from biwaq_geo.services.ports import Now, Store, Town
from biwaq_geo.services.races import save_edit
from biwaq_geo.services.retry import again_after_collision


def foot_counts(store: Store, *, at_revision: int | None = None) -> Sequence[FootCount]:
    """Return the counts, the latest first, without those in the recycle bin.

    Parameters
    ----------
    at_revision
        As the register stood then; None for now.
    """
    listed = store.records(FootCount, at_revision=at_revision)
    kept = [one for one in listed if one.removed_on is None]
    return sorted(kept, key=lambda one: (one.started_at, one.count_id.int), reverse=True)


def middle_of(town: Town, section_id: str) -> Point:
    """Return the middle of a section; raises SectionNotFoundError."""
    sections = town.layer("sections")
    if section_id not in sections.index:
        raise SectionNotFoundError(section=section_id)
    return sections.geometry.loc[section_id].interpolate(0.5, normalized=True)


@again_after_collision
def add_count(
    town: Town, now: Now, *, count_id: UUID, values: Mapping[str, object], actor: str
) -> FootCount:
    """Save a new count and return it; the same one sent again is saved once.

    Parameters
    ----------
    count_id
        Made by the caller once.
    values
        `place`, `started_at`, `minutes` and `persons`, and whatever else is known.

    Raises
    ------
    OutsideTownError, SectionNotFoundError, CountTimeError
        The place lies outside the town, the section is none of its, or the count begins later
        than now.
    FieldFixedError, NumberRangeError, TextTooLongError
        A value does not fit its field. Nothing was saved.
    """
    blank = FootCount(count_id, place=Point(), started_at=now(), minutes=1, persons=0)
    made = _checked(with_changes(blank, values), town=town, now=now)
    with town.store.transaction() as tx:
        tx.add(made, actor=actor)
    return made


@again_after_collision
def edit_count(
    town: Town,
    now: Now,
    *,
    seen: FootCount,
    changes: Mapping[str, object],
    actor: str,
    act: UUID | None = None,
) -> FootCount:
    """Save these fields and return the count as stored; sent again it changes nothing.

    Parameters
    ----------
    seen
        The count as the person saw it when they began to type.
    act
        As for `races.Saving`.

    Raises
    ------
    RaceLostError
        Somebody saved it meanwhile; the conflict says what each made of it.
    BiwaqError
        As for `add_count`. Nothing was saved.
    """
    mine = _checked(with_changes(seen, changes), town=town, now=now)
    with town.store.transaction() as tx:
        return save_edit(tx, seen=seen, mine=mine, actor=actor, act=act)


def _checked(count: FootCount, *, town: Town, now: Now) -> FootCount:
    if count.section_id is not None and count.section_id not in town.layer("sections").index:
        raise SectionNotFoundError(section=count.section_id)
    boundary = town.layer("boundary").geometry
    if count.place.is_empty or not bool(boundary.intersects(count.place).any()):
        raise OutsideTownError(place=count.place.wkt)
    if count.started_at > now():
        raise CountTimeError(started_at=count.started_at)
    return count
