"""Registers of older versions, brought up to the present tables in one transaction.

The tables are derived from the records' dataclasses, so what a later version adds is
derived as well: a table or a column that the register lacks is added with the value that
the dataclass gives a field nobody has filled. Whatever cannot be added so, such as a renamed
field, is a function in `STEPS`, which runs before.

Alembic would want these additions written a second time and a table of its own in the
GeoPackage, and the way it rebuilds a table of SQLite drops the triggers that guard the
events and the spatial index. Here no table is ever rebuilt.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields
from enum import Enum

from sqlalchemy import Column, Connection, Table, literal, update
from sqlalchemy.schema import CreateColumn

from biwaq_geo.adapters.store.checks import verify_chain, verify_records
from biwaq_geo.adapters.store.event_rows import all_changes
from biwaq_geo.adapters.store.subjects import json_text
from biwaq_geo.adapters.store.tables import SCHEMA_VERSION, Tables
from biwaq_geo.domain.records import KINDS

STEPS: Mapping[int, Callable[[Connection], None]] = {}
"""What turns the tables of the version in the key into those of the next one, where more is
needed than to add."""


def bring_up(
    connection: Connection,
    made: Tables,
    *,
    schema: int,
    columns: Mapping[str, Collection[str]],
    new_table: Callable[[Table], None],
) -> None:
    """Make a register of the version `schema` one of the present version.

    The caller's transaction makes it all or nothing.

    Parameters
    ----------
    columns
        Names of the columns that the register has, by table.
    new_table
        Called with each table that was made, for what it needs beside its columns.

    Raises
    ------
    StoreDamagedError
        The events or records do not hold; what is damaged is not brought up.
    """
    for version in range(schema, SCHEMA_VERSION):
        if version in STEPS:
            STEPS[version](connection)
    for table in made.metadata.sorted_tables:
        if table.name in columns:
            add_columns(connection, table, known=columns[table.name])
        else:
            table.create(connection)
            new_table(table)
    connection.execute(
        update(made.meta).where(made.meta.c.key == "schema").values(value=str(SCHEMA_VERSION))
    )
    rows = verify_chain(connection, made)
    verify_records(connection, made, rows, changes=all_changes(rows))


def add_columns(connection: Connection, table: Table, *, known: Collection[str]) -> None:
    """Add the columns that the table in the database lacks, and the indexes over them."""
    missing = [column for column in table.c if column.name not in known]
    for column in missing:
        written = CreateColumn(column).compile(dialect=connection.dialect)
        usual = "" if column.nullable else f" DEFAULT {_usual_value(connection, column)}"
        # all names and values come from this program, none from the register
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {written}{usual}")
    for index in table.indexes:
        if set(index.columns) & set(missing):
            index.create(connection)


def _usual_value(connection: Connection, column: Column[object]) -> str:
    """Return as SQL what the field holds where nobody has filled it."""
    kind = KINDS[column.table.name]
    value = next(one.default for one in fields(kind) if one.name == column.name)
    if value is MISSING:
        message = f"{kind.__name__}.{column.name} has no default: it needs a step"
        raise LookupError(message)
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, tuple):
        value = json_text(list(value))
    expression = literal(value, column.type)
    return str(
        expression.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    )
