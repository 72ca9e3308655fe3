"""One writing transaction: records and their events go in together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, insert, select

from biwaq_geo.adapters.store import subjects
from biwaq_geo.adapters.store.chain import START, link
from biwaq_geo.adapters.store.event_rows import EventRow, changes_of, event_of, time_text
from biwaq_geo.adapters.store.subjects import Subject, json_text
from biwaq_geo.adapters.store.tables import Tables
from biwaq_geo.adapters.store.values import Pairs, Values, checked, difference
from biwaq_geo.domain.errors import EditConflictError
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.records import Record, RecordT
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Now

_ACTOR_LENGTH = 120
_BATCH = 500
"""Ids in one query; below the smallest limit of variables that any SQLite has."""


@dataclass(frozen=True, slots=True)
class _By:
    """Who did what; see `domain.events.Event` for `batch` and `act`."""

    actor: str
    action: Action
    batch: UUID | None = None
    act: UUID | None = None


class SqlTransaction:
    """`services.ports.Transaction` over a connection that holds the write lock."""

    def __init__(self, connection: Connection, *, tables: Tables, now: Now) -> None:
        self._connection = connection
        self._events = tables.event
        self._tables = tables
        self._now = now
        last = connection.execute(
            select(self._events.c.number, self._events.c.chain)
            .order_by(self._events.c.number.desc())
            .limit(1)
        ).first()
        # nobody else can write while this transaction lasts, so the end of the chain
        # is known without asking again
        self._number: int = 0 if last is None else last.number
        self._chain: str = START if last is None else last.chain

    def unit(self, unit_id: UUID) -> CommercialUnit:
        """Return the unit; raises UnitNotFoundError."""
        return self.record(CommercialUnit, unit_id)

    def add_unit(self, unit: CommercialUnit, *, actor: str) -> None:
        """Save a new unit. The same unit (id and values) sent again changes nothing."""
        self.add(unit, actor=actor)

    def save_unit(self, unit: CommercialUnit, *, action: Action, actor: str) -> None:
        """Save a unit whose version is one above the stored one; raises EditConflictError."""
        self.save(unit, action=action, actor=actor)

    def scenario(self, scenario_id: UUID) -> Scenario:
        """Return the scenario; raises ScenarioNotFoundError."""
        return self.record(Scenario, scenario_id)

    def add_scenario(self, scenario: Scenario, *, actor: str) -> None:
        """Save a new scenario. The same scenario sent again changes nothing."""
        self.add(scenario, actor=actor)

    def save_scenario(self, scenario: Scenario, *, action: Action, actor: str) -> None:
        """Save a scenario whose version is one above the stored one; as `save_unit`."""
        self.save(scenario, action=action, actor=actor)

    def record(self, kind: type[RecordT], record_id: UUID) -> RecordT:
        """Return a record; raises the error of its kind if there is none."""
        return one(self._connection, self._subject(kind), record_id)

    def records(self, kind: type[RecordT]) -> Sequence[RecordT]:
        """Return all records of a kind, removed ones too, by id."""
        return all_of(self._connection, self._subject(kind))

    def add(self, record: Record, *, actor: str) -> None:
        """Save a new record. The same record (id and values) sent again changes nothing."""
        self.add_all([record], actor=actor)

    def add_all(self, records: Iterable[Record], *, actor: str, batch: UUID | None = None) -> None:
        """Save many new records of one kind, each as `add` does, in a few statements."""
        given = list(records)
        if given:
            self._add(self._subject(type(given[0])), given, _By(actor, Action.ADDED, batch))

    def save(
        self,
        record: Record,
        *,
        action: Action,
        actor: str,
        batch: UUID | None = None,
        act: UUID | None = None,
    ) -> None:
        """Save a record whose version is one above the stored one; raises EditConflictError."""
        self._save(self._subject(type(record)), record, _By(actor, action, batch, act))

    def forget(self, record: Record, *, actor: str) -> None:
        """Delete a record of a kind that events do not repeat; nothing of it is left.

        Raises
        ------
        EditConflictError
            The stored version is another one than the record's.
        """
        subject = self._subject(type(record))
        assert not subject.remembered  # noqa: S101 -- everything else has a recycle bin
        key = str(getattr(record, subject.key))
        stored = row_of(self._connection, subject, UUID(key))["version"]
        if stored != record.version:
            raise EditConflictError(subject=key, seen=record.version, now=stored)
        column = subject.table.c[subject.key]
        self._connection.execute(delete(subject.table).where(column == key))
        gone: Values = {subject.key: key, "version": record.version + 1}
        self._record(subject, [(gone, {})], _By(actor, Action.REMOVED))

    def events_of_batch(self, batch: UUID) -> Sequence[Event]:
        """Return the events of one act on many records, oldest first."""
        return self._events_where(self._events.c.batch == str(batch))

    def events_of(self, subject_id: UUID) -> Sequence[Event]:
        """Return the events of one record, oldest first."""
        return self._events_where(self._events.c.subject_id == str(subject_id))

    def revision(self) -> int:
        """Return the number of the last event, 0 for an empty store."""
        return self._number

    def _events_where(self, condition: ColumnElement[bool]) -> Sequence[Event]:
        query = select(self._events).where(condition).order_by(self._events.c.number)
        return [event_of(row) for row in self._connection.execute(query).mappings()]

    def _subject(self, kind: type[RecordT]) -> Subject[RecordT]:
        return subjects.subject(self._tables, kind)

    def _add(self, subject: Subject[Any], records: list[Any], by: _By) -> None:
        new: dict[str, Values] = {}
        for given in records:
            values = checked(subject.to_json(given), limits=subject.limits)
            key = str(values[subject.key])
            if new.setdefault(key, values) != values:
                raise EditConflictError(subject=key, seen=0, now=values["version"])
        known = self._added(subject, list(new))
        for key, values in new.items():
            if key in known and known[key] != difference(None, values):
                raise EditConflictError(subject=key, seen=0, now=self._version(subject, key))
        fresh = [values for key, values in new.items() if key not in known]
        if fresh:
            self._connection.execute(insert(subject.table), [subject.to_row(v) for v in fresh])
            self._record(subject, [(v, difference(None, v)) for v in fresh], by)

    def _added(self, subject: Subject[Any], keys: list[str]) -> dict[str, Pairs]:
        """Return, for those ids that exist, with what values they were added."""
        if not subject.remembered:
            return self._standing(subject, keys)
        events = self._events
        found: dict[str, Pairs] = {}
        for start in range(0, len(keys), _BATCH):
            query = select(events.c.subject_id, events.c.subject_kind, events.c.changes).where(
                events.c.subject_id.in_(keys[start : start + _BATCH]),
                events.c.action == Action.ADDED.value,
            )
            for row in self._connection.execute(query).mappings():
                key = row["subject_id"]
                if row["subject_kind"] != subject.name:
                    raise EditConflictError(subject=key, seen=0, now=row["subject_kind"])
                found[key] = changes_of(row)
        return found

    def _standing(self, subject: Subject[Any], keys: list[str]) -> dict[str, Pairs]:
        query = subject.rows().where(subject.table.c[subject.key].in_(keys))
        values = subject.values(self._connection.execute(query).mappings().all())
        return {str(v[subject.key]): difference(None, v) for v in values}

    def _version(self, subject: Subject[Any], key: str) -> int:
        column = subject.table.c
        query = select(column.version).where(column[subject.key] == key)
        return int(self._connection.execute(query).scalar_one())

    def _save(self, subject: Subject[Any], record: Record, by: _By) -> None:
        new = checked(subject.to_json(record), limits=subject.limits)
        key, seen = str(new[subject.key]), record.version - 1
        old = subject.values([row_of(self._connection, subject, UUID(key))])[0]
        which = {"known_key": key, "seen_version": seen}
        done = self._connection.execute(
            subjects.update_of_one(subject), subject.to_row(new) | which
        )
        if done.rowcount != 1:
            raise EditConflictError(subject=key, seen=seen, now=old["version"])
        self._record(subject, [(new, difference(old, new))], by)

    def _record(self, subject: Subject[Any], changed: list[tuple[Values, Pairs]], by: _By) -> None:
        at = time_text(self._now())
        actor = checked({"actor": by.actor}, limits={"actor": _ACTOR_LENGTH})["actor"]
        batch, act = (None if one is None else str(one) for one in (by.batch, by.act))
        rows = []
        for values, changes in changed:
            self._number += 1
            told = changes if subject.remembered else dict.fromkeys(changes, (None, None))
            row = EventRow(
                number=self._number,
                at=at,
                actor=str(actor),
                action=by.action.value,
                subject_kind=subject.name,
                subject_id=str(values[subject.key]),
                version=cast("int", values["version"]),
                changes=json_text(told),
                batch=batch,
                act=act,
                chain="",
            )
            self._chain = link(row, before=self._chain)
            rows.append(row._asdict() | {"chain": self._chain})
        self._connection.execute(insert(self._events), rows)


def row_of(connection: Connection, subject: Subject[Any], key: UUID) -> RowMapping:
    """Return the row of one record; raises the error of its kind if there is none."""
    row = (
        connection.execute(subjects.row_of_one(subject), {"known_key": str(key)}).mappings().first()
    )
    if row is None:
        raise subject.not_found(key)
    return row


def one(connection: Connection, subject: Subject[RecordT], key: UUID) -> RecordT:
    """Return one record; raises the error of its kind if there is none."""
    return subject.records(subject.values([row_of(connection, subject, key)]))[0]


def all_of(connection: Connection, subject: Subject[RecordT]) -> list[RecordT]:
    """Return all records of a kind by id."""
    query = subject.rows().order_by(subject.table.c[subject.key])
    return subject.records(subject.values(connection.execute(query).mappings().all()))
