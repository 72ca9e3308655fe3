"""Save what somebody made of a record that others may have changed meanwhile."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast
from uuid import UUID

from biwaq_geo.domain.errors import ActorNeededError, StepNotPossibleError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.merge import Conflict, RaceLostError, Verdict, at_version, three_way
from biwaq_geo.domain.records import RecordT, id_of
from biwaq_geo.domain.transitions import FOLLOWS
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Store, Transaction
from biwaq_geo.services.retry import again_after_collision


@dataclass(frozen=True, slots=True)
class Saving:
    """What is known of a save beside the values.

    Attributes
    ----------
    act
        Made once for what a person wants to be saved, and sent with every attempt at it.
    asserted
        As for `domain.merge.three_way`.
    """

    action: Action
    actor: str
    act: UUID | None = None
    asserted: Collection[str] = ()


def save_or_tell(tx: Transaction, *, base: RecordT, mine: RecordT, how: Saving) -> RecordT:
    """Save my version if nobody was faster, and return what is stored.

    The same save sent again changes nothing: it finds its act, whatever others made of the
    record since, or its values.

    Parameters
    ----------
    base, mine
        The record as the person saw it, and what they made of it, one version on.

    Raises
    ------
    RaceLostError
        Somebody saved first, and something of mine is not stored. Nothing was saved.
    """
    theirs = tx.record(type(base), id_of(base))
    if theirs.version == base.version:
        tx.save(mine, action=how.action, actor=how.actor, act=how.act)
        return mine
    since = [event for event in tx.events_of(id_of(base)) if event.version > base.version]
    if how.act is not None and any(event.act == how.act for event in since):
        return theirs
    conflict = three_way(base, mine, theirs, action=how.action, since=since, asserted=how.asserted)
    if conflict.pending:
        raise RaceLostError(conflict)
    return theirs


def save_edit(
    tx: Transaction, *, seen: RecordT, mine: RecordT, actor: str, act: UUID | None
) -> RecordT:
    """Save an edit of the record as it was seen; nothing if it changes nothing.

    Parameters
    ----------
    seen, mine
        The record as the person saw it, and what they made of it, still of its version.

    Raises
    ------
    RaceLostError
        As for `save_or_tell`.
    """
    if mine == seen:
        return tx.record(type(seen), id_of(seen))
    # a type variable cannot say that each of its records is a dataclass
    saved: RecordT = replace(cast("Any", mine), version=seen.version + 1)
    return save_or_tell(tx, base=seen, mine=saved, how=Saving(Action.EDITED, actor, act))


@again_after_collision
def save_as_seen(
    store: Store,
    make: Callable[[CommercialUnit], CommercialUnit],
    *,
    unit_id: UUID,
    seen_version: int,
    how: Saving,
) -> CommercialUnit:
    """Save what `make` makes of the unit as it was in `seen_version`; as `save_or_tell`.

    Raises
    ------
    ActorNeededError
        Nobody is named, though a step of the case or the state has an author.
    RaceLostError
        Somebody saved the unit after `seen_version`; the conflict says what each made of it.
    UnitNotFoundError, EditConflictError
        There is no such unit, or it has never had this version. Nothing was saved.
    """
    if how.action is not Action.MARKED and not how.actor.strip():
        raise ActorNeededError
    with store.transaction() as tx:
        seen = at_version(tx.unit(unit_id), tx.events_of(unit_id), seen_version)
        return save_or_tell(tx, base=seen, mine=make(seen), how=how)


@again_after_collision
def merge(
    store: Store,
    conflict: Conflict[RecordT],
    *,
    chosen: Mapping[str, Verdict],
    actor: str,
    act: UUID | None = None,
) -> RecordT:
    """Save theirs with what is mine, as somebody chose it, and return what is stored.

    Raises
    ------
    ChoiceNeededError
        A field that both changed is left to chance.
    StepNotPossibleError
        My state cannot follow theirs.
    RaceLostError
        Somebody was faster again; the new conflict holds what I chose. Nothing was saved.
    """
    merged = conflict.resolve(chosen)
    # what was seen on the street is so, whatever the register said before
    if conflict.action is not Action.MARKED:
        _refuse_jumps(conflict.theirs, merged)
    with store.transaction() as tx:
        how = Saving(conflict.action, actor, act)
        return save_or_tell(tx, base=conflict.theirs, mine=merged, how=how)


def _refuse_jumps(before: object, after: object) -> None:
    if not isinstance(before, CommercialUnit) or not isinstance(after, CommercialUnit):
        return
    if after.state not in FOLLOWS[before.state] | {before.state}:
        raise StepNotPossibleError(state=before.state, step=after.state)
