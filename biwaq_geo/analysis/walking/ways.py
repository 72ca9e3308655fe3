"""The cheapest ways from one place to all nodes, told by the node before each."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import dijkstra

from biwaq_geo.analysis.network import Floats, Snapped
from biwaq_geo.analysis.walking.costs import WalkCosts, piece
from biwaq_geo.analysis.walking.search import TOLERANCE, one_source


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Cheapest ways from one place.

    Attributes
    ----------
    costs
        To each node; inf beyond the limit.
    before
        The node before each on the way to it; the number of nodes where the way comes straight
        from the place, below zero where there is none.
    ends
        The ends of the street of the place that ways go over first.
    shares
        For each of these, the share of that street between it and the place.
    """

    costs: Floats
    before: npt.NDArray[np.intp]
    ends: tuple[int, ...]
    shares: tuple[float, ...]


def ways_from(
    costs: WalkCosts, places: Snapped, position: int, *, share: float, limit: float
) -> Ways:
    """Return the cheapest ways from one of the places, which is on the network.

    Parameters
    ----------
    share
        Where on its street the place lies, 0 at `u` and 1 at `v`.
    """
    one = [position]
    place = replace(
        places,
        index=places.index[one],
        street=places.street[one],
        along=places.along[one],
        access=places.access[one],
    )
    arcs, directed, source = one_source(costs, place)
    found, before = dijkstra(
        arcs, directed=directed, indices=source, limit=limit + TOLERANCE, return_predecessors=True
    )
    ends = tuple(np.flatnonzero(before[:-1] == source).tolist())
    street = int(places.street[position])
    return Ways(
        costs=found[:-1],
        before=before[:-1],
        ends=ends,
        shares=tuple(_share(costs, street, end, share) for end in ends),
    )


def _share(costs: WalkCosts, street: int, end: int, share: float) -> float:
    u, v = int(costs.network.u[street]), int(costs.network.v[street])
    if u != v:
        return share if end == u else 1.0 - share
    # a loop has one end, and two ways to it
    way = np.array([costs.back[street], costs.there[street]])
    to_u, to_v = piece(way, np.array([share, 1.0 - share]))
    return share if to_u <= to_v else 1.0 - share
