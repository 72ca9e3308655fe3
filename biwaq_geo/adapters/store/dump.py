"""A register as text: the same rows give the same bytes, whatever database holds them."""

from collections.abc import Iterator

from shapely import Point
from sqlalchemy import Connection, select

from biwaq_geo.adapters.store.subjects import json_text
from biwaq_geo.adapters.store.tables import Tables


def dumped(connection: Connection, made: Tables) -> Iterator[str]:
    """Yield every row of every table as JSON with the table's name, tables by name."""
    for table in sorted(made.metadata.tables.values(), key=lambda one: one.name):
        key = next(iter(table.primary_key))
        for row in connection.execute(select(table).order_by(key)).mappings():
            yield json_text([table.name, {str(n): _plain(value) for n, value in row.items()}])


def _plain(value: object) -> object:
    # every digit, so that not even the last bit of a coordinate gets lost unseen
    return value.wkb_hex if isinstance(value, Point) else value
