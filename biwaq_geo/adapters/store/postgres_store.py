"""The register of one town on a PostgreSQL server with PostGIS: one schema of a database."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import URL, Engine

from biwaq_geo.adapters.disk_errors import disk_errors
from biwaq_geo.adapters.store.connect import READING
from biwaq_geo.adapters.store.copy_rows import copy_rows
from biwaq_geo.adapters.store.faults import translated
from biwaq_geo.adapters.store.last_read import LastRead
from biwaq_geo.adapters.store.postgres_connect import connect_server
from biwaq_geo.adapters.store.postgres_schema import (
    bring_up_schema,
    make_schema,
    refuse_other_schemas,
)
from biwaq_geo.adapters.store.snapshot import write_geopackage
from biwaq_geo.adapters.store.sql_store import SqlStore, fill, utc_now
from biwaq_geo.adapters.store.tables import tables
from biwaq_geo.domain.drafts import Draft
from biwaq_geo.domain.errors import StoreBusyError, StoreUnreachableError
from biwaq_geo.domain.events import Event
from biwaq_geo.domain.records import RecordT
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Now, Transaction


class PostgresStore(SqlStore):
    """`services.ports.Store` on a server; safe for many computers, processes and threads.

    While the server is away, what it told last is told again, `read_at` says from when it
    is, and drafts stay in memory. Whatever saves raises StoreUnreachableError.
    """

    def __init__(self, engine: Engine, *, srid: int, now: Now) -> None:
        super().__init__(engine, made=tables(srid), now=now)
        self._srid = srid
        self._last = LastRead(now)
        self._drafts: dict[tuple[str, str], Draft] = {}

    def read_at(self) -> datetime | None:
        """Return when the server last answered if it is away now, None if it is there."""
        return self._last.at()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Begin a transaction; see `SqlStore.transaction`. Raises StoreUnreachableError."""
        with super().transaction() as begun:
            self._last.note_that_it_is_there()
            yield begun

    def revision(self) -> int:
        """Return the number of the last event, 0 for an empty store."""
        return self._last.ask("revision", super().revision)

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
        """Say yes: the pool finds the register again wherever the server has put it."""
        return True


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
    """Make the register of a town in the database, in a schema that bears the town's key.

    It counts when the block ends; what the block raises leaves nothing of it.

    Raises
    ------
    TownExistsError
        The database has a register of this town.
    StoreSetupError
        The database lacks PostGIS or does not keep texts as UTF-8.
    StoreUnreachableError, StoreAccessError
        The server is away, or refuses.
    """
    made = tables(srid)
    engine = connect_server(url, schema=town)
    try:
        with translated(), engine.begin() as connection:
            make_schema(connection, town, made=made)
            fill(connection, made, srid=srid, town=town, units=units, actor=actor, now=now)
            yield
    finally:
        engine.dispose()


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
    engine = connect_server(url, schema=town)
    try:
        with translated():
            bring_up_schema(engine, town)
        with translated(), engine.connect() as connection:
            srid = refuse_other_schemas(connection.execution_options(**READING), town)
        store = PostgresStore(engine, srid=srid, now=now)
        store.verify_chain()
    except BaseException:
        engine.dispose()
        raise
    return store


def drop_server_store(url: URL, *, town: str) -> None:
    """Delete the register of a town for ever, if there is one."""
    engine = connect_server(url, schema=town)
    try:
        with translated(), engine.begin() as connection:
            # a key of a town has letters, digits and hyphens only
            connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{town}" CASCADE')
    finally:
        engine.dispose()
