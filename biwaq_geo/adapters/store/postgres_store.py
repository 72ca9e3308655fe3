"""The register of one town on a PostgreSQL server with PostGIS: one schema of a database."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import URL, Connection, Engine, func, select

from biwaq_geo.adapters.disk_errors import disk_errors
from biwaq_geo.adapters.store.connect import READING
from biwaq_geo.adapters.store.copy_rows import copy_rows
from biwaq_geo.adapters.store.faults import translated
from biwaq_geo.adapters.store.last_read import LastRead
from biwaq_geo.adapters.store.postgres_connect import connect_server, schema_of
from biwaq_geo.adapters.store.postgres_schema import (
    bring_up_schema,
    identity,
    make_schema,
    put_aside,
    refuse_other_schemas,
)
from biwaq_geo.adapters.store.snapshot import write_geopackage
from biwaq_geo.adapters.store.sql_store import SqlStore, fill, utc_now
from biwaq_geo.adapters.store.tables import Tables, tables
from biwaq_geo.adapters.store.transaction import SqlTransaction
from biwaq_geo.domain.drafts import Draft
from biwaq_geo.domain.errors import StoreBusyError, StoreDamagedError, StoreUnreachableError
from biwaq_geo.domain.events import Event
from biwaq_geo.domain.records import RecordT
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Now, Transaction


class PostgresStore(SqlStore):
    """`services.ports.Store` on a server; safe for many computers, processes and threads.

    While the server is away, what it told last is told again, `read_at` says from when it
    is, and drafts stay in memory. Whatever saves raises StoreUnreachableError.
    """

    def __init__(self, engine: Engine, *, srid: int, identity: int | None, now: Now) -> None:
        super().__init__(engine, made=tables(srid), now=now)
        self._srid = srid
        self._identity = identity
        self._current = True
        self._last = LastRead(now)
        self._drafts: dict[tuple[str, str], Draft] = {}

    def read_at(self) -> datetime | None:
        """Return when the server last answered if it is away now, None if it is there."""
        return self._last.at()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Begin a transaction, as `SqlStore.transaction` does.

        Raises
        ------
        StoreUnreachableError
            The server is away.
        StoreDamagedError
            The register was removed or replaced since it was opened; open it again.
        """
        with translated(), self._engine.begin() as connection:
            self._last.note_that_it_is_there()
            self._compare(connection)
            if not self._current:
                raise StoreDamagedError(reason="removed or replaced")
            yield SqlTransaction(connection, tables=self._tables, now=self._now)

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """Yield a connection to the register while nobody else saves."""
        with self._engine.begin() as connection:
            yield connection

    def revision(self) -> int:
        """Return the number of the last event, 0 for an empty store."""
        return self._last.ask("revision", self._present_revision)

    def _present_revision(self) -> int:
        with self._reading() as connection:
            self._compare(connection)
            query = select(func.max(self._tables.event.c.number))
            return connection.execute(query).scalar() or 0

    def _compare(self, connection: Connection) -> None:
        self._current = self._current and identity(connection) == self._identity

    def revision_at(self, moment: datetime) -> int:
        """Return the number of the last event before the moment, 0 if there is none."""
        return self._last.ask(("revision_at", moment), partial(super().revision_at, moment))

    def record(self, kind: type[RecordT], record_id: UUID) -> RecordT:
        """Return a record; raises the error of its kind if there is none."""
        return self._last.ask((kind, record_id), partial(super().record, kind, record_id))

    def events(
        self, *, subject_id: UUID | None = None, after: int = 0, limit: int | None = None
    ) -> Sequence[Event]:
        """Return events with a number above `after`, oldest first."""
        asked = partial(super().events, subject_id=subject_id, after=after, limit=limit)
        return self._last.ask(("events", subject_id, after, limit), asked)

    def draft(self, *, owner: str, form: str) -> Draft | None:
        """Return what the owner has typed into the form and not saved."""
        here = self._drafts.get((owner, form))
        if here is not None:
            return here
        asked = partial(super().draft, owner=owner, form=form)
        try:
            return self._last.ask(("draft", owner, form), asked)
        except StoreUnreachableError:
            return None

    def keep_draft(self, draft: Draft) -> None:
        """Keep a draft in the place of the one before, in memory while the server is away."""
        self._drafts[draft.owner, draft.form] = draft
        # at the next letter it is tried again
        with suppress(StoreUnreachableError, StoreBusyError):
            super().keep_draft(draft)
            self._drafts.pop((draft.owner, draft.form), None)

    def drop_draft(self, *, owner: str, form: str) -> None:
        """Forget the draft, if there is one."""
        self._drafts.pop((owner, form), None)
        super().drop_draft(owner=owner, form=form)

    def snapshot(self, dest: Path) -> None:
        """Write a GeoPackage of one state to `dest`; see `SqlStore.snapshot`."""
        with translated(), disk_errors(), self._reading() as source:
            write_geopackage(
                dest,
                srid=self._srid,
                made=self._tables,
                fill=lambda file: copy_rows(source, file, made=self._tables),
            )

    def is_current(self) -> bool:
        """Say whether the register, when last asked, was the one that was opened."""
        return self._current


