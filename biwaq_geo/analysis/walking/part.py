"""The part of a large network that a bounded walk can get to at all.

A search of scipy begins with a row of all crossings, so on a large network it is given a small
one. Straight lines bound it: where every street costs at least r for a metre of the straight line
between its ends, no walk of cost c ends farther than c / r from where it began. Streets that are
cheaper than the bound (drawn wrongly, or without length) are shortcuts: whoever comes to one may
walk as far again from its other end. So the answer is that of the whole network to the last bit.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from biwaq_geo.analysis.network import Floats, Ints
from biwaq_geo.analysis.walking.grid import Grid, grid_of

WHOLE_UP_TO = 30_000
"""Up to so many crossings a search of the whole costs less than cutting out a part."""

WHOLE_SEARCHES = 500_000
"""Nor is a part looked for where the rows that searches begin with are shorter than this."""

SIDE_IN_STREETS = 4.0
"""Side of a cell, in usual straight lengths of a street: some sixteen crossings to a cell."""

SHORTCUT = 0.5
"""Streets that cost less than this part of a metre's usual cost do not loosen the bound."""

SLACK = 1e-6
"""What rounding may take from the bound, as a part of it."""

CUT, ROW = 40.0, 3.0
"""What cutting a crossing out costs, and what beginning with a row of all costs once more, in
what one search begins with for each crossing (measured)."""

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """How far one may get for a cost, with the crossings in a grid.

    Attributes
    ----------
    per_metre
        Least cost of a metre of straight line, shortcuts apart.
    tails, heads
        Both ends of each shortcut.
    """

    grid: Grid
    per_metre: float
    tails: Indices
    heads: Indices


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Arcs among some of the crossings, numbered anew, or among all in their own numbers.

    Attributes
    ----------
    nodes
        Numbers of the crossings in the whole network; None for all.
    """

    arcs: csr_array
    nodes: Ints | None = None
    _grid: Grid | None = None
    _shift: Indices = field(default_factory=lambda: np.zeros(0, dtype=np.intp))

    def local(self, nodes: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        """Return the numbers of crossings within the part, -1 for those outside."""
        if self._grid is None:
            return nodes
        return _local(self._grid, self._shift, nodes)


def bound_of(arcs: csr_array, xy: Floats, per_metre: float) -> Bound | None:
    """Return the bound of a network, or None where there is none or no need of one.

    Parameters
    ----------
    xy
        Where each crossing lies, metres.
    per_metre
        What a metre usually costs.
    """
    if len(xy) <= WHOLE_UP_TO or not len(arcs.data):
        return None
    tails = np.repeat(np.arange(len(xy)), np.diff(arcs.indptr))
    straight = np.hypot(*(xy[tails] - xy[arcs.indices]).T)
    side = SIDE_IN_STREETS * float(np.median(straight))
    least = SHORTCUT * per_metre
    if not (side > 0 and least > 0 and np.isfinite(xy).all()):
        return None
    short = arcs.data < least * straight
    apart = ~short & (straight > 0)
    rate = float((arcs.data[apart] / straight[apart]).min(initial=np.inf))
    shortcuts = np.flatnonzero(short)
    return Bound(grid_of(xy, side), rate, tails[shortcuts], arcs.indices[shortcuts])


def part_around(
    arcs: csr_array,
    bound: Bound | None,
    seeds: npt.NDArray[np.integer],
    *,
    limit: float,
    searches: int = 1,
) -> Part:
    """Return a part that holds every crossing on a walk of at most this cost from a seed.

    The whole network where no bound is known, or where the part would be so much of it that
    cutting it out costs more than so many searches save.
    """
    if bound is None or len(bound.grid.cell) * (ROW + searches) <= WHOLE_SEARCHES:
        return Part(arcs)
    most = len(bound.grid.cell) * (ROW + searches) / (CUT + searches)
    grid, radius = bound.grid, limit / bound.per_metre * (1 + SLACK)
    wanted = np.unique(seeds)
    while True:
        cells = grid.cells_around(wanted, radius)
        if cells is None or _count(grid, cells) > most:
            return Part(arcs)
        inside = np.isin(grid.cell[bound.tails], cells)
        more = np.union1d(wanted, bound.heads[inside])
        if len(more) == len(wanted):
            return _cut(arcs, grid, cells)
        wanted = more


def _count(grid: Grid, cells: Indices) -> int:
    return int((grid.first[cells + 1] - grid.first[cells]).sum())


def _cut(arcs: csr_array, grid: Grid, cells: Indices) -> Part:
    sizes = grid.first[cells + 1] - grid.first[cells]
    nodes = grid.order[_ranges(grid.first[cells], sizes)]
    shift = np.full(len(grid.keys), -1, dtype=np.intp)
    shift[cells] = np.cumsum(sizes) - sizes
    lengths = arcs.indptr[nodes + 1] - arcs.indptr[nodes]
    at = _ranges(arcs.indptr[nodes], lengths)
    heads = _local(grid, shift, arcs.indices[at])
    kept = heads >= 0
    ends = np.r_[0, np.cumsum(kept)][np.cumsum(lengths)]
    pointers = np.r_[0, ends].astype(np.int32)
    inner = (arcs.data[at[kept]], heads[kept].astype(np.int32), pointers)
    return Part(csr_array(inner, shape=(len(nodes), len(nodes))), nodes, grid, shift)


def _local(grid: Grid, shift: Indices, nodes: npt.NDArray[np.integer]) -> Indices:
    start = shift[grid.cell[nodes]]
    return np.where(start >= 0, start + grid.rank[nodes], -1)


def _ranges(starts: npt.NDArray[np.integer], sizes: npt.NDArray[np.integer]) -> Indices:
    """Return the numbers of all ranges, one range behind the other."""
    ends = np.cumsum(sizes)
    count = int(ends[-1]) if len(ends) else 0
    found: Indices = np.repeat(starts - (ends - sizes), sizes) + np.arange(count)
    return found
