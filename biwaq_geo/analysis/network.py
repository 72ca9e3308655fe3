"""The walking network: streets as a sparse matrix, and places put on them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import csr_array

from biwaq_geo.domain.errors import GeometryError

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

FLOOR = 1e-12
"""Least cost of an arc: sparse matrices take a zero for no arc at all."""

MAX_ACCESS_M = 200.0
"""A place farther than this from every street has no known way to it."""

MAX_GAP_M = 1.0
"""Ends of streets that meet in one node may lie this far apart in drawn data."""


@dataclass(frozen=True, slots=True, eq=False)
class WalkNetwork:
    """Streets that can be walked both ways by adults, steps included. Never changed.

    Attributes
    ----------
    metres
        Symmetric matrix, one row for each node: length of the shortest street between
        two nodes, float64 with int32 indices. Loops are not in it.
    u, v
        Row of the node at the start and at the end of each street's line.
    length
        Metres of each street.
    lines
        Search tree over the lines, in the same order.
    xy
        Where each node lies, metres, nodes x 2.
    """

    metres: csr_array
    u: Ints
    v: Ints
    length: Floats
    lines: shapely.STRtree
    xy: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Snapped:
    """Places put on their nearest street, in the order of `index`.

    Attributes
    ----------
    street
        Position of the street in the network.
    along
        Metres from the street's start to the point nearest to the place.
    access
        Metres from the place straight to that point; part of every walk.
    """

    index: "pd.Index[Any]"
    street: Ints
    along: Floats
    access: Floats

    def on_network(self) -> npt.NDArray[np.bool_]:
        """Say for each place whether a street lies within `MAX_ACCESS_M`."""
        return self.access <= MAX_ACCESS_M


def walk_network(streets: gpd.GeoDataFrame) -> WalkNetwork:
    """Build the network from the base layer `streets`.

    Parameters
    ----------
    streets
        Columns `u`, `v` (numbers of the nodes at the start and the end of the line) and
        a line geometry in a projected CRS, metres. Of several streets between the same
        nodes the matrix keeps the shortest; places are snapped to all of them.

    Raises
    ------
    GeometryError
        The lines that meet in one node do not end in one place.
    """
    lines = streets.geometry.to_numpy()
    pairs = streets[["u", "v"]].to_numpy(dtype=np.int64)
    numbers, rows = np.unique(pairs, return_inverse=True)
    u, v = np.ascontiguousarray(rows.reshape(pairs.shape).T, dtype=np.int32)
    xy = _ends_meet(lines, u, v, len(numbers))
    length = shapely.length(lines)
    for array in (u, v, length, xy):
        array.setflags(write=False)
    metres = cheapest_arcs(np.r_[u, v], np.r_[v, u], np.r_[length, length], nodes=len(numbers))
    return WalkNetwork(metres, u, v, length, shapely.STRtree(lines), xy)


def snap(network: WalkNetwork, places: gpd.GeoSeries) -> Snapped:
    """Put each place on its nearest street.

    Parameters
    ----------
    places
        Points, or polygons of which a point inside is taken; CRS of the network. Far
        places are snapped as well; `Snapped.on_network` tells them apart. Without any
        street the way to it is infinite.
    """
    points = shapely.point_on_surface(places.to_numpy())
    if not len(network.length):
        far = np.full(len(points), np.inf)
        return Snapped(places.index, np.zeros(len(points), np.int32), np.zeros(len(points)), far)
    street = network.lines.nearest(points).astype(np.int32)
    lines = network.lines.geometries[street]
    along = shapely.line_locate_point(lines, points)
    return Snapped(places.index, street, along, shapely.distance(lines, points))


def _ends_meet(lines: npt.NDArray[np.object_], u: Ints, v: Ints, nodes: int) -> Floats:
    """Return where each node lies, as one of its lines has it."""
    points = shapely.get_coordinates(lines)
    past = np.cumsum(shapely.get_num_coordinates(lines))
    first = np.r_[0, past[:-1]] if len(past) else past
    xy = np.concatenate([points[first], points[past - 1]])
    at = np.concatenate([u, v])
    where = np.zeros((nodes, 2))
    where[at] = xy
    gap = np.hypot(*(xy - where[at]).T)
    if gap.max(initial=0.0) > MAX_GAP_M:
        x, y = xy[int(gap.argmax())]
        raise GeometryError(
            file="streets",
            found=f"x {x:.0f}, y {y:.0f}",
            expected="u = start, v = end",
        )
    return where


def cheapest_arcs(tail: Ints, head: Ints, cost: Floats, *, nodes: int) -> csr_array:
    """Return the square matrix of arcs, float64 with int32 indices.

    Of several arcs from one node to another the cheapest stays. Loops and arcs of infinite
    cost are left out; none costs less than `FLOOR`.
    """
    kept = (tail != head) & np.isfinite(cost)
    tail, head, cost = tail[kept], head[kept], np.maximum(cost[kept], FLOOR)
    # sorted by node pair and cost, the first of each pair is the cheapest
    order = np.lexsort((cost, head, tail))
    tail, head, cost = tail[order], head[order], cost[order]
    first = np.ones(len(tail), dtype=bool)
    first[1:] = (np.diff(tail) != 0) | (np.diff(head) != 0)
    return csr_array((cost[first], (tail[first], head[first])), shape=(nodes, nodes))
