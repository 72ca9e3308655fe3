"""The shortest round or path through given places, and how far from the best it may be."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyvrp
from pyvrp.stop import MaxIterations

from biwaq_geo.analysis.network import Floats, Ints
from biwaq_geo.analysis.tour_bound import LENGTH_TOLERANCE_M, prove

SEARCH_STEPS = 1500
"""Steps of the local search: a number and not a time, so that the same list gives the same tour."""

STEPS_PER_M = 10
"""The search counts in whole decimetres."""

SEED = 1
TRIVIAL = 3
"""Up to three places there is only one round."""


@dataclass(frozen=True, slots=True)
class Tour:
    """An order in which to visit places.

    Attributes
    ----------
    order
        Rows of the matrix of lengths, each once.
    metres
        Length; with the way back where the tour is closed.
    at_least_m
        No tour is shorter than this.
    """

    order: tuple[int, ...]
    metres: float
    at_least_m: float

    @property
    def proven(self) -> bool:
        """Whether no tour is shorter, to within a decimetre for each place."""
        return self.metres - self.at_least_m <= LENGTH_TOLERANCE_M * max(len(self.order), 1)

    @property
    def gap(self) -> float:
        """By which share (0 to 1) the tour can at most be longer than the shortest."""
        if self.proven or self.at_least_m <= 0:
            return 0.0 if self.proven else float("inf")
        return self.metres / self.at_least_m - 1


def shortest_tour(
    metres: Floats, *, start: int | None = None, closed: bool = True, limit_s: float = 8.0
) -> Tour:
    """Return a short tour through all places with a bound on what could be saved.

    An iterated local search (PyVRP) finds the tour; integer programming with cuts
    against partial rounds (HiGHS) bounds it from below and replaces it where it finds
    a shorter one. Small lists come out proven within a second.

    Parameters
    ----------
    metres
        Symmetric square matrix of finite lengths, n x n, that keeps the triangle rule.
    start
        Row of the first place; any where None.
    closed
        Whether the tour returns to its first place.
    limit_s
        Seconds for the proof. Only where they run out can the answer differ between
        machines; the bound then says so.
    """
    count = len(metres)
    if count <= 1:
        return Tour(tuple(range(count)), 0.0, 0.0)
    cost, offset = (metres, 0.0) if closed else _with_free_end(metres, start)
    cycle = _search(cost) if len(cost) > TRIVIAL else np.arange(len(cost), dtype=np.int32)
    bound = length(cost, cycle)
    if len(cost) > TRIVIAL:
        better, bound = prove(cost, cycle, limit_s=limit_s)
        cycle = cycle if better is None else better
    order = _from_start(cycle, start=start, closed=closed, count=count)
    return Tour(tuple(order), length(cost, cycle) - offset, max(bound - offset, 0.0))


def length(cost: Floats, cycle: Ints) -> float:
    """Return the length of the round."""
    return float(cost[cycle, np.roll(cycle, -1)].sum())


def _with_free_end(metres: Floats, start: int | None) -> tuple[Floats, float]:
    """Return a matrix whose rounds are paths, and what each of them is longer.

    One more place joins the end of a path to its beginning for nothing. Where the
    beginning is given, it is near that place only: any other is farther by more than
    could be saved.
    """
    count = len(metres)
    far = 0.0 if start is None else float(metres.max()) + 1.0
    cost = np.full((count + 1, count + 1), far)
    cost[:count, :count] = metres
    cost[count, count] = 0.0
    if start is not None:
        cost[count, start] = cost[start, count] = 0.0
    return cost, far


def _search(cost: Floats) -> Ints:
    # its array types name Python's own int, which no array holds
    whole: Any = np.rint(cost * STEPS_PER_M).astype(np.int64)
    places = range(len(cost))
    data = pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _ in places],
        [pyvrp.Client(place) for place in places[1:]],
        [pyvrp.Depot(0)],
        [pyvrp.VehicleType()],
        [whole],
        [np.zeros_like(whole)],
    )
    found = pyvrp.solve(data, MaxIterations(SEARCH_STEPS), seed=SEED, collect_stats=False)
    (route,) = found.best.routes()
    visits = [step.idx + 1 for step in route.schedule() if step.is_client()]
    return np.array([0, *visits], dtype=np.int32)


def _from_start(cycle: Ints, *, start: int | None, closed: bool, count: int) -> list[int]:
    """Turn the round so that it begins where it should, always in the same direction."""
    if closed:
        turned = _turned(cycle, 0 if start is None else start)
        # the nearer to the head of the list, the earlier on the way
        backwards = turned[1] > turned[-1]
        return [turned[0], *reversed(turned[1:])] if backwards else turned
    path = _turned(cycle, count)[1:]
    backwards = path[-1] == start if start is not None else path[0] > path[-1]
    return path[::-1] if backwards else path


def _turned(cycle: Ints, first: int) -> list[int]:
    at = int(np.flatnonzero(cycle == first)[0])
    return [int(place) for place in np.roll(cycle, -at)]
