"""Shortest ways along the streets from each of several places to each other."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from shapely.ops import substring

from biwaq_geo.analysis.network import FLOOR, Floats, Ints, Snapped, WalkNetwork


@dataclass(frozen=True, eq=False)
class Ways:
    """Places on the network and how far each is from each other.

    Attributes
    ----------
    points
        Where the places lie, in the order of `snapped`, CRS of the network.
    metres
        Square matrix: from door to door straight to the street, along streets, and
        straight to the door; inf where no street leads there.
    """

    network: WalkNetwork
    snapped: Snapped
    points: list[shapely.Point]
    metres: Floats
    _to_nodes: Floats
    _before: Ints

    def line(self, a: int, b: int) -> shapely.LineString:
        """Return the way from place `a` to place `b` as it runs along the streets."""
        path = self._on_one_street(a, b) or self._over_nodes(a, b)
        whole = [self.points[a], path, self.points[b]]
        xy = np.vstack([shapely.get_coordinates(part) for part in whole])
        return shapely.LineString(_without_repeats(xy))

    def _on_one_street(self, a: int, b: int) -> shapely.LineString | None:
        snapped = self.snapped
        street = snapped.street[a]
        if snapped.street[b] != street:
            return None
        here = abs(snapped.along[a] - snapped.along[b])
        if here > self._over(a, b).min():
            return None
        line = self.network.lines.geometries[street]
        return _piece(line, snapped.along[a], snapped.along[b])

    def _over_nodes(self, a: int, b: int) -> shapely.LineString:
        ends = self.network.u[self.snapped.street[b]], self.network.v[self.snapped.street[b]]
        last = int(ends[int(self._over(a, b).argmin())])
        nodes = [last]
        while (node := int(self._before[a, nodes[-1]])) < len(self._streets_from):
            nodes.append(node)
        nodes.reverse()
        lines = [self._from_place(a, nodes[0], away=True)]
        lines += [self._between(u, v) for u, v in pairwise(nodes)]
        lines.append(self._from_place(b, last, away=False))
        return shapely.LineString(np.vstack([shapely.get_coordinates(line) for line in lines]))

    def _over(self, a: int, b: int) -> Floats:
        """Return the metres from `a` to `b` over the start and over the end of b's street."""
        street, along = self.snapped.street[b], self.snapped.along[b]
        u, v = self.network.u[street], self.network.v[street]
        rest = self.network.length[street] - along
        return np.array([self._to_nodes[a, u] + along, self._to_nodes[a, v] + rest])

    def _from_place(self, place: int, node: int, *, away: bool) -> shapely.LineString:
        street, along = int(self.snapped.street[place]), float(self.snapped.along[place])
        line, length = self.network.lines.geometries[street], float(self.network.length[street])
        reach = [
            (d, end)
            for d, end, at in (
                (along, 0.0, self.network.u),
                (length - along, length, self.network.v),
            )
            if at[street] == node
        ]
        end = min(reach)[1]
        return _piece(line, along, end) if away else _piece(line, end, along)

    def _between(self, u: int, v: int) -> shapely.LineString:
        street = self._streets_from[u][v]
        line: shapely.LineString = self.network.lines.geometries[street]
        return line if self.network.u[street] == u else line.reverse()

    @cached_property
    def _streets_from(self) -> list[dict[int, int]]:
        """Shortest street from each node to each neighbour."""
        found: list[dict[int, int]] = [{} for _ in range(self.network.metres.shape[0])]
        # the longest first, so that the shortest of parallel streets stays
        for street in np.argsort(-self.network.length, kind="stable").tolist():
            u, v = int(self.network.u[street]), int(self.network.v[street])
            found[u][v] = found[v][u] = street
        return found


def ways_between(network: WalkNetwork, snapped: Snapped, *, points: list[shapely.Point]) -> Ways:
    """Measure the ways between all places, by Dijkstra's algorithm from each of them.

    Memory grows with places times nodes: meant for some hundred places of one town.
    """
    count, nodes = len(points), network.metres.shape[0]
    to_nodes = np.empty((count, nodes))
    before = np.empty((count, nodes), dtype=np.int32)
    if count:
        graph = _with_sources(network, snapped)
        found, last = dijkstra(graph, indices=nodes + np.arange(count), return_predecessors=True)
        to_nodes, before = found[:, :nodes], last[:, :nodes]
    metres = _metres(network, snapped, to_nodes)
    return Ways(network, snapped, points, metres, to_nodes, before)


def _with_sources(network: WalkNetwork, snapped: Snapped) -> csr_array:
    """Return the matrix with one more row for each place, joined to both ends of its street."""
    nodes, count = network.metres.shape[0], len(snapped.index)
    u, v = network.u[snapped.street], network.v[snapped.street]
    rest = network.length[snapped.street] - snapped.along
    # a loop has one end: both arcs lead there, and the shorter one counts
    first = np.where(u == v, np.minimum(snapped.along, rest), snapped.along)
    second = np.where(u == v, first, rest)
    arcs = np.maximum(np.column_stack([first, second]).ravel(), FLOOR)
    ends = np.column_stack([u, v]).ravel().astype(np.int32)
    matrix = network.metres
    starts = matrix.indptr[-1] + 2 * np.arange(1, count + 1)
    return csr_array(
        (
            np.concatenate([matrix.data, arcs]),
            np.concatenate([matrix.indices, ends]),
            np.concatenate([matrix.indptr, starts]).astype(np.int32),
        ),
        shape=(nodes + count, nodes + count),
    )


def _metres(network: WalkNetwork, snapped: Snapped, to_nodes: Floats) -> Floats:
    u, v = network.u[snapped.street], network.v[snapped.street]
    rest = network.length[snapped.street] - snapped.along
    street = np.minimum(to_nodes[:, u] + snapped.along, to_nodes[:, v] + rest)
    same = snapped.street[:, None] == snapped.street[None]
    here = np.abs(snapped.along[:, None] - snapped.along[None])
    street = np.where(same, np.minimum(street, here), street)
    # the sum runs over the way in two directions: rounding must not make them differ
    metres: Floats = np.minimum(street, street.T) + snapped.access[:, None] + snapped.access[None]
    np.fill_diagonal(metres, 0.0)
    return metres


def _piece(line: shapely.LineString, begin: float, end: float) -> shapely.LineString:
    piece = substring(line, float(begin), float(end))
    return shapely.LineString([piece, piece]) if piece.geom_type == "Point" else piece


def _without_repeats(xy: Floats) -> Floats:
    """Leave out points equal to the one before; a way of no length keeps its two ends."""
    new = np.ones(len(xy), dtype=bool)
    new[1:] = np.any(np.diff(xy, axis=0) != 0, axis=1)
    kept = xy[new]
    return kept if len(kept) > 1 else xy[[0, -1]]
