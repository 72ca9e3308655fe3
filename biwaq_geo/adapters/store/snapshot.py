"""Copies of a store for everybody else: QGIS, GDAL, downloads, backups."""

import os
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine


def write_snapshot(engine: Engine, dest: Path) -> None:
    """Write the state after the last committed save to `dest`, a GeoPackage.

    The file appears under its name when it is whole. A file that is there is replaced.
    """
    unfinished = dest.with_name(f".{dest.name}.{uuid4().hex}")
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(unfinished),))
        _to_disk(unfinished)
        unfinished.replace(dest)
    finally:
        connection.close()
        unfinished.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    # SQLite leaves it to the caller to have the new file survive a power cut
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
