"""The elevation strip of a street: its fronts on both sides, in order along the axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, pi

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, Point

NEAR_M = 45.0
"""A front farther than this from the line of the street does not stand in it."""

USUAL_FRONT_M = 6.0
"""Width of a front that nobody has measured, drawn as such (assumption)."""

COMPASS = ("east", "north_east", "north", "north_west", "west", "south_west", "south", "south_east")
"""Directions, counter-clockwise from the east."""

_PROBE_M = 1.0


@dataclass(frozen=True, slots=True)
class Front:
    """One front in the strip; metres along the axis.

    Attributes
    ----------
    left
        On the left of those who walk from the start of the axis to its end.
    measured
        Whether somebody has measured its width.
    """

    key: str
    left: bool
    start: float
    width: float
    measured: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """One section of the axis; metres along it."""

    key: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Strip:
    """The strip of one axis.

    Attributes
    ----------
    length
        Metres from its start to the end of the last section or front.
    left, right
        What the sides are called: members of `COMPASS`.
    """

    length: float
    left: str
    right: str
    pieces: Sequence[Piece]
    fronts: Sequence[Front]


def street_strip(sections: gpd.GeoDataFrame, units: gpd.GeoDataFrame) -> Strip | None:
    """Return the strip of an axis; None without a section.

    The sections stand in their order along the main direction of the axis, from west to east or,
    where it runs more to the north, from south to north. A front begins where the point of its
    unit is nearest to the line, less half of its width; where fronts would overlap, the later
    one is moved on, so that the order always is that of the street.

    Parameters
    ----------
    sections
        Lines of one axis in a projected CRS, metres, indexed by section.
    units
        Points with column `frontage_m` (missing where unknown), same CRS, indexed by text `id`.
        Those farther than `NEAR_M` from every section are left out.
    """
    lines = _in_order(sections)
    if not lines:
        return None
    lengths = [line.length for _, line in lines]
    starts = np.concatenate([[0.0], np.cumsum(lengths)])
    pieces = [
        Piece(key, float(starts[n]), float(starts[n + 1])) for n, (key, _) in enumerate(lines)
    ]
    fronts = [
        *_side(units, lines, starts, left=True),
        *_side(units, lines, starts, left=False),
    ]
    ends = [front.start + front.width for front in fronts]
    across = _direction(lines) + pi / 2
    return Strip(
        length=max([float(starts[-1]), *ends]),
        left=_compass(across),
        right=_compass(across + pi),
        pieces=pieces,
        fronts=fronts,
    )


_Lines = Sequence[tuple[str, LineString]]


def _in_order(sections: gpd.GeoDataFrame) -> list[tuple[str, LineString]]:
    """Return the lines along the main direction, each from its start to its end."""
    kept = {
        str(key): line
        for key, line in sections.geometry.items()
        if isinstance(line, LineString) and line.length > 0
    }
    if not kept:
        return []
    corners = shapely.get_coordinates(list(kept.values()))
    _, _, axes = np.linalg.svd(corners - corners.mean(axis=0), full_matrices=False)
    x, y = axes[0]
    # from west to east, or from south to north where it runs more that way
    way = axes[0] * (1.0 if (x if abs(x) >= abs(y) else y) >= 0 else -1.0)

    def along(point: Point) -> float:
        return float(np.dot(way, (point.x, point.y)))

    turned = {
        key: line
        if along(Point(line.coords[0])) <= along(Point(line.coords[-1]))
        else LineString(line.coords[::-1])
        for key, line in kept.items()
    }
    middles = {key: along(line.interpolate(0.5, normalized=True)) for key, line in turned.items()}
    return [(key, turned[key]) for key in sorted(turned, key=lambda key: (middles[key], key))]


def _direction(lines: _Lines) -> float:
    (x0, y0), (x1, y1) = lines[0][1].coords[0][:2], lines[-1][1].coords[-1][:2]
    return atan2(y1 - y0, x1 - x0)


def _compass(angle: float) -> str:
    return COMPASS[round(angle / (pi / 4)) % len(COMPASS)]


def _side(units: gpd.GeoDataFrame, lines: _Lines, starts: np.ndarray, *, left: bool) -> list[Front]:
    placed = []
    for key, shape, frontage in zip(units.index, units.geometry, units["frontage_m"], strict=True):
        nearest = min(range(len(lines)), key=lambda n: lines[n][1].distance(shape))
        line, point = lines[nearest][1], shape.centroid
        if line.distance(point) > NEAR_M or _is_left(line, point) != left:
            continue
        known = frontage is not None and frontage == frontage and frontage > 0  # noqa: PLR0124
        width = float(frontage) if known else USUAL_FRONT_M
        placed.append((float(starts[nearest] + line.project(point)), str(key), width, known))
    fronts: list[Front] = []
    free = 0.0
    for middle, key, width, known in sorted(placed):
        start = max(free, middle - width / 2)
        fronts.append(Front(key, left, start, width, bool(known)))
        free = start + width
    return fronts


def _is_left(line: LineString, point: Point) -> bool:
    """Say whether the point lies on the left of the line where it is nearest to it."""
    at = line.project(point)
    a = line.interpolate(max(at - _PROBE_M, 0.0))
    b = line.interpolate(min(at + _PROBE_M, line.length))
    turn = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
    return bool(turn > 0)
