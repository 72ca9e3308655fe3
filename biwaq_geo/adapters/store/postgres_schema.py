"""The tables of a register in a schema of their own, and what the schema must stand."""

from datetime import datetime
from functools import partial

from sqlalchemy import Connection, Engine, Table, text

from biwaq_geo.adapters.store.checks import known_srid, refuse_missing, stored_version
from biwaq_geo.adapters.store.connect import READING
from biwaq_geo.adapters.store.migrate import bring_up
from biwaq_geo.adapters.store.tables import META, SCHEMA_VERSION, Tables, tables
from biwaq_geo.domain.errors import StoreDamagedError, StoreSetupError, TownExistsError

_KEPT_OF_NAME = 46

_GUARD = (
    """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'events are never altered'; END $$""",
    """CREATE TRIGGER event_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON event
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
    # the trigger holds for everybody, this for all but an administrator
    "REVOKE UPDATE, DELETE, TRUNCATE ON event FROM PUBLIC, CURRENT_USER",
)


def make_schema(connection: Connection, schema: str, *, made: Tables) -> None:
    """Make the schema with its empty tables, the spatial indexes and the guard of the events.

    Raises
    ------
    StoreSetupError
        The database lacks PostGIS or does not keep texts as UTF-8.
    TownExistsError
        The schema is there already.
    """
    _refuse_unfit(connection)
    if _columns(connection, schema):
        raise TownExistsError(name=schema)
    # a key of a town has letters, digits and hyphens only
    connection.exec_driver_sql(f'CREATE SCHEMA IF NOT EXISTS "{schema}"')
    # a table of the same name in the schema `public` is no reason to leave one out
    made.metadata.create_all(connection, checkfirst=False)
    for table in made.metadata.sorted_tables:
        add_spatial_index(connection, table)
    for statement in _GUARD:
        connection.exec_driver_sql(statement)


def put_aside(connection: Connection, schema: str, *, at: datetime) -> None:
    """Give a schema that is there another name, which tells when that was (UTC)."""
    if _columns(connection, schema):
        # as long as the longest name of a schema may be
        aside = f"{schema[:_KEPT_OF_NAME]}_{at:%Y%m%dT%H%M%SZ}"
        connection.exec_driver_sql(f'ALTER SCHEMA "{schema}" RENAME TO "{aside}"')


def identity(connection: Connection) -> int | None:
    """Return what tells the register from one that was put in its place, None for none."""
    found: int | None = connection.exec_driver_sql(f"SELECT to_regclass('{META}')::oid").scalar()
    return found


def add_spatial_index(connection: Connection, table: Table) -> None:
    """Make the index over the table's geometries, if it has any."""
    if column := table.info.get("geometry"):
        name = f"ix_{table.name}_{column}"
        statement = f"CREATE INDEX {name} ON {table.name} USING gist ({column})"
        connection.exec_driver_sql(statement)


def bring_up_schema(engine: Engine, schema: str) -> None:
    """Bring the register up to the present version if it is of an older one.

    Killed at any moment, it is as it was.

    Raises
    ------
    StoreSetupError, StoreDamagedError, StoreNewerError
        As `refuse_other_schemas`; nothing was changed.
    """
    with engine.connect() as connection:
        _refuse_foreign(connection.execution_options(**READING), schema)
        if stored_version(connection)[0] == SCHEMA_VERSION:
            return
    with engine.begin() as connection:
        # a large register may take longer than a save may
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        version, srid = stored_version(connection)
        # another process may have been faster by a moment
        if version < SCHEMA_VERSION:
            bring_up(
                connection,
                tables(srid),
                schema=version,
                columns=_columns(connection, schema),
                new_table=partial(add_spatial_index, connection),
            )


def refuse_other_schemas(connection: Connection, schema: str) -> int:
    """Return the EPSG code of a store of this version in a whole schema.

    Raises
    ------
    StoreSetupError
        The database lacks PostGIS or UTF-8, there is no register of this name in it, or its
        places are in another reference system than it says.
    StoreDamagedError
        A part of the register is missing.
    StoreNewerError
        A newer version of this application wrote it.
    """
    columns = _refuse_foreign(connection, schema)
    srid = known_srid(connection)
    for table in tables(srid).metadata.sorted_tables:
        refuse_missing(table, found=columns.get(table.name, set()))
    query = text("SELECT DISTINCT srid FROM geometry_columns WHERE f_table_schema = :schema")
    found = set(connection.execute(query, {"schema": schema}).scalars())
    if found != {srid}:
        codes = ", ".join(map(str, sorted(found - {srid})))
        raise StoreSetupError(part=f"SRID {srid} ≠ {codes}")
    return srid


def _refuse_foreign(connection: Connection, schema: str) -> dict[str, set[str]]:
    """Return the columns of a schema that holds a register of some version."""
    _refuse_unfit(connection)
    columns = _columns(connection, schema)
    if not columns:
        raise StoreSetupError(part=f'SCHEMA "{schema}"')
    if META not in columns:
        raise StoreDamagedError(reason="no meta table")
    return columns


def _refuse_unfit(connection: Connection) -> None:
    extensions = connection.exec_driver_sql("SELECT extname FROM pg_extension").scalars()
    if "postgis" not in set(extensions):
        raise StoreSetupError(part="CREATE EXTENSION postgis")
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise StoreSetupError(part=f"UTF8 ≠ {encoding}")


def _columns(connection: Connection, schema: str) -> dict[str, set[str]]:
    """Return the names of the columns by table, none for a schema that does not exist."""
    query = text(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = :schema"
    )
    found: dict[str, set[str]] = {}
    for table, column in connection.execute(query, {"schema": schema}):
        found.setdefault(table, set()).add(column)
    return found
