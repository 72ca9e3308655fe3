"""Copies of a store for everybody else: QGIS, GDAL, downloads, backups."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine

from biwaq_geo.adapters.store.connect import connect
from biwaq_geo.adapters.store.geopackage import guard_events, register_tables, write_frame
from biwaq_geo.adapters.store.tables import Tables


def write_snapshot(engine: Engine, dest: Path) -> None:
    """Write the state after the last committed save to `dest`, a GeoPackage.

    The file appears under its name when it is whole. A file that is there is replaced.
    """
    with _whole(dest) as unfinished:
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(unfinished),))
        finally:
            connection.close()


def write_geopackage(
    dest: Path, *, srid: int, made: Tables, fill: Callable[[Connection], object]
) -> None:
    """Write a GeoPackage with the tables of a store to `dest`, into which `fill` puts the rows.

    The file appears under its name when it is whole. A file that is there is replaced.
    """
    with _whole(dest) as unfinished:
        engine = connect(unfinished, create=True)
        try:
            with engine.begin() as connection:
                write_frame(connection, srid=srid)
                made.metadata.create_all(connection)
                register_tables(connection, made, srid=srid)
                guard_events(connection)
                fill(connection)
        finally:
            engine.dispose()


@contextmanager
def _whole(dest: Path) -> Iterator[Path]:
    unfinished = dest.with_name(f".{dest.name}.{uuid4().hex}")
    try:
        yield unfinished
        _to_disk(unfinished)
        unfinished.replace(dest)
    finally:
        unfinished.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    # SQLite leaves it to the caller to have the new file survive a power cut
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
