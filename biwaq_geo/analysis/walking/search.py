"""Cheapest walks from places to targets along the streets of a network.

A walk leads straight from the door to the nearest street, along streets, and straight to the
door of the target. Cheapest paths by Dijkstra's algorithm from sources that are joined to both
ends of the streets of their places, as if the streets were cut there. Of a large network only
the part is searched that the limit lets one get to.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from biwaq_geo.analysis.network import FLOOR, Floats, Snapped
from biwaq_geo.analysis.walking.costs import WalkCosts, piece, share_along
from biwaq_geo.analysis.walking.doors import (
    Doors,
    along_one_street,
    on_one_street,
    only_near,
    taken,
)
from biwaq_geo.analysis.walking.part import Part, part_around

TOLERANCE = 1e-9
"""A walk of exactly the limit must not fail by the rounding of its sum."""

MOST_BYTES = 250_000_000
"""Memory for the costs of one chunk of origins."""

TOGETHER = 16
"""So many origins share one part of a large network."""

_PER_TARGET = 5
"""Numbers held for each origin and target at a time: the sum and what it is made of."""


def from_nearest(costs: WalkCosts, places: Snapped, targets: Doors, *, limit: float) -> Floats:
    """Return the cost of the walk to each target from the place it is cheapest from.

    inf beyond the limit, for targets off the network and where no place is on it.

    Parameters
    ----------
    targets
        Made of the same costs.
    """
    found = np.full(targets.size, np.inf)
    places, _ = only_near(places)
    if not len(targets.kept) or not len(places.index):
        return found
    part = _part(costs, places, limit=limit)
    nodes = dijkstra(*one_source(costs, places, part), limit=limit + TOLERANCE)
    walk = _over_ends(part, targets, nodes)
    here, there = on_one_street(places, targets)
    np.minimum.at(walk, there, along_one_street(costs, places, targets, here, there))
    walk[walk > limit + TOLERANCE] = np.inf
    found[targets.kept] = walk
    return found


def from_each(
    costs: WalkCosts,
    origins: Snapped,
    targets: Doors,
    *,
    limit: float,
    most_bytes: int = MOST_BYTES,
) -> Iterator[tuple[slice, Floats]]:
    """Yield the costs of the walks from chunks of origins to all targets.

    Parameters
    ----------
    targets
        Made of the same costs.
    most_bytes
        As many origins make a chunk as fit into this memory, at least one.

    Yields
    ------
    The positions of the origins and a matrix of one row for each of them; inf beyond the
    limit and for places off the network.
    """
    row = 8 * (targets.size + _PER_TARGET * len(targets.kept))
    start, count = 0, len(origins.index)
    while start < count:
        ahead, _ = only_near(taken(origins, np.arange(start, min(start + TOGETHER, count))))
        part = _part(costs, ahead, limit=limit, searches=len(ahead.index))
        fitting = max(1, most_bytes // max(row + 16 * part.arcs.shape[0], 1))
        together = fitting if part.nodes is None else min(fitting, TOGETHER)
        rows = slice(start, min(start + together, count))
        found = np.full((rows.stop - rows.start, targets.size), np.inf)
        chunk, used = only_near(taken(origins, np.arange(rows.start, rows.stop)))
        if len(used) and len(targets.kept):
            found[np.ix_(used, targets.kept)] = _matrix(costs, part, chunk, targets, limit=limit)
        yield rows, found
        start = rows.stop


def node_costs(costs: WalkCosts, places: Snapped, *, limit: float) -> Floats:
    """Return the cost of the walk to each node from the place it is cheapest from, or inf."""
    found = np.full(costs.arcs.shape[0], np.inf)
    places, _ = only_near(places)
    if len(places.index):
        part = _part(costs, places, limit=limit)
        nodes = dijkstra(*one_source(costs, places, part), limit=limit + TOLERANCE)
        found[slice(None) if part.nodes is None else part.nodes] = nodes[:-1]
    return found


def _part(costs: WalkCosts, places: Snapped, *, limit: float, searches: int = 1) -> Part:
    network, bound = costs.network, costs.bound
    ends = np.r_[network.u[places.street], network.v[places.street]]
    return part_around(costs.arcs, bound, ends, limit=limit + TOLERANCE, searches=searches)


def _over_ends(part: Part, targets: Doors, nodes: Floats) -> Floats:
    """Return the costs to the doors over the ends of their streets, one row for each of nodes."""
    if part.nodes is None:
        return _cheaper_end(nodes, targets.u, targets.v, targets.from_u, targets.from_v)
    u, v = part.local(targets.u), part.local(targets.v)
    near = np.flatnonzero((u >= 0) | (v >= 0))
    # no walk leads to the last source: its column, -1, stands for what lies outside
    nodes[..., -1] = np.inf
    found = np.full((*nodes.shape[:-1], len(targets.kept)), np.inf)
    found[..., near] = _cheaper_end(
        nodes, u[near], v[near], targets.from_u[near], targets.from_v[near]
    )
    return found


def _cheaper_end(
    nodes: Floats,
    u: npt.NDArray[np.integer],
    v: npt.NDArray[np.integer],
    from_u: Floats,
    from_v: Floats,
) -> Floats:
    walk: Floats = nodes[..., u]
    walk += from_u
    over_v = nodes[..., v]
    over_v += from_v
    np.minimum(walk, over_v, out=walk)
    return walk


def _matrix(
    costs: WalkCosts, part: Part, origins: Snapped, targets: Doors, *, limit: float
) -> Floats:
    sources = part.arcs.shape[0] + np.arange(len(origins.index))
    arcs = _many_sources(costs, origins, part)
    nodes = dijkstra(arcs, indices=sources, limit=limit + TOLERANCE)
    walk = _over_ends(part, targets, nodes)
    here, there = on_one_street(origins, targets)
    direct = along_one_street(costs, origins, targets, here, there)
    walk[here, there] = np.minimum(walk[here, there], direct)
    walk[walk > limit + TOLERANCE] = np.inf
    return walk


def _first_pieces(costs: WalkCosts, places: Snapped) -> tuple[Floats, Floats]:
    """Return the costs from each place to the start and to the end of its street."""
    share, street = share_along(costs.network, places), places.street
    access = places.access * costs.per_metre
    to_u = access + piece(costs.back[street], share)
    to_v = access + piece(costs.there[street], 1.0 - share)
    return to_u, to_v


def one_source(
    costs: WalkCosts, places: Snapped, part: Part | None = None
) -> tuple[csr_array, bool, int]:
    """Return the arcs with one more row, from all places to the ends of their streets."""
    part = part or Part(costs.arcs)
    count = part.arcs.shape[0]
    to_u, to_v = _first_pieces(costs, places)
    start = np.full(count, np.inf)
    np.minimum.at(start, part.local(costs.network.u[places.street]), to_u)
    np.minimum.at(start, part.local(costs.network.v[places.street]), to_v)
    ends = np.flatnonzero(np.isfinite(start))
    return _more_rows(part.arcs, [len(ends)], ends, start[ends]), True, count


def _many_sources(costs: WalkCosts, origins: Snapped, part: Part) -> csr_array:
    """Return the arcs with one more row for each origin."""
    u, v = costs.network.u[origins.street], costs.network.v[origins.street]
    to_u, to_v = _first_pieces(costs, origins)
    # a loop has one end: both arcs lead there, and two of them would be added up
    to_u, to_v = np.where(u == v, np.minimum(to_u, to_v), to_u), np.where(u == v, np.inf, to_v)
    ends = np.column_stack([part.local(u), part.local(v)])
    cost = np.column_stack([to_u, to_v])
    real = np.isfinite(cost)
    return _more_rows(part.arcs, real.sum(axis=1), ends[real], cost[real])


def _more_rows(
    arcs: csr_array, lengths: npt.ArrayLike, ends: npt.NDArray[np.integer], cost: Floats
) -> csr_array:
    counts = np.asarray(lengths)
    size = arcs.shape[0] + len(counts)
    return csr_array(
        (
            np.concatenate([arcs.data, np.maximum(cost, FLOOR)]),
            np.concatenate([arcs.indices, ends.astype(np.int32)]),
            np.concatenate([arcs.indptr, arcs.indptr[-1] + np.cumsum(counts)]).astype(np.int32),
        ),
        shape=(size, size),
    )
