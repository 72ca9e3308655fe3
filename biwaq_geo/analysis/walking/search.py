"""Cheapest walks from places to targets along the streets of a network.

A walk leads straight from the door to the nearest street, along streets, and straight to the
door of the target. Cheapest paths by Dijkstra's algorithm from sources that are joined to both
ends of the streets of their places, as if the streets were cut there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from biwaq_geo.analysis.network import FLOOR, Floats, Snapped
from biwaq_geo.analysis.walking.costs import WalkCosts, piece, share_along

TOLERANCE = 1e-9
"""A walk of exactly the limit must not fail by the rounding of its sum."""

MOST_BYTES = 250_000_000
"""Memory for the costs of one chunk of origins."""

_PER_TARGET = 5
"""Numbers held for each origin and target at a time: the sum and what it is made of."""

Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Doors:
    """Targets that are walked to again and again, with the last piece of every walk.

    Attributes
    ----------
    near
        Those on the network, and `kept`, their positions among all `size`.
    u, v, from_u, from_v
        The ends of the street of each, and the cost from there to the door.
    order
        Positions in `near` by street; `streets` are the streets in that order.
    """

    near: Snapped
    kept: Indices
    size: int
    u: npt.NDArray[np.int32]
    v: npt.NDArray[np.int32]
    from_u: Floats
    from_v: Floats
    order: Indices
    streets: npt.NDArray[np.int32]


def doors(costs: WalkCosts, targets: Snapped) -> Doors:
    """Return the targets as these costs come to them."""
    near, kept = _only_near(targets)
    share, street = share_along(costs.network, near), near.street
    access = near.access * costs.per_metre
    order = np.argsort(street, kind="stable")
    return Doors(
        near=near,
        kept=kept,
        size=len(targets.index),
        u=costs.network.u[street],
        v=costs.network.v[street],
        from_u=piece(costs.there[street], share) + access,
        from_v=piece(costs.back[street], 1.0 - share) + access,
        order=order,
        streets=street[order],
    )


def from_nearest(costs: WalkCosts, places: Snapped, targets: Doors, *, limit: float) -> Floats:
    """Return the cost of the walk to each target from the place it is cheapest from.

    inf beyond the limit, for targets off the network and where no place is on it.

    Parameters
    ----------
    targets
        Made of the same costs.
    """
    found = np.full(targets.size, np.inf)
    places, _ = _only_near(places)
    if not len(targets.kept) or not len(places.index):
        return found
    nodes = dijkstra(*one_source(costs, places), limit=limit + TOLERANCE)
    walk = np.minimum(nodes[targets.u] + targets.from_u, nodes[targets.v] + targets.from_v)
    here, there = _on_one_street(places, targets)
    np.minimum.at(walk, there, _along_one_street(costs, places, targets, here, there))
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
    row = 8 * (2 * costs.arcs.shape[0] + targets.size + _PER_TARGET * len(targets.kept))
    size = max(1, most_bytes // max(row, 1))
    for start in range(0, len(origins.index), size):
        rows = slice(start, min(start + size, len(origins.index)))
        found = np.full((rows.stop - rows.start, targets.size), np.inf)
        chunk, used = _only_near(_taken(origins, np.arange(rows.start, rows.stop)))
        if len(used) and len(targets.kept):
            found[np.ix_(used, targets.kept)] = _matrix(costs, chunk, targets, limit=limit)
        yield rows, found


def node_costs(costs: WalkCosts, places: Snapped, *, limit: float) -> Floats:
    """Return the cost of the walk to each node from the place it is cheapest from, or inf."""
    places, _ = _only_near(places)
    if not len(places.index):
        return np.full(costs.arcs.shape[0], np.inf)
    nodes: Floats = dijkstra(*one_source(costs, places), limit=limit + TOLERANCE)
    return nodes[:-1]


def _matrix(costs: WalkCosts, origins: Snapped, targets: Doors, *, limit: float) -> Floats:
    sources = costs.arcs.shape[0] + np.arange(len(origins.index))
    nodes = dijkstra(_many_sources(costs, origins), indices=sources, limit=limit + TOLERANCE)
    walk: Floats = nodes[:, targets.u]
    walk += targets.from_u
    over_v = nodes[:, targets.v]
    over_v += targets.from_v
    np.minimum(walk, over_v, out=walk)
    here, there = _on_one_street(origins, targets)
    direct = _along_one_street(costs, origins, targets, here, there)
    walk[here, there] = np.minimum(walk[here, there], direct)
    walk[walk > limit + TOLERANCE] = np.inf
    return walk


def _only_near(places: Snapped) -> tuple[Snapped, Indices]:
    kept = np.flatnonzero(places.on_network())
    return _taken(places, kept), kept


def _taken(places: Snapped, kept: Indices) -> Snapped:
    return replace(
        places,
        index=places.index[kept],
        street=places.street[kept],
        along=places.along[kept],
        access=places.access[kept],
    )


def _first_pieces(costs: WalkCosts, places: Snapped) -> tuple[Floats, Floats]:
    """Return the costs from each place to the start and to the end of its street."""
    share, street = share_along(costs.network, places), places.street
    access = places.access * costs.per_metre
    to_u = access + piece(costs.back[street], share)
    to_v = access + piece(costs.there[street], 1.0 - share)
    return to_u, to_v


def one_source(costs: WalkCosts, places: Snapped) -> tuple[csr_array, bool, int]:
    """Return the arcs with one more row, from all places to the ends of their streets."""
    count = costs.arcs.shape[0]
    to_u, to_v = _first_pieces(costs, places)
    start = np.full(count, np.inf)
    np.minimum.at(start, costs.network.u[places.street], to_u)
    np.minimum.at(start, costs.network.v[places.street], to_v)
    ends = np.flatnonzero(np.isfinite(start))
    return _more_rows(costs.arcs, [len(ends)], ends, start[ends]), True, count


def _many_sources(costs: WalkCosts, origins: Snapped) -> csr_array:
    """Return the arcs with one more row for each origin."""
    u, v = costs.network.u[origins.street], costs.network.v[origins.street]
    to_u, to_v = _first_pieces(costs, origins)
    # a loop has one end: both arcs lead there, and two of them would be added up
    to_u, to_v = np.where(u == v, np.minimum(to_u, to_v), to_u), np.where(u == v, np.inf, to_v)
    ends, cost = np.column_stack([u, v]), np.column_stack([to_u, to_v])
    real = np.isfinite(cost)
    return _more_rows(costs.arcs, real.sum(axis=1), ends[real], cost[real])


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


def _on_one_street(places: Snapped, targets: Doors) -> tuple[Indices, Indices]:
    """Return all pairs of a place and a target that lie on the same street."""
    first = np.searchsorted(targets.streets, places.street, side="left")
    counts = np.searchsorted(targets.streets, places.street, side="right") - first
    here = np.repeat(np.arange(len(places.street)), counts)
    within = np.arange(len(here)) - np.repeat(np.cumsum(counts) - counts, counts)
    return here, targets.order[np.repeat(first, counts) + within]


def _along_one_street(
    costs: WalkCosts, places: Snapped, targets: Doors, here: Indices, there: Indices
) -> Floats:
    street, near = places.street[here], _taken(targets.near, there)
    way = share_along(costs.network, near) - share_along(costs.network, places)[here]
    cost = np.where(way >= 0, costs.there[street], costs.back[street])
    access = (places.access[here] + near.access) * costs.per_metre
    return piece(cost, np.abs(way)) + access
