"""The register of one town on a PostgreSQL server with PostGIS: one schema of a database."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine

from biwaq_geo.adapters.disk_errors import disk_errors
from biwaq_geo.adapters.store.connect import READING
from biwaq_geo.adapters.store.copy_rows import copy_rows
from biwaq_geo.adapters.store.faults import translated
from biwaq_geo.adapters.store.postgres_connect import connect_server
from biwaq_geo.adapters.store.postgres_schema import (
    bring_up_schema,
    make_schema,
    refuse_other_schemas,
)
from biwaq_geo.adapters.store.snapshot import write_geopackage
from biwaq_geo.adapters.store.sql_store import SqlStore, fill, utc_now
from biwaq_geo.adapters.store.tables import tables
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Now


class PostgresStore(SqlStore):
    """`services.ports.Store` on a server; safe for many computers, processes and threads."""

    def __init__(self, engine: Engine, *, srid: int, now: Now) -> None:
        super().__init__(engine, made=tables(srid), now=now)
        self._srid = srid

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