@contextmanager
def new_schema(
    url: URL, *, town: str, made: Tables, aside_at: datetime | None = None
) -> Iterator[Connection]:
    """Yield a connection to the empty tables of a new register.

    It counts when the block ends; what the block raises leaves nothing of it. With
    `aside_at`, a time in UTC, a register that is there keeps its rows under another name.

    Raises
    ------
    TownExistsError
        The database has a register of this town.
    StoreSetupError
        The database lacks PostGIS or does not keep texts as UTF-8.
    StoreUnreachableError, StoreAccessError
        The server is away, or refuses.
    """
    schema = schema_of(town)
    engine = connect_server(url, schema=schema)
    try:
        with translated(), engine.begin() as connection:
            if aside_at is not None:
                put_aside(connection, schema, at=aside_at)
            make_schema(connection, schema, made=made)
            yield connection
    finally:
        engine.dispose()


@contextmanager
def new_server_store(
    url: URL,
    *,
    srid: int,
    town: str,
    units: Iterable[CommercialUnit] = (),
    actor: str = "import",
    now: Now = utc_now,
) -> Iterator[None]:
    """Make the register of a town with these units; see `new_schema`."""
    made = tables(srid)
    with new_schema(url, town=town, made=made) as connection:
        fill(connection, made, srid=srid, town=town, units=units, actor=actor, now=now)
        yield


def open_server_store(url: URL, *, town: str, now: Now = utc_now) -> PostgresStore:
    """Open the register of a town after every check; one of an older version is brought up.

    Raises
    ------
    StoreUnreachableError, StoreAccessError
        The server is away, or refuses.
    StoreSetupError
        The database is not fit, or has no register of this town.
    StoreDamagedError
        A part is missing, or the register was altered from outside.
    StoreNewerError
        A newer version of this application wrote it.
    """
    schema = schema_of(town)
    engine = connect_server(url, schema=schema)
    try:
        with translated():
            bring_up_schema(engine, schema)
        with translated(), engine.connect() as connection:
            srid = refuse_other_schemas(connection.execution_options(**READING), schema)
            opened = identity(connection)
        store = PostgresStore(engine, srid=srid, identity=opened, now=now)
        store.verify_chain()
    except BaseException:
        engine.dispose()
        raise
    return store


@contextmanager
def leaving_server(url: URL, *, town: str, now: Now = utc_now) -> Iterator[PostgresStore]:
    """Yield the register while nobody saves; after the block it lies under another name.

    What the block raises leaves it in its place. Errors as for `open_server_store`.
    """
    store = open_server_store(url, town=town, now=now)
    try:
        with translated(), store.alone() as connection:
            yield store
            put_aside(connection, schema_of(town), at=now())
    finally:
        store.close()


def drop_server_store(url: URL, *, town: str) -> None:
    """Delete the register of a town for ever, if there is one."""
    schema = schema_of(town)
    engine = connect_server(url, schema=schema)
    try:
        with translated(), engine.begin() as connection:
            # a key of a town has letters, digits and hyphens only
            connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
    finally:
        engine.dispose()
