"""Use case: take back an act on many records whole, or not at all."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from biwaq_geo.domain.errors import BatchChangedError, BatchNotFoundError
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.record_json import record_from_json, record_to_json
from biwaq_geo.domain.records import FORGETTABLE, KINDS, Record, id_field
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Store, Today, Transaction
from biwaq_geo.services.retry import again_after_collision

NAMED = 5
"""How many of the records that stand in the way are named."""


@again_after_collision
def undo_batch(store: Store, today: Today, *, batch: UUID, actor: str) -> UUID:
    """Reverse every event of the batch and return the batch of the reversals.

    History is never shortened: each record gets one more event, so the reversal can be
    taken back in the same way. A record that the batch added goes to the recycle bin.

    Raises
    ------
    BatchNotFoundError
        There is no event of this batch.
    BatchChangedError
        Some of its records were changed since. Nothing was reversed.
    """
    back = uuid4()
    with store.transaction() as tx:
        groups = _by_record(tx.events_of_batch(batch))
        if not groups:
            raise BatchNotFoundError(batch=batch)
        pairs = [(_stored(tx, events[-1]), events) for events in groups]
        changed = [
            (record, events[-1])
            for record, events in pairs
            if record is None or record.version != events[-1].version
        ]
        if changed:
            raise BatchChangedError(
                count=len(changed), changed=_names([record for record, _ in changed])
            )
        for record, events in pairs:
            assert record is not None  # noqa: S101 -- those were told of above
            restored = _before(record, events, today=today)
            tx.save(restored, action=Action.UNDONE, actor=actor, batch=back)
    return back


def _by_record(events: Sequence[Event]) -> list[list[Event]]:
    groups: dict[UUID, list[Event]] = {}
    for event in events:
        groups.setdefault(event.subject_id, []).append(event)
    return list(groups.values())


def _stored(tx: Transaction, event: Event) -> Record | None:
    # of what can be forgotten the events tell nothing, so nothing can be brought back
    if event.subject_kind in FORGETTABLE:
        return None
    stored: Record = tx.record(KINDS[event.subject_kind], event.subject_id)
    return stored


def _before(record: Record, events: Sequence[Event], *, today: Today) -> Record:
    kind = type(record)
    values = record_to_json(record)
    kept = {id_field(kind), "version"}
    for event in reversed(events):
        if event.action is Action.ADDED:
            values["removed_on"] = today().isoformat()
            break
        values |= {name: pair[0] for name, pair in event.changes.items() if name not in kept}
    values["version"] = record.version + 1
    return record_from_json(kind, values)


def _names(records: Sequence[Record | None]) -> str:
    told = [
        ", ".join(part for part in (record.address, record.position) if part)
        for record in records
        if isinstance(record, CommercialUnit)
    ]
    named = "; ".join(name for name in told[:NAMED] if name)
    return f"{named} …" if len(records) > NAMED else named or "–"
