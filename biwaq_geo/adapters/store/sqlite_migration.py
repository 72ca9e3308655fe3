"""A register's file of an older version, copied and brought up when it is opened."""

from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine

from biwaq_geo.adapters.store.checks import refuse_foreign, refuse_torn, stored_version
from biwaq_geo.adapters.store.connect import READING
from biwaq_geo.adapters.store.geopackage import register_table
from biwaq_geo.adapters.store.migrate import bring_up
from biwaq_geo.adapters.store.snapshot import write_snapshot
from biwaq_geo.adapters.store.tables import SCHEMA_VERSION, tables


def bring_up_file(engine: Engine, *, path: Path) -> None:
    """Bring the register up to the present version if it is of an older one.

    A copy of it as it was stays beside it. Killed at any moment, it is as it was.

    Raises
    ------
    StoreDamagedError
        It is no register or a damaged one; nothing was changed.
    StoreNewerError
        A newer version of this application wrote it.
    StoreBusyError, StoreFullError, StoreReadOnlyError
        It cannot be written; nothing was changed.
    """
    with engine.connect() as connection:
        refuse_foreign(connection.execution_options(**READING))
        if stored_version(connection)[0] == SCHEMA_VERSION:
            return
    with engine.begin() as connection:
        schema, srid = stored_version(connection)
        # another process may have been faster by a moment
        if schema < SCHEMA_VERSION:
            refuse_torn(connection)
            # nobody writes now, and this copy is read over another connection
            write_snapshot(engine, path.with_name(f"{path.name}-schema-{schema}.gpkg"))
            found = {table: _columns(connection, table) for table in _tables(connection)}
            add = partial(register_table, connection, srid=srid)
            bring_up(connection, tables(srid), schema=schema, columns=found, new_table=add)


def _tables(connection: Connection) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    return list(connection.exec_driver_sql(query).scalars())


def _columns(connection: Connection, table: str) -> set[str]:
    query = "SELECT name FROM pragma_table_info(?)"
    return set(connection.exec_driver_sql(query, (table,)).scalars())
