"""Where the rows of a file lie: their coordinates, and the reference system these are in.

Nothing is believed: a reference system fits if the rows fall into the town.
"""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj.exceptions import CRSError
from pyproj.transformer import TransformerGroup
from shapely import Geometry

from biwaq_geo.domain.errors import FileOutsideTownError
from biwaq_geo.services.import_units import column_words as words
from biwaq_geo.services.import_units.cell_values import number, pair
from biwaq_geo.services.import_units.mapping import Mapping
from biwaq_geo.services.import_units.raw_table import Cell, Question, RawTable, Topic
from biwaq_geo.services.ports import Town

MOST = 0.95
"""Share of the rows that must lie in the town; a stray one is no proof."""

USUAL_EPSG = (25833, 25832, 31469, 31468, 3857, 4326)
"""What German offices and web maps use around Weißwasser."""

SWAPPED = " swapped"
_OLD_DATUM = range(31460, 31470)
"""Gauß-Krüger on the datum before ETRS89: the way over matters by metres."""

Coordinates = NDArray[np.float64]
"""One row for each row of the file, first and second coordinate; NaN where there are none."""


@dataclass(frozen=True, slots=True)
class Places:
    """Coordinates of the rows as the file has them.

    Attributes
    ----------
    declared
        What the file says about its reference system.
    broken
        Rows, from 0, that have a shape which cannot be read.
    """

    at: Coordinates
    declared: str | None
    broken: frozenset[int]


def places(table: RawTable, mapping: Mapping) -> Places:
    """Return where the rows lie: by shape, else by WKT column, else by a pair of columns."""
    if any(shape is not None for shape in table.shapes):
        return _from_shapes(shapes_from(shapely.from_wkb, table.shapes), table)
    if (column := mapping.column_of(words.WKT)) is not None:
        return _from_wkt(table, column)
    x, y = mapping.column_of(words.X), mapping.column_of(words.Y)
    nowhere = np.full((len(table.rows), 2), np.nan)
    if x is None or y is None:
        return Places(nowhere, None, frozenset())
    pairs = zip(table.column(x), table.column(y), strict=True)
    at = np.array([[_coordinate(a, table), _coordinate(b, table)] for a, b in pairs])
    return Places(_whole(at), None, frozenset())


def shapes_from(read: Callable[..., Any], given: Sequence[object]) -> NDArray[np.object_]:
    """Return shapes read by `shapely.from_wkb` or `from_wkt`; None for what cannot be read."""
    try:
        return np.asarray(read(given, on_invalid="ignore"))
    except NotImplementedError:
        # one curve stops the reading of all others
        return np.array([_shape(read, one) for one in given], dtype=object)


def _shape(read: Callable[..., Any], given: object) -> Any:
    try:
        return read(given, on_invalid="ignore")
    except NotImplementedError:
        return None


def crs_question(town: Town, found: Places, *, file_name: str) -> Question | str | None:
    """Return the reference system that is declared and fits, else a question about it.

    None where no row has coordinates.

    Raises
    ------
    FileOutsideTownError
        In whatever reference system, no row lies in the town.
    """
    known = found.at[~np.isnan(found.at[:, 0])]
    if len(known) == 0:
        return None
    boundary = town.layer("boundary").union_all()
    shapely.prepare(boundary)
    declared = _declared(found.declared)

    def share_of(crs: str) -> float:
        return _share(boundary, in_town_crs(town, known, crs=crs))

    if declared and share_of(declared) >= MOST:
        return declared
    epsg = dict.fromkeys((town.profile.epsg, *USUAL_EPSG))
    named = [declared] if declared else []
    choices = dict.fromkeys([*named, *(f"EPSG:{each}" for each in epsg)])
    every = [choice + order for choice in choices for order in ("", SWAPPED)]
    share = {choice: share_of(choice) for choice in every}
    ranked = sorted(every, key=lambda choice: -share[choice])
    if share[ranked[0]] == 0:
        first = f"{known[0][0]:.5g} / {known[0][1]:.5g}"
        raise FileOutsideTownError(file=file_name, town=town.profile.name, found=first)
    options = tuple(choice for choice in ranked if share[choice] > 0)
    notes = {one: (f"{100 * share[one]:.0f} %", *_way(one, town.profile.epsg)) for one in options}
    return Question(Topic.CRS, options, notes)


