"""One writing transaction: records and their events go in together."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, insert, select, update

from biwaq_geo.adapters.store import subjects
from biwaq_geo.adapters.store.chain import START, link
from biwaq_geo.adapters.store.event_rows import changes_of, event_of, time_text
from biwaq_geo.adapters.store.subjects import Record, Subject, json_text
from biwaq_geo.adapters.store.tables import Tables
from biwaq_geo.adapters.store.values import Pairs, Values, checked, difference
from biwaq_geo.domain.errors import EditConflictError
from biwaq_geo.domain.events import Action, Event
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Now

_BATCH = 500
"""Ids in one query; below the smallest limit of variables that any SQLite has."""


class SqlTransaction:
    """`services.ports.Transaction` over a connection that holds the write lock."""

    def __init__(self, connection: Connection, *, tables: Tables, now: Now) -> None:
        self._connection = connection
        self._events = tables.event
        self._units = subjects.units(tables)
        self._scenarios = subjects.scenarios(tables)
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
        return one(self._connection, self._units, unit_id)

    def add_unit(self, unit: CommercialUnit, *, actor: str) -> None:
        """Save a new unit. The same unit (id and values) sent again changes nothing."""
        self._add(self._units, [unit], actor=actor)

    def add_units(self, units: Iterable[CommercialUnit], *, actor: str) -> None:
        """Save many new units, each as `add_unit` does, in a few statements."""
        self._add(self._units, list(units), actor=actor)

    def save_unit(self, unit: CommercialUnit, *, action: Action, actor: str) -> None:
        """Save a unit whose version is one above the stored one; raises EditConflictError."""
        self._save(self._units, unit, action=action, actor=actor)

    def scenario(self, scenario_id: UUID) -> Scenario:
        """Return the scenario; raises ScenarioNotFoundError."""
        return one(self._connection, self._scenarios, scenario_id)

    def add_scenario(self, scenario: Scenario, *, actor: str) -> None:
        """Save a new scenario. The same scenario sent again changes nothing."""
        self._add(self._scenarios, [scenario], actor=actor)

    def save_scenario(self, scenario: Scenario, *, action: Action, actor: str) -> None:
        """Save a scenario whose version is one above the stored one; as `save_unit`."""
        self._save(self._scenarios, scenario, action=action, actor=actor)

    def events_of(self, subject_id: UUID) -> Sequence[Event]:
        """Return the events of one record, oldest first."""
        query = (
            select(self._events)
            .where(self._events.c.subject_id == str(subject_id))
            .order_by(self._events.c.number)
        )
        return [event_of(row) for row in self._connection.execute(query).mappings()]

    def revision(self) -> int:
        """Return the number of the last event, 0 for an empty store."""
        return self._number

    def _add(self, subject: Subject[Record], records: list[Record], *, actor: str) -> None:
        new: dict[str, Values] = {}
        for values in map(checked, map(subject.to_json, records)):
            key = str(values[subject.key])
            if new.setdefault(key, values) != values:
                raise EditConflictError(subject=key, seen=0, now=values["version"])
        known = self._added(list(new))
        for key, values in new.items():
            if key in known and known[key] != difference(None, values):
                raise EditConflictError(subject=key, seen=0, now=self._version(subject, key))
        fresh = [values for key, values in new.items() if key not in known]
        if fresh:
            self._connection.execute(insert(subject.table), [subject.to_row(v) for v in fresh])
            self._record(
                subject,
                [(v, difference(None, v)) for v in fresh],
                action=Action.ADDED,
                actor=actor,
            )

    def _added(self, keys: list[str]) -> dict[str, Pairs]:
        """Return, for those ids that exist, with what values they were added."""
        events = self._events
        found: dict[str, Pairs] = {}
        for start in range(0, len(keys), _BATCH):
            query = select(events.c.subject_id, events.c.changes).where(
                events.c.subject_id.in_(keys[start : start + _BATCH]),
                events.c.action == Action.ADDED.value,
            )
            found |= {
                row["subject_id"]: changes_of(row)
                for row in self._connection.execute(query).mappings()
            }
        return found

    def _version(self, subject: Subject[Any], key: str) -> int:
        column = subject.table.c
        query = select(column.version).where(column[subject.key] == key)
        return int(self._connection.execute(query).scalar_one())

    def _save(
        self, subject: Subject[Record], record: Record, *, action: Action, actor: str
    ) -> None:
        new = checked(subject.to_json(record))
        key, seen = str(new[subject.key]), record.version - 1
        old = subject.values([row_of(self._connection, subject, UUID(key))])[0]
        column = subject.table.c
        done = self._connection.execute(
            update(subject.table)
            .where(column[subject.key] == key, column.version == seen)
            .values(subject.to_row(new))
        )
        if done.rowcount != 1:
            raise EditConflictError(subject=key, seen=seen, now=old["version"])
        self._record(subject, [(new, difference(old, new))], action=action, actor=actor)

    def _record(
        self,
        subject: Subject[Any],
        changed: list[tuple[Values, Pairs]],
        *,
        action: Action,
        actor: str,
    ) -> None:
        fixed = {
            "at": time_text(self._now()),
            "actor": checked({"actor": actor})["actor"],
            "action": action.value,
            "subject_kind": subject.kind,
        }
        rows = []
        for values, changes in changed:
            self._number += 1
            row = fixed | {
                "number": self._number,
                "subject_id": values[subject.key],
                "version": values["version"],
                "changes": json_text(changes),
            }
            self._chain = row["chain"] = link(row, before=self._chain)
            rows.append(row)
        self._connection.execute(insert(self._events), rows)


def row_of(connection: Connection, subject: Subject[Any], key: UUID) -> RowMapping:
    """Return the row of one record; raises the error of its kind if there is none."""
    query = subject.rows().where(subject.table.c[subject.key] == str(key))
    row = connection.execute(query).mappings().first()
    if row is None:
        raise subject.not_found(key)
    return row


def one(connection: Connection, subject: Subject[Record], key: UUID) -> Record:
    """Return one record; raises the error of its kind if there is none."""
    return subject.records(subject.values([row_of(connection, subject, key)]))[0]
