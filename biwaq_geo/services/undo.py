"""Use cases: take back the last change of a record, or the record itself."""

from typing import Any, cast
from uuid import UUID

from biwaq_geo.domain.errors import EditConflictError, NothingToUndoError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.photos import Photo
from biwaq_geo.domain.records import RecordT
from biwaq_geo.domain.town_layers import TownLayer
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.layer_upload.changes import take_back_layer
from biwaq_geo.services.photos import restore_photo
from biwaq_geo.services.ports import Store, Today, Town
from biwaq_geo.services.recycle import REMOVABLE, remove
from biwaq_geo.services.retry import again_after_collision
from biwaq_geo.services.reversal import before

UNDOABLE: tuple[type[Any], ...] = tuple(kind for kind in REMOVABLE if kind is not Photo)
"""Kinds whose last change can be taken back. Events tell nothing of a contact, and a removed
photo may have lost its file."""


def undo(store: Store, *, unit_id: UUID, seen_version: int, actor: str) -> CommercialUnit:
    """Reverse the last change of the unit, whatever it was; as `undo_last`.

    Raises
    ------
    NothingToUndoError
        The unit was added and not changed since.
    UnitNotFoundError, EditConflictError
        As for any save. Nothing was saved.
    """
    return undo_last(
        store, kind=CommercialUnit, record_id=unit_id, seen_version=seen_version, actor=actor
    )


@again_after_collision
def undo_last(
    store: Store, *, kind: type[RecordT], record_id: UUID, seen_version: int, actor: str
) -> RecordT:
    """Reverse the last change of a record by a new event and return the record.

    State, edit, check, removal, restoration and undoing itself can be taken back. History
    is never shortened: the reversal is a change like any other, so undoing twice brings
    the change back.

    Raises
    ------
    NothingToUndoError
        The record was added and not changed since, or is of a kind that cannot be undone.
    RecordNotFoundError, UnitNotFoundError, EditConflictError
        As for any save. Nothing was saved.
    """
    if kind not in UNDOABLE:
        raise NothingToUndoError(record_id=record_id)
    with store.transaction() as tx:
        found = tx.record(kind, record_id)
        if seen_version != found.version:
            raise EditConflictError(subject=record_id, seen=seen_version, now=found.version)
        events = tx.events_of(record_id)
        if not events or events[-1].action is Action.ADDED:
            raise NothingToUndoError(record_id=record_id)
        restored = before(found, events[-1])
        tx.save(restored, action=Action.UNDONE, actor=actor)
    return restored


def take_back(
    town: Town,
    today: Today,
    *,
    kind: type[RecordT],
    record_id: UUID,
    seen_version: int,
    actor: str,
) -> RecordT:
    """Take back what was last done to a record, whatever it is, and return the record.

    What was added and not changed since goes to the recycle bin, units apart: those need a
    reason to go there. A photo goes or comes back as long as its file is there; a layer does so
    with its shelf.

    Raises
    ------
    PhotoMissingError
        The file of the photo is gone.
    NothingToUndoError, RecordNotFoundError, UnitNotFoundError, EditConflictError
        As for `undo_last`. Nothing was saved.
    """
    store = town.store
    if kind is TownLayer:
        made = take_back_layer(
            town, today, record_id=record_id, seen_version=seen_version, actor=actor
        )
        return cast("RecordT", made)
    record = store.record(kind, record_id)
    bin_only = kind is Photo or (record.version == 1 and kind in REMOVABLE)
    if not bin_only or kind is CommercialUnit:
        return undo_last(
            store, kind=kind, record_id=record_id, seen_version=seen_version, actor=actor
        )
    if cast("Any", record).removed_on is None:
        return remove(
            store, today, kind=kind, record_id=record_id, seen_version=seen_version, actor=actor
        )
    return cast(
        "RecordT",
        restore_photo(
            store, town.photos, today, photo_id=record_id, seen_version=seen_version, actor=actor
        ),
    )
