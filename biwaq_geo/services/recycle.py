"""Use cases: the recycle bin. What is put there can be brought back with all that it was."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID, uuid5

from biwaq_geo.domain.assumption_sets import AssumptionSet
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.errors import EditConflictError, ReasonNeededError, RecordNotFoundError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.photos import Photo
from biwaq_geo.domain.records import NAMES, Record, RecordT, id_of
from biwaq_geo.domain.requests import Request
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.tasks import Task
from biwaq_geo.domain.town_figures import TownFigure
from biwaq_geo.domain.town_layers import TownLayer
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.domain.views import SavedView
from biwaq_geo.services.ports import Now, Store, Today, Transaction
from biwaq_geo.services.retry import again_after_collision

REMOVABLE: tuple[type[Any], ...] = (
    CommercialUnit,
    Note,
    Task,
    Photo,
    Business,
    Request,
    SavedFilter,
    SavedView,
    AssumptionSet,
    StreetAudit,
    FootCount,
    TownFigure,
)
"""Kinds with a recycle bin. Photos come back through `services.photos`, which looks whether
the file is still there."""

IN_BIN: tuple[type[Any], ...] = (*REMOVABLE, TownLayer)
"""Kinds that the recycle bin shows. Layers come and go with their shelf, through
`services.layer_upload.changes`."""


@again_after_collision
def remove(
    store: Store,
    today: Today,
    *,
    kind: type[RecordT],
    record_id: UUID,
    seen_version: int,
    actor: str,
) -> RecordT:
    """Put a record into the recycle bin and return it; done twice it is done once.

    Raises
    ------
    RecordNotFoundError, UnitNotFoundError, EditConflictError
        Nothing was saved.
    """
    with store.transaction() as tx:
        found = _seen(tx, kind, record_id, seen_version=seen_version)
        if _removed_on(found) is None:
            found = _with(found, removed_on=today())
            tx.save(found, action=Action.REMOVED, actor=actor)
    return found


@again_after_collision
def remove_unit(
    store: Store, now: Now, *, unit_id: UUID, seen_version: int, reason: str, actor: str
) -> CommercialUnit:
    """Put a unit into the recycle bin, with the reason as a note on it, and return it.

    Raises
    ------
    ReasonNeededError, TextTooLongError, UnitNotFoundError, EditConflictError
        Nothing was saved.
    """
    if not reason.strip():
        raise ReasonNeededError
    at = now()
    with store.transaction() as tx:
        unit = _seen(tx, CommercialUnit, unit_id, seen_version=seen_version)
        if unit.removed_on is None:
            unit = replace(unit, removed_on=local_day(at), version=unit.version + 1)
            tx.save(unit, action=Action.REMOVED, actor=actor)
            tx.add(Note(_reason_id(unit), unit_id, reason.strip(), actor, at), actor=actor)
    return unit


@again_after_collision
def restore(store: Store, *, records: Collection[Record], batch: UUID, actor: str) -> int:
    """Bring records back in one act, all of them or none, and return how many.

    What is no longer in the bin is left as it is.

    Parameters
    ----------
    records
        As they were seen; no photos.
    batch
        Common to the events, so that the act can be taken back in one.

    Raises
    ------
    RecordNotFoundError, UnitNotFoundError, EditConflictError
        Nothing was saved.
    """
    count = 0
    with store.transaction() as tx:
        for seen in records:
            found = _seen(tx, type(seen), id_of(seen), seen_version=seen.version)
            if _removed_on(found) is not None:
                back = _with(found, removed_on=None)
                tx.save(back, action=Action.RESTORED, actor=actor, batch=batch)
                count += 1
    return count


def in_bin(store: Store) -> Sequence[Record]:
    """Return what lies in the recycle bin, the latest first."""
    found = [
        record
        for kind in IN_BIN
        for record in store.records(kind)
        if _removed_on(record) is not None
    ]
    return sorted(found, key=lambda one: (_removed_on(one), NAMES[type(one)]), reverse=True)


def removed_by(store: Store, record: Record) -> str:
    """Return who put a record that lies in the bin there: nothing happened to it since."""
    events = store.events(subject_id=id_of(record))
    return events[-1].actor if events else ""


def reason_of(store: Store, unit: CommercialUnit) -> str:
    """Return why the unit was put into the recycle bin; empty where nobody said."""
    try:
        return store.record(Note, _reason_id(unit)).text
    except RecordNotFoundError:
        return ""


def _reason_id(unit: CommercialUnit) -> UUID:
    # told from the removal itself, so that the same removal has one reason
    return uuid5(unit.unit_id, f"removed {unit.version}")


def _seen(tx: Transaction, kind: type[RecordT], record_id: UUID, *, seen_version: int) -> RecordT:
    found = tx.record(kind, record_id)
    if found.version != seen_version:
        raise EditConflictError(subject=record_id, seen=seen_version, now=found.version)
    return found


def _removed_on(record: Record) -> Any:
    return cast("Any", record).removed_on


def _with(record: RecordT, *, removed_on: object) -> RecordT:
    values = {"removed_on": removed_on, "version": record.version + 1}
    return cast("RecordT", replace(cast("Any", record), **values))
