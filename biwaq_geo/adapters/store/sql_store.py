"""The register of one town in a database: what SQLite and PostgreSQL have in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import cast
from uuid import UUID
from weakref import finalize

from sqlalchemy import Connection, Engine, func, insert, select

from biwaq_geo.adapters.garbage import without_garbage_search
from biwaq_geo.adapters.store import drafts, subjects
from biwaq_geo.adapters.store.checks import verify_chain, verify_records
from biwaq_geo.adapters.store.connect import READING
from biwaq_geo.adapters.store.copy_rows import copy_rows
from biwaq_geo.adapters.store.dump import dumped
from biwaq_geo.adapters.store.event_rows import all_changes, event_of, time_text
from biwaq_geo.adapters.store.faults import translated
from biwaq_geo.adapters.store.states import States
from biwaq_geo.adapters.store.tables import SCHEMA_VERSION, Tables
from biwaq_geo.adapters.store.transaction import SqlTransaction, one
from biwaq_geo.domain.drafts import Draft
from biwaq_geo.domain.events import Event
from biwaq_geo.domain.records import RecordT
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Now, Transaction

_LISTS_KEPT = 8
"""Sorted lists of units in memory: now and a few days that somebody looks at."""


def utc_now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


class SqlStore(ABC):
    """`services.ports.Store` over tables; safe for many threads and processes."""

    def __init__(self, engine: Engine, *, made: Tables, now: Now) -> None:
        self._engine = engine
        # connections are closed even if nobody calls `close`
        finalize(self, engine.dispose)
        self._tables = made
        self._now = now
        self._states = States(made)
        self._units_at = lru_cache(maxsize=_LISTS_KEPT)(self._listed_units)

    @abstractmethod
    def is_current(self) -> bool:
        """Say whether the register that was opened still stands in its place."""

    def read_at(self) -> datetime | None:
        """Return when the present answers were read if the database is away, else None."""
        return None

    @abstractmethod
    def snapshot(self, dest: Path) -> None:
        """Write a GeoPackage for QGIS, GDAL, downloads and backups to `dest`.

        The only file of a register that anything but this package may open. It appears
        under its name when it is whole; a file that is there is replaced.

        Raises
        ------
        StoreFullError, StoreReadOnlyError
            The copy cannot be written; the store itself is well.
        """

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Begin a transaction that is rolled back when the block raises.

        Raises
        ------
        StoreBusyError
            Somebody else writes for longer than one waits.
        StoreFullError, StoreReadOnlyError
            Nothing was saved; reading goes on.
        """
        with translated(), self._engine.begin() as connection:
            yield SqlTransaction(connection, tables=self._tables, now=self._now)

    def revision(self) -> int:
        """Return the number of the last event, 0 for an empty store."""
        with self._reading() as connection:
            query = select(func.max(self._tables.event.c.number))
            return connection.execute(query).scalar() or 0

    def revision_at(self, moment: datetime) -> int:
        """Return the number of the last event before the moment, 0 if there is none."""
        event = self._tables.event
        query = select(func.max(event.c.number)).where(event.c.at < time_text(moment))
        with self._reading() as connection:
            return connection.execute(query).scalar() or 0

    def unit(self, unit_id: UUID) -> CommercialUnit:
        """Return the unit; raises UnitNotFoundError."""
        return self.record(CommercialUnit, unit_id)

    def units(self, *, at_revision: int | None = None) -> Sequence[CommercialUnit]:
        """Return the units, now or as they stood after event number `at_revision`.

        Ordered by address, position, id. Units in the recycle bin are left out.
        """
        return list(self._units_at(self._revision_until(at_revision)))

    def scenarios(self, *, archived: bool = False) -> Sequence[Scenario]:
        """Return the scenarios by creation time, the archived ones instead if asked."""
        found = [one for one in self.records(Scenario) if one.archived is archived]
        return sorted(found, key=lambda one: (one.created_at, str(one.scenario_id)))

    def scenario(self, scenario_id: UUID) -> Scenario:
        """Return the scenario; raises ScenarioNotFoundError."""
        return self.record(Scenario, scenario_id)

    def record(self, kind: type[RecordT], record_id: UUID) -> RecordT:
        """Return a record; raises the error of its kind if there is none."""
        with self._reading() as connection:
            return one(connection, subjects.subject(self._tables, kind), record_id)

    def records(self, kind: type[RecordT], *, at_revision: int | None = None) -> Sequence[RecordT]:
        """Return all records of a kind, removed ones too, now or after that event, by id.

        A kind whose values events do not repeat is known as it is now only.
        """
        revision = self._revision_until(at_revision)
        subject = subjects.subject(self._tables, kind)
        found = self._states.known(subject.name, revision)
        if found is None:
            with self._reading() as connection:
                found = self._states.at(connection, subject, revision=revision)
        return cast("Sequence[RecordT]", found.listed)

    def draft(self, *, owner: str, form: str) -> Draft | None:
        """Return what the owner has typed into the form and not saved."""
        with self._reading() as connection:
            return drafts.read(connection, self._tables, owner=owner, form=form)

    def keep_draft(self, draft: Draft) -> None:
        """Keep a draft in the place of the one before; no event tells of it."""
        with translated(), self._engine.begin() as connection:
            drafts.keep(connection, self._tables, draft)

    def drop_draft(self, *, owner: str, form: str) -> None:
        """Forget the draft, if there is one."""
        with translated(), self._engine.begin() as connection:
            drafts.drop(connection, self._tables, owner=owner, form=form)

    def drop_drafts_before(self, moment: datetime) -> int:
        """Forget everybody's drafts that were last kept before the moment; return how many."""
        with self._reading() as connection:
            # most days there are none, and then nobody waits for a lock
            if not drafts.are_older(connection, self._tables, moment):
                return 0
        with translated(), self._engine.begin() as connection:
            return drafts.drop_older(connection, self._tables, moment)

    def events(
        self, *, subject_id: UUID | None = None, after: int = 0, limit: int | None = None
    ) -> Sequence[Event]:
        """Return events with a number above `after`, oldest first."""
        event = self._tables.event
        query = select(event).where(event.c.number > after).order_by(event.c.number).limit(limit)
        if subject_id is not None:
            query = query.where(event.c.subject_id == str(subject_id))
        # a whole history makes so many small objects that looking for garbage takes most time
        with self._reading() as connection, without_garbage_search():
            return [event_of(row) for row in connection.execute(query).mappings()]

    def verify_chain(self) -> None:
        """Raise StoreDamagedError if events or records were altered from outside."""
        with self._reading() as connection, without_garbage_search():
            rows = verify_chain(connection, self._tables)
            changes = all_changes(rows)
            standing = verify_records(connection, self._tables, rows, changes=changes)
        # read once for the check, for the first list and for every day that will be looked at
        self._states.learn(rows, changes, standing)

    @property
    def made(self) -> Tables:
        """The tables that hold the register."""
        return self._tables

    def dump(self) -> str:
        """Return every row as text, the same for the same register in any database."""
        with self._reading() as connection:
            return "\n".join(dumped(connection, self._tables))

    def copy_into(self, dest: Connection) -> None:
        """Write one state of all rows into empty tables elsewhere."""
        with self._reading() as source:
            copy_rows(source, dest, made=self._tables)

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    def _revision_until(self, asked: int | None) -> int:
        now = self.revision()
        return now if asked is None else min(asked, now)

    def _listed_units(self, revision: int) -> Sequence[CommercialUnit]:
        found = self.records(CommercialUnit, at_revision=revision)
        kept = [unit for unit in found if unit.removed_on is None]
        # they come by id, and those of one place stay in that order
        return sorted(kept, key=attrgetter("address", "position"))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(), self._engine.connect() as connection:
            yield connection.execution_options(**READING)


def fill(
    connection: Connection,
    made: Tables,
    *,
    srid: int,
    town: str,
    units: Iterable[CommercialUnit],
    actor: str,
    now: Now,
) -> None:
    """Write into empty tables what the store is, and the first units, one event for each."""
    facts = {"schema": SCHEMA_VERSION, "srid": srid, "town": town}
    rows = [{"key": key, "value": str(value)} for key, value in facts.items()]
    connection.execute(insert(made.meta), rows)
    SqlTransaction(connection, tables=made, now=now).add_all(units, actor=actor)
