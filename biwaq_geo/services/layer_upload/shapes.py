"""The shapes of a file in the town: counted, repaired on a copy, or left out with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray

from biwaq_geo.domain.errors import FileTooLargeError
from biwaq_geo.services.import_units import column_words as words
from biwaq_geo.services.import_units.mapping import Mapping as Meaning
from biwaq_geo.services.import_units.places import in_town_crs, places, shapes_from
from biwaq_geo.services.import_units.raw_table import RawTable
from biwaq_geo.services.layer_upload.overlaps import overlaps
from biwaq_geo.services.ports import Town

MOST_VERTICES = 5_000_000
MOST_CHANGE = 0.01
"""Of an area by its repair; more would be another shape than the one handed over."""

LINES_TOLD = 8
"""How many rows of each fault are named."""

AREAS = 2
"""The dimension of areas."""

Shapes = NDArray[np.object_]
Rows = NDArray[np.bool_]


class ShapeFault(StrEnum):
    """Why a row is left out; `REPAIRED` and `OVERLAPPING` ones are taken over."""

    EMPTY = "empty"
    UNREADABLE = "unreadable"
    OTHER_KIND = "other_kind"
    REPAIRED = "repaired"
    OVERLAPPING = "overlapping"
    REFUSED = "refused"
    OUTSIDE = "outside"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class ShapeReport:
    """What was found.

    Attributes
    ----------
    rows, kept
        How many there were and how many are taken over.
    dimension
        0 for points, 1 for lines, 2 for areas: what most rows are.
    found
        How often each fault was found; what was not found is not in it.
    lines
        The first lines of the file with each fault.
    area_before_m2, area_after_m2
        Of the repaired areas.
    shared_m2
        What overlapping areas share, pair by pair.
    all_pairs
        Whether all areas were laid over their neighbours; if not, at least so many overlap.
    """

    rows: int
    kept: int
    dimension: int
    found: Mapping[ShapeFault, int] = field(default_factory=dict)
    lines: Mapping[ShapeFault, tuple[int, ...]] = field(default_factory=dict)
    area_before_m2: float = 0.0
    area_after_m2: float = 0.0
    shared_m2: float = 0.0
    all_pairs: bool = True


def town_shapes(
    town: Town, table: RawTable, meaning: Meaning, *, crs: str | None
) -> tuple[Shapes, Rows, ShapeReport]:
    """Return the shapes in the town's CRS without heights, which rows are kept, and a report.

    Parameters
    ----------
    crs
        What the coordinates are in, as `places.crs_question` offers it; None where no row
        has coordinates.

    Raises
    ------
    FileTooLargeError
        There are more than `MOST_VERTICES`.
    """
    raw, given = _raw_shapes(table, meaning)
    vertices = int(shapely.get_num_coordinates(raw).sum())
    if vertices > MOST_VERTICES:
        raise FileTooLargeError(
            file=table.file_name, found=f"{vertices:,}", expected=f"{MOST_VERTICES:,}"
        )
    flat = shapely.force_2d(raw)
    if crs is not None:
        flat = shapely.transform(flat, lambda xy: in_town_crs(town, xy, crs=crs))
    sieve = _Sieve(np.ones(len(raw), dtype=bool))
    sieve.leave_out(ShapeFault.EMPTY, ~given | shapely.is_empty(flat))
    sieve.leave_out(ShapeFault.UNREADABLE, ~_all_finite(shapely.bounds(flat)))
    dimension = _commonest_dimension(flat[sieve.left])
    sieve.leave_out(ShapeFault.OTHER_KIND, _dimension(flat) != dimension)
    flat[~sieve.left] = None
    broken = sieve.left & ~shapely.is_valid(flat)
    shapes, before, after = _repaired(flat, broken, dimension=dimension)
    changed = np.abs(after - before) > MOST_CHANGE * np.maximum(before, after)
    sieve.leave_out(ShapeFault.REFUSED, broken & (changed | shapely.is_empty(shapes)))
    repaired = broken & sieve.left
    sieve.faults[ShapeFault.REPAIRED] = repaired
    sieve.leave_out(ShapeFault.OUTSIDE, _outside(town, shapes))
    sieve.leave_out(ShapeFault.DUPLICATE, _again(shapes, table, among=sieve.left))
    areas = shapes.copy()
    areas[~sieve.left | (dimension != AREAS)] = None
    twice = overlaps(areas)
    sieve.faults[ShapeFault.OVERLAPPING] = twice.at
    report = ShapeReport(
        rows=len(raw),
        kept=int(sieve.left.sum()),
        dimension=dimension,
        found={fault: int(at.sum()) for fault, at in sieve.faults.items() if at.any()},
        lines={fault: _first(table, at) for fault, at in sieve.faults.items() if at.any()},
        area_before_m2=float(before[repaired].sum()),
        area_after_m2=float(after[repaired].sum()),
        shared_m2=twice.area_m2,
        all_pairs=twice.whole,
    )
    return shapes, sieve.left, report


@dataclass
class _Sieve:
    """Which rows are left, and which went for what reason; each goes once."""

    left: Rows
    faults: dict[ShapeFault, Rows] = field(default_factory=dict)

    def leave_out(self, fault: ShapeFault, at: Rows) -> None:
        self.faults[fault] = self.left & at
        self.left = self.left & ~at


def _outside(town: Town, shapes: Shapes) -> Rows:
    boundary = town.layer("boundary").union_all()
    shapely.prepare(boundary)
    outside: Rows = ~shapely.intersects(boundary, shapes)
    return outside


def _raw_shapes(table: RawTable, meaning: Meaning) -> tuple[Shapes, Rows]:
    """Return the shapes in the CRS of the file, and which rows say that they have one."""
    if any(shape is not None for shape in table.shapes):
        given = np.array([shape is not None for shape in table.shapes], dtype=bool)
        return shapes_from(shapely.from_wkb, table.shapes), given
    if (column := meaning.column_of(words.WKT)) is not None:
        cells = [cell if isinstance(cell, str) else None for cell in table.column(column)]
        bare = [cell.split(";", 1)[-1] if cell else None for cell in cells]
        given = np.array([cell is not None for cell in table.column(column)])
        return shapes_from(shapely.from_wkt, bare), given
    at = places(table, meaning).at
    known = _all_finite(at)
    shapes = np.full(len(at), None, dtype=object)
    shapes[known] = shapely.points(at[known])
    return shapes, known


def _all_finite(numbers: NDArray[np.float64]) -> Rows:
    return np.asarray(np.isfinite(numbers).all(axis=1), dtype=np.bool_)


def _dimension(shapes: Shapes) -> NDArray[np.int_]:
    """Return 0, 1 or 2; -1 for a collection of different things, and for nothing."""
    mixed = shapely.get_type_id(shapes) == shapely.GeometryType.GEOMETRYCOLLECTION.value
    return np.where(mixed, -1, shapely.get_dimensions(shapes))


def _commonest_dimension(shapes: Shapes) -> int:
    found = _dimension(shapes)
    found = found[found >= 0]
    return int(np.bincount(found).argmax()) if len(found) else 0


def _repaired(
    flat: Shapes, broken: Rows, *, dimension: int
) -> tuple[Shapes, NDArray[np.float64], NDArray[np.float64]]:
    """Return the shapes with the broken ones made valid, and all areas before and after."""
    before = shapely.area(flat)
    shapes = flat.copy()
    for row in np.flatnonzero(broken):
        parts = shapely.get_parts(shapely.make_valid(flat[row]))
        same = parts[_dimension(parts) == dimension]
        shapes[row] = shapely.union_all(same)
    return shapes, before, shapely.area(shapes)


def _again(shapes: Shapes, table: RawTable, *, among: Rows) -> Rows:
    """Say which rows have the shape and the cells of an earlier one."""
    again = np.zeros(len(shapes), dtype=bool)
    seen: set[object] = set()
    wkb = shapely.to_wkb(shapely.normalize(shapes[among]))
    for row, shape in zip(np.flatnonzero(among), wkb, strict=True):
        same = (shape, table.rows[row])
        again[row] = same in seen
        seen.add(same)
    return again


def _first(table: RawTable, at: Rows) -> tuple[int, ...]:
    return tuple(table.lines[row] for row in np.flatnonzero(at)[:LINES_TOLD])
