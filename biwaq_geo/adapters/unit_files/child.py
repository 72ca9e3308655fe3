"""The process that alone opens workbooks and geodata from outside.

Started by `worker` as a script, with nothing of this package: it takes the name of a
folder, reads `job.json` in it and writes `result.json` beside it. Limits are set before
anything is imported that could need much.
"""

import ctypes
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

MOST_ROWS = 200_000
MOST_COLUMNS = 256
MOST_BYTES_WITH_MERGED = 2_000_000
"""Workbooks beyond this are read by rows only: as a whole they would take too much memory."""

MOST_VERTICES = 5_000_000
MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 30
RESULT_BYTES = 300_000_000
_NEW_USERS_AND_NETWORK = 0x10000000 | 0x40000000
"""Flags of Linux' unshare(2)."""


_BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError)


class FaultError(Exception):
    """The file cannot be used; the word says why."""


def limit() -> None:
    """Take memory, time and network away from this process, as far as the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- there is none on Windows

    if sys.platform == "linux":
        # where the kernel forbids it the list of drivers is what keeps the network away
        ctypes.CDLL(None).unshare(_NEW_USERS_AND_NETWORK)
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (RESULT_BYTES, RESULT_BYTES))


def read_features(path: Path, job: Mapping[str, Any]) -> dict[str, Any]:
    """Read one layer of a GeoPackage, GeoJSON or shapefile."""
    import numpy as np  # noqa: PLC0415
    import pyogrio  # noqa: PLC0415
    from pyogrio import raw  # noqa: PLC0415

    try:
        infos = [
            pyogrio.read_info(path, layer=str(name), force_feature_count=True)
            for name, _ in pyogrio.list_layers(path)
        ]
        if not infos:
            raise FaultError("empty")
        layers = [str(info["layer_name"]) for info in infos]
        # tables without shapes tell how to read or draw the others
        best = max(infos, key=lambda info: (info["geometry_type"] is not None, info["features"]))
        info = next((info for info in infos if info["layer_name"] == job.get("layer")), best)
        layer = str(info["layer_name"])
        _check_size(rows=info["features"], columns=len(info["fields"]))
        meta, _, shapes, fields = raw.read(path, layer=layer, encoding=job.get("encoding"))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise FaultError("kind") from error
    except (pyogrio.errors.FeatureError, pyogrio.errors.GeometryError) as error:
        raise FaultError("cut") from error
    except UnicodeDecodeError as error:
        raise FaultError("encoding") from error
    size = sum(len(shape) for shape in ([] if shapes is None else shapes) if shape is not None)
    # a vertex takes two numbers of eight bytes at least
    if size > 16 * MOST_VERTICES:
        raise FaultError("vertices")
    columns = [_plain_column(np, values) for values in fields]
    count = info["features"]
    if shapes is None:
        shapes = [None] * count
    return {
        "layers": layers,
        "layer": layer,
        "columns": [str(name) for name in meta["fields"]],
        "rows": [list(row) for row in zip(*columns, strict=True)] or [[]] * len(shapes),
        "lines": list(range(1, len(shapes) + 1)),
        "shapes": [None if shape is None else shape.hex() for shape in shapes],
        "crs": meta["crs"],
    }


def _plain_column(np: Any, values: Any) -> list[object]:
    if np.issubdtype(values.dtype, np.datetime64):
        days = np.datetime_as_string(values.astype("datetime64[D]"))
        return [None if day == "NaT" else {"date": str(day)} for day in days]
    return [_plain(value) for value in values.tolist()]


def read_workbook(path: Path, job: Mapping[str, Any]) -> dict[str, Any]:
    """Read one sheet of a workbook, formulas as the values they last had."""
    from zipfile import BadZipFile  # noqa: PLC0415

    import openpyxl  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        sheets = [sheet.title for sheet in book.worksheets]
        if not sheets:
            raise FaultError("empty")
        name = job["layer"] if job.get("layer") in sheets else _fullest(book.worksheets)
        grid = _grid(book[name])
        _fill_merged(grid, path, sheet=name)
        formulas = openpyxl.load_workbook(path, read_only=True, data_only=False)
        uncounted = _without_value(grid, _grid(formulas[name]))
    # openpyxl says OSError or KeyError for a missing part, the others for a broken one;
    # defusedxml, which it uses where it is installed, says ValueError for entities
    except (InvalidFileException, BadZipFile, OSError, *_BROKEN) as error:
        raise FaultError("kind") from error
    except SyntaxError as error:
        # expat's ParseError is a child of it
        raise FaultError("cut") from error
    return {
        "layers": sheets,
        "layer": name,
        "grid": [[_plain(cell) for cell in row] for row in grid],
        "formulas_without_value": uncounted,
    }


def _fullest(sheets: Sequence[Any]) -> str:
    """Return the name of the sheet that claims most cells: the first is often a cover."""
    sheet = max(sheets, key=lambda sheet: (sheet.max_row or 0) * (sheet.max_column or 0))
    return str(sheet.title)


def _grid(sheet: Any) -> list[list[object]]:
    grid: list[list[object]] = []
    for row in sheet.iter_rows(values_only=True):
        cells = list(row)
        while cells and cells[-1] is None:
            cells.pop()
        grid.append(cells)
        _check_size(rows=len(grid) - 1, columns=len(cells))
    while grid and not grid[-1]:
        grid.pop()
    return grid


def _fill_merged(grid: list[list[object]], path: Path, *, sheet: str) -> None:
    """Write what stands in cells that are merged downwards into each of their rows."""
    import openpyxl  # noqa: PLC0415

    if path.stat().st_size > MOST_BYTES_WITH_MERGED:
        return
    # which cells are merged stands behind them all, so a reader by rows does not know it
    merged = openpyxl.load_workbook(path, data_only=True)[sheet].merged_cells.ranges
    for cells in merged:
        at = cells.min_col - 1
        rows = grid[cells.min_row - 1 : cells.max_row]
        if len(rows) > 1 and at < len(rows[0]):
            for row in rows[1:]:
                row.extend([None] * (at + 1 - len(row)))
                row[at] = rows[0][at]


def _without_value(values: list[list[object]], formulas: list[list[object]]) -> int:
    def at(grid: list[list[object]], row: int, column: int) -> object:
        return grid[row][column] if row < len(grid) and column < len(grid[row]) else None

    return sum(
        isinstance(cell, str) and cell.startswith("=") and at(values, row, column) is None
        for row, cells in enumerate(formulas)
        for column, cell in enumerate(cells)
    )


def _check_size(*, rows: int, columns: int) -> None:
    if rows > MOST_ROWS:
        raise FaultError("rows")
    if columns > MOST_COLUMNS:
        raise FaultError("columns")


def _plain(value: object) -> object:
    """Return the value as JSON holds it; a day as an object of its own."""
    if isinstance(value, float):
        # JSON has neither NaN nor infinity, and a register has no use for them
        return value if value == value and abs(value) != float("inf") else None  # noqa: PLR0124
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, date):
        return {"date": (value.date() if isinstance(value, datetime) else value).isoformat()}
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return ", ".join(str(each) for each in value)
    return None if isinstance(value, bytes) else str(value)


def main(folder: Path) -> None:
    """Do the job in the folder."""
    job = json.loads((folder / "job.json").read_text("utf-8"))
    reader = read_workbook if job["form"] == "xlsx" else read_features
    try:
        result = reader(folder / job["file"], job)
    except FaultError as fault:
        result = {"fault": str(fault)}
    except MemoryError:
        result = {"fault": "memory"}
    (folder / "result.json").write_text(json.dumps(result), "utf-8")


if __name__ == "__main__":
    limit()
    main(Path(sys.argv[1]))
