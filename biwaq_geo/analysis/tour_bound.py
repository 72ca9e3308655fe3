"""How short a round can be at best: a bound from below, and the best round if time allows."""

from time import monotonic

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from biwaq_geo.analysis.network import Floats, Ints

LENGTH_TOLERANCE_M = 0.1
"""The search counts in decimetres, so two lengths this near to each other are the same."""

USED = 1e-6
"""A way taken to a smaller share than this is not taken."""

Places = npt.NDArray[np.bool_]


class Rounds:
    """All rounds through the places of a matrix, as a linear programme over the ways.

    Every place is entered and left: two ways meet there. A set of places that is a
    round of its own is excluded once it is met, by the rule that two ways lead out of
    it (Dantzig, Fulkerson and Johnson 1954, doi:10.1287/opre.2.4.393).
    """

    def __init__(self, cost: Floats) -> None:
        self.count = len(cost)
        self.i, self.j = np.triu_indices(self.count, 1)
        self.cost = cost[self.i, self.j]
        ways = np.arange(len(self.cost))
        meet = coo_array(
            (np.ones(2 * len(ways)), (np.r_[self.i, self.j], np.r_[ways, ways])),
            shape=(self.count, len(ways)),
        )
        self._rules = [LinearConstraint(csr_array(meet), 2, 2)]
        self._cuts: list[Places] = []

    def exclude(self, places: Places) -> None:
        """Forbid that these places are a round of their own."""
        self._cuts.append(places[self.i] != places[self.j])

    def shortest(self, *, whole: bool, limit_s: float) -> OptimizeResult:
        """Return the cheapest choice of ways, in whole ways or in shares of them."""
        rules = list(self._rules)
        if self._cuts:
            cuts = csr_array(np.array(self._cuts, dtype=float))
            rules.append(LinearConstraint(cuts, 2, np.inf))
        return milp(
            self.cost,
            integrality=np.full(len(self.cost), int(whole)),
            bounds=Bounds(0, 1),
            constraints=rules,
            options={"time_limit": max(limit_s, 0.1), "mip_rel_gap": 0.0},
        )

    def broken(self, share: Floats, *, whole: bool) -> list[Places]:
        """Return sets of places out of which fewer than two ways lead."""
        taken = share > USED
        graph = coo_array((share[taken], (self.i[taken], self.j[taken])), shape=(self.count,) * 2)
        parts, part = connected_components(graph, directed=False)
        if parts > 1:
            return [part == number for number in range(parts)]
        return [] if whole else self._weakest(graph)

    def _weakest(self, graph: coo_array) -> list[Places]:
        drawn = nx.Graph()
        rows, columns = graph.coords
        drawn.add_weighted_edges_from(
            zip(rows.tolist(), columns.tolist(), graph.data.tolist(), strict=True)
        )
        out, (side, _) = nx.stoer_wagner(drawn)
        if out > 2 - 1e-6:
            return []
        places = np.zeros(self.count, dtype=bool)
        places[side] = True
        return [places]

    def cycle(self, share: Floats) -> Ints:
        """Return the one round that whole ways make, as places in order."""
        taken = share > 0.5  # noqa: PLR2004 -- a whole way is 1 up to rounding
        drawn = nx.Graph(zip(self.i[taken].tolist(), self.j[taken].tolist(), strict=True))
        return np.array([u for u, _ in nx.find_cycle(drawn, source=0)], dtype=np.int32)


def prove(cost: Floats, cycle: Ints, *, limit_s: float) -> tuple[Ints | None, float]:
    """Return a shorter round than `cycle`, if one is found, and a bound from below.

    Parameters
    ----------
    cost
        Symmetric lengths of at least four places.
    limit_s
        Seconds after which the best bound so far is returned.
    """
    known = float(cost[cycle, np.roll(cycle, -1)].sum())
    enough = known - LENGTH_TOLERANCE_M
    rounds, bound, whole = Rounds(cost), 0.0, False
    end = monotonic() + limit_s
    while monotonic() < end:
        found = rounds.shortest(whole=whole, limit_s=end - monotonic())
        # shares solved to the end are a bound themselves, whole ways bring their own
        level = found.mip_dual_bound if whole else (found.fun if found.success else None)
        bound = max(bound, level or 0.0)
        if bound >= enough or not found.success:
            break
        broken = rounds.broken(found.x, whole=whole)
        for places in broken:
            rounds.exclude(places)
        if not broken and whole:
            return rounds.cycle(found.x), bound
        whole = whole or not broken
    return None, min(bound, known)
