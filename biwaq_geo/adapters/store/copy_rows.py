"""A whole register from one database into another, row by row, events and numbers as they are."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, insert, select, text

from biwaq_geo.adapters.store.tables import Tables

_ROWS = 1_000
"""In one statement."""


def copy_rows(source: Connection, dest: Connection, *, made: Tables) -> None:
    """Write all rows of all tables of `source` into the empty tables of `dest`.

    Both are in one transaction each, so that the copy is one state or nothing.
    """
    for table in made.metadata.sorted_tables:
        key = next(iter(table.primary_key))
        rows = source.execute(select(table).order_by(key)).mappings()
        for batch in _batches(rows):
            dest.execute(insert(table), batch)
        if dest.dialect.name == "postgresql" and key.name == "fid":
            dest.execute(_next_key(table))


def _batches(rows: Any) -> Iterator[list[dict[str, Any]]]:
    each = iter(rows)
    while batch := [dict(row) for row in islice(each, _ROWS)]:
        yield batch


def _next_key(table: Table) -> Any:
    # rows with keys of their own leave the sequence where it was
    highest = f"(SELECT coalesce(max(fid), 0) + 1 FROM {table.name})"  # noqa: S608
    return text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'fid'), {highest}, false)")
