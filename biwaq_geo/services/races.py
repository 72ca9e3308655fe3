"""Save what somebody made of a record that others may have changed meanwhile."""

from collections.abc import Collection, Mapping

from biwaq_geo.domain.errors import StepNotPossibleError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.merge import Conflict, RaceLostError, Verdict, three_way
from biwaq_geo.domain.records import RecordT, id_of
from biwaq_geo.domain.transitions import FOLLOWS
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Store, Transaction


def save_or_tell(
    tx: Transaction,
    *,
    base: RecordT,
    mine: RecordT,
    action: Action,
    actor: str,
    asserted: Collection[str] = (),
) -> RecordT:
    """Save my version if nobody was faster, and return what is stored.

    The same save sent again finds its values stored and changes nothing.

    Parameters
    ----------
    base, mine
        The record as the person saw it, and what they made of it, one version on.
    asserted
        As for `domain.merge.three_way`.

    Raises
    ------
    RaceLostError
        Somebody saved first, and something of mine is not stored. Nothing was saved.
    """
    theirs = tx.record(type(base), id_of(base))
    if theirs.version == base.version:
        tx.save(mine, action=action, actor=actor)
        return mine
    since = [event for event in tx.events_of(id_of(base)) if event.version > base.version]
    conflict = three_way(base, mine, theirs, action=action, since=since, asserted=asserted)
    if conflict.pending:
        raise RaceLostError(conflict)
    return theirs


def merge(
    store: Store, conflict: Conflict[RecordT], *, chosen: Mapping[str, Verdict], actor: str
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
        return save_or_tell(
            tx, base=conflict.theirs, mine=merged, action=conflict.action, actor=actor
        )


def _refuse_jumps(before: object, after: object) -> None:
    if not isinstance(before, CommercialUnit) or not isinstance(after, CommercialUnit):
        return
    if after.state not in FOLLOWS[before.state] | {before.state}:
        raise StepNotPossibleError(state=before.state, step=after.state)
