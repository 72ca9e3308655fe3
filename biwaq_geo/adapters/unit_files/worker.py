"""Start the process that reads files from outside, and judge what comes back from it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyogrio

from biwaq_geo.adapters.unit_files import child
from biwaq_geo.domain.errors import (
    EncodingError,
    FileCutError,
    FileEmptyError,
    FileKindError,
    FileTooLargeError,
    InputFileError,
    ReadingFailedError,
)
from biwaq_geo.services.import_units.raw_table import Cell

_FORMULA_STARTS = tuple("=+-@")
WALL_SECONDS = 60
DRIVERS = {"gpkg": "GPKG", "geojson": "GeoJSON", "shp": "ESRI Shapefile"}
"""Form of a file to the one driver of GDAL that may look at it."""


def read_in_child(
    folder: Path, *, file: str, form: str, file_name: str, **job: str | None
) -> dict[str, Any]:
    """Have a file in the folder read by a process of its own and return what it found.

    Parameters
    ----------
    folder
        A folder of our own with nothing in it but the file, under a name of our own.
    form
        "xlsx" or a key of `DRIVERS`.
    file_name
        What the file is called in messages.

    Raises
    ------
    ReadingFailedError
        The process needed more time or memory than it may have.
    FileKindError, FileCutError, FileEmptyError, FileTooLargeError, EncodingError
        It could not make sense of the file.
    """
    order = {"file": file, "form": form, **job}
    (folder / "job.json").write_text(json.dumps(order), "utf-8")
    command = [sys.executable, "-s", "-P", child.__file__, str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and our own script
            command,
            env=_environment(form),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadingFailedError(file=file_name, found=f"{WALL_SECONDS} s") from error
    written = folder / "result.json"
    if done.returncode != 0 or not written.is_file():
        raise ReadingFailedError(file=file_name, found=f"{done.returncode}")
    result: dict[str, Any] = json.loads(written.read_text("utf-8"), object_hook=_day)
    if "fault" in result:
        raise _error(result["fault"], file_name=file_name, form=form)
    return result


def cells(row: list[Any]) -> tuple[Cell, ...]:
    """Return one row of a result as cells: texts without blanks around, empty ones None.

    The apostrophe by which exports keep a spreadsheet from calculating a text is dropped.
    """
    return tuple(_text(cell) if isinstance(cell, str) else cell for cell in row)


def _text(cell: str) -> str | None:
    kept = cell.strip()
    return (kept[1:] if kept[:1] == "'" and kept[1:2] in _FORMULA_STARTS else kept) or None


def _day(value: Mapping[str, Any]) -> Any:
    return date.fromisoformat(value["date"]) if value.keys() == {"date"} else value


def _environment(form: str) -> dict[str, str]:
    """Return the variables of the child, and no others: GDAL reads its own from there."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
    return kept | {
        "GDAL_SKIP": ",".join(sorted(_drivers() - {DRIVERS.get(form, "")})),
        "GDAL_DRIVER_PATH": "disable",
        "GDAL_DISABLE_READDIR_ON_OPEN": "TRUE",
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
        "CPL_VSIL_CURL_USE_HEAD": "NO",
        "GDAL_HTTP_TIMEOUT": "1",
        "PROJ_NETWORK": "OFF",
        "SHAPE_RESTORE_SHX": "YES",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


@cache
def _drivers() -> frozenset[str]:
    return frozenset(pyogrio.list_drivers())


def _error(fault: str, *, file_name: str, form: str) -> InputFileError:
    if fault in _MOST:
        most = _MOST[fault]
        return FileTooLargeError(file=file_name, found=f"> {most}", expected=f"{most} x")
    if fault == "memory":
        return ReadingFailedError(file=file_name, found=f"{child.MEMORY_BYTES / 1e9:.1f} GB")
    kind = _FAULTS.get(fault, FileKindError)
    return kind(file=file_name, expected=form.upper(), found="?")


_MOST = {
    "rows": child.MOST_ROWS,
    "columns": child.MOST_COLUMNS,
    "vertices": child.MOST_VERTICES,
}

_FAULTS: Mapping[str, type[InputFileError]] = {
    "empty": FileEmptyError,
    "cut": FileCutError,
    "encoding": EncodingError,
}
