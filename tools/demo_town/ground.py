"""Keeps account of the ground that is still free to build on."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely
from shapely import Polygon, STRtree, affinity
from shapely.geometry.base import BaseGeometry

_CELL = 60.0
_SEAM = 0.15
"""Neighbours in a closed row stand this far apart, so that no two footprints overlap; metres."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """A building of the demonstration.

    `street` is empty for those in the yard; `shops` is the number of shops in a
    centre or market, 0 where it follows from the length of the front.
    """

    shape: Polygon
    kind: str
    levels: float
    street: str = ""
    style: str = ""
    shops: int = 0


_STOUT = 0.024
"""Least area over squared perimeter: below it lie slivers; a square has 0.0625."""


class Ground:
    """Free ground: not street, not track, not land of another use, not built on."""

    def __init__(self, blocked: Sequence[BaseGeometry]) -> None:
        self._blocked = STRtree(blocked)
        self._cells: defaultdict[tuple[int, int], list[Polygon]] = defaultdict(list)
        self.footprints: list[Footprint] = []

    def near(self, shape: BaseGeometry, *, margin: float = 0.0) -> list[Polygon]:
        """Return the footprints whose cells the shape touches, each once."""
        found = {id(p): p for cell in _cells(shape, margin) for p in self._cells[cell]}
        return list(found.values())

    def fits(self, shape: Polygon, *, margin: float) -> bool:
        """Say whether the shape is free and `margin` metres away from any building."""
        if self._blocked.query(shape, "intersects").size:
            return False
        return all(shape.distance(p) >= margin for p in self.near(shape, margin=margin))

    def trimmed(self, shape: Polygon, *, keep: float = 0.6) -> Polygon | None:
        """Return the largest free piece of the shape if it is at least `keep` of it."""
        hits = self._blocked.geometries[self._blocked.query(shape, "intersects")]
        taken = [p.buffer(_SEAM, join_style="mitre") for p in self.near(shape, margin=1)]
        free = shapely.difference(shape, shapely.union_all([*hits, *taken]))
        pieces = [p for p in shapely.get_parts(free) if isinstance(p, Polygon)]
        best = max(pieces, key=lambda p: p.area, default=None)
        if best is None or best.area < keep * shape.area or best.interiors:
            return None
        neat = best.simplify(0.3)
        return neat if isinstance(neat, Polygon) and neat.is_valid and _is_stout(neat) else None

    def keep_free(self, shape: Polygon) -> None:
        """Keep the ground under the shape free of buildings."""
        for cell in _cells(shape, 0):
            self._cells[cell].append(shape)

    def build(self, footprint: Footprint) -> None:
        """Take the ground under the footprint."""
        self.footprints.append(footprint)
        self.keep_free(footprint.shape)


def rectangle(x: float, y: float, *, length: float, depth: float, angle: float) -> Polygon:
    """Return a rectangle about (x, y), its length along `angle` (radians from east)."""
    flat = shapely.box(x - length / 2, y - depth / 2, x + length / 2, y + depth / 2)
    return affinity.rotate(flat, angle, origin=(x, y), use_radians=True)


def _is_stout(shape: Polygon) -> bool:
    return shape.area / shape.length**2 > _STOUT


def _cells(shape: BaseGeometry, margin: float) -> Iterable[tuple[int, int]]:
    west, south, east, north = shape.bounds
    columns = range(math.floor((west - margin) / _CELL), math.floor((east + margin) / _CELL) + 1)
    rows = range(math.floor((south - margin) / _CELL), math.floor((north + margin) / _CELL) + 1)
    return ((c, r) for c in columns for r in rows)
