"""Crossings sorted into square cells, so that those near some place are found quickly."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from biwaq_geo.analysis.network import Floats

Indices = npt.NDArray[np.intp]

FARTHEST_CELLS = 64
"""A search over more cells to each side is no quick one any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Points in cells; the cells that hold any are numbered by their place.

    Attributes
    ----------
    side_m
        Width and height of a cell.
    xy
        Column and row of each cell, whole numbers from 0.
    keys
        One number for column and row of each cell, rising.
    first
        Where the points of each cell begin in `order`, and the end of all.
    order
        Points by cell.
    cell, rank
        For each point its cell, and its position within it.
    """

    side_m: float
    xy: npt.NDArray[np.int64]
    keys: npt.NDArray[np.int64]
    first: Indices
    order: npt.NDArray[np.int32]
    cell: npt.NDArray[np.int32]
    rank: npt.NDArray[np.int32]

    def cells_around(self, points: Indices, radius_m: float) -> Indices | None:
        """Return every cell that may hold a point within the radius of one of the points.

        Rising, without doubles; None where that is no quick search.
        """
        reach = radius_m / self.side_m
        if not reach < FARTHEST_CELLS:
            return None
        steps = np.arange(-int(reach) - 1, int(reach) + 2)
        # between two cells lies at least what is between their nearest sides
        gap = np.maximum(np.abs(steps) - 1, 0)
        right, up = np.nonzero(gap[:, None] ** 2 + gap[None] ** 2 <= reach**2)
        at = self.xy[np.unique(self.cell[points])]
        rows = _rows(self.xy)
        row = at[:, 1, None] + steps[up]
        keys = (at[:, 0, None] + steps[right]) * rows + row
        wanted = np.unique(keys[(row >= 0) & (row < rows)])
        found = np.searchsorted(self.keys, wanted)
        found[found == len(self.keys)] = 0
        cells: Indices = found[self.keys[found] == wanted]
        return cells


def grid_of(xy: Floats, side_m: float) -> Grid:
    """Sort the points, at least one, into cells of this side, above 0."""
    place = ((xy - xy.min(axis=0)) / side_m).astype(np.int64)
    key = place[:, 0] * _rows(place) + place[:, 1]
    order = np.argsort(key, kind="stable").astype(np.int32)
    keys, cell = np.unique(key, return_inverse=True)
    first = np.r_[np.searchsorted(key[order], keys), len(key)]
    rank = np.empty(len(key), dtype=np.int32)
    rank[order] = np.arange(len(key)) - first[cell[order]]
    at = place[order[first[:-1]]]
    return Grid(side_m, at, keys, first, order, cell.astype(np.int32), rank)


def _rows(place: npt.NDArray[np.int64]) -> int:
    return int(place[:, 1].max()) + 1
