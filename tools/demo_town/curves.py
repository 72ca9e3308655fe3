"""Turns a few drawn points into the course of a street or a shore."""

import math
from collections.abc import Collection, Sequence

from shapely import LineString, Polygon

Point2 = tuple[float, float]
_SHARP = math.radians(48)
_STEPS = (0.0, 0.25, 0.5, 0.75, 1.0)


def smooth_line(line: LineString, *, fixed: Collection[Point2]) -> LineString:
    """Return the line with its corners rounded by quadratic curves.

    Ends, sharp corners and the points in `fixed` (where other streets join) stay.
    """
    points = [(x, y) for x, y, *_ in line.coords]
    result = [points[0]]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        if here in fixed or _turn(before, here, after) > _SHARP:
            result.append(here)
        else:
            result.extend(_rounded(before, here, after))
    result.append(points[-1])
    return LineString([(round(x, 1), round(y, 1)) for x, y in result])


def smooth_polygon(polygon: Polygon, *, rounds: int = 2) -> Polygon:
    """Return the outline with its corners cut `rounds` times (Chaikin 1974), holes kept."""
    ring = [(x, y) for x, y, *_ in polygon.exterior.coords[:-1]]
    for _ in range(rounds):
        ring = [
            point
            for here, after in zip(ring, [*ring[1:], ring[0]], strict=True)
            for point in (_along(here, after, 0.25), _along(here, after, 0.75))
        ]
    return Polygon(ring)


def _along(start: Point2, end: Point2, share: float) -> Point2:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _turn(before: Point2, here: Point2, after: Point2) -> float:
    come = math.atan2(here[1] - before[1], here[0] - before[0])
    go = math.atan2(after[1] - here[1], after[0] - here[0])
    return abs((go - come + math.pi) % (2 * math.pi) - math.pi)


def _rounded(before: Point2, here: Point2, after: Point2) -> Sequence[Point2]:
    start, end = _along(here, before, 0.38), _along(here, after, 0.38)
    return [_along(_along(start, here, t), _along(here, end, t), t) for t in _STEPS]