def in_town_crs(town: Town, at: Coordinates, *, crs: str) -> Coordinates:
    """Return the coordinates in the CRS of the town; infinite where they make no sense."""
    name = crs.removesuffix(SWAPPED)
    ordered = at[:, ::-1] if crs.endswith(SWAPPED) else at
    x, y = _transformer(name, town.profile.epsg).transform(ordered[:, 0], ordered[:, 1])
    return np.column_stack([x, y])


@lru_cache(maxsize=64)
def _transformer(crs: str, epsg: int) -> pyproj.Transformer:
    # PROJ takes 50 ms to find its way between two systems
    return pyproj.Transformer.from_crs(crs, epsg, always_xy=True)


def _share(boundary: Geometry, at: Coordinates) -> float:
    finite = np.isfinite(at[:, 0]) & np.isfinite(at[:, 1])
    safe = np.where(finite[:, None], at, 0.0)
    inside = np.asarray(shapely.intersects_xy(boundary, safe[:, 0], safe[:, 1]))
    return float((inside & finite).mean())


@lru_cache(maxsize=64)
def _way(crs: str, epsg: int) -> tuple[str, ...]:
    """Name the transformation from an old datum and its accuracy in metres."""
    code = pyproj.CRS.from_user_input(crs.removesuffix(SWAPPED)).to_epsg()
    if code not in _OLD_DATUM:
        return ()
    with warnings.catch_warnings():
        # that the grid is not installed shows in the accuracy, which is told
        warnings.filterwarnings("ignore", message="Best transformation is not available")
        best = TransformerGroup(code, epsg, always_xy=True).transformers[0]
    return (f"{best.description}, ± {best.accuracy:g} m",)


def _declared(said: str | None) -> str | None:
    """Return the declared reference system by its code if it has one."""
    if said is None:
        return None
    try:
        crs = pyproj.CRS.from_user_input(said)
    except CRSError:
        return None
    code = crs.to_epsg()
    return said if code is None else f"EPSG:{code}"


def _from_wkt(table: RawTable, column: str) -> Places:
    cells = [cell if isinstance(cell, str) else None for cell in table.column(column)]
    heads = [
        cell.split(";", 1) if cell and cell.upper().startswith("SRID=") else None for cell in cells
    ]
    bare = [head[1] if head else _as_wkt(cell) for head, cell in zip(heads, cells, strict=True)]
    codes = {head[0][5:] for head in heads if head}
    declared = f"EPSG:{codes.pop()}" if len(codes) == 1 else None
    return _from_shapes(shapes_from(shapely.from_wkt, bare), table, filled=cells, crs=declared)


def _as_wkt(cell: str | None) -> str | None:
    two = None if cell is None else pair(cell)
    return cell if two is None else f"POINT ({two[0]!r} {two[1]!r})"


def _from_shapes(
    shapes: NDArray[np.object_],
    table: RawTable,
    *,
    filled: Sequence[object] | None = None,
    crs: str | None = None,
) -> Places:
    given = table.shapes if filled is None else filled
    points = [None if shape is None or shape.is_empty else _inside(shape) for shape in shapes]
    at = np.array([(np.nan, np.nan) if p is None else (p.x, p.y) for p in points]).reshape(-1, 2)
    whole = _whole(at)
    broken = frozenset(
        row for row, cell in enumerate(given) if cell is not None and np.isnan(whole[row, 0])
    )
    return Places(whole, crs or table.crs, broken)


def _inside(shape: Any) -> Any:
    """Return a point on the shape; a bow-tie is taken apart first."""
    if isinstance(shape, shapely.Point):
        return shape
    if not np.isfinite(shape.bounds).all():
        return None
    return (shape if shape.is_valid else shapely.make_valid(shape)).representative_point()


def _coordinate(cell: Cell, table: RawTable) -> float:
    found = number(cell, decimal=table.decimal)
    return float("nan") if found is None else found


def _whole(at: Coordinates) -> Coordinates:
    """Return both coordinates of a row, or neither."""
    return np.where(np.isfinite(at).all(axis=1, keepdims=True), at, np.nan)
