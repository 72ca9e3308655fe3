"""Use case: take back the last change of a unit."""

from uuid import UUID

from biwaq_geo.domain.errors import EditConflictError, NothingToUndoError
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.record_json import record_from_json, record_to_json
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Store

_SAME_RECORD = frozenset({"unit_id", "version"})
"""Fields that a reversal leaves alone: it is one more save of the same unit."""


def undo(store: Store, *, unit_id: UUID, seen_version: int, actor: str) -> CommercialUnit:
    """Reverse the last change of the unit by a new event and return the unit.

    History is never shortened: the reversal is a change like any other, so undoing
    twice brings the change back.

    Raises
    ------
    NothingToUndoError
        The unit was added and not changed since.
    UnitNotFoundError, EditConflictError
        As for any save. Nothing was saved.
    """
    with store.transaction() as tx:
        unit = tx.unit(unit_id)
        if seen_version != unit.version:
            raise EditConflictError(subject=unit_id, seen=seen_version, now=unit.version)
        events = tx.events_of(unit_id)
        if not events or events[-1].action is Action.ADDED:
            raise NothingToUndoError(unit_id=unit_id)
        restored = _before(unit, events[-1])
        tx.save_unit(restored, action=Action.UNDONE, actor=actor)
    return restored


def _before(unit: CommercialUnit, event: Event) -> CommercialUnit:
    old = {name: pair[0] for name, pair in event.changes.items() if name not in _SAME_RECORD}
    return record_from_json(
        CommercialUnit, record_to_json(unit) | old | {"version": unit.version + 1}
    )
