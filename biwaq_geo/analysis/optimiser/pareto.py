"""How many points each budget buys: a curve, each of its points with a bound.

The linear model is solved again from where it stood when the budget changes, rounded and made
better. What a smaller budget chooses can be chosen with a larger one, so the curve never falls.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from biwaq_geo.analysis.optimiser.classes import merged
from biwaq_geo.analysis.optimiser.model import model_of
from biwaq_geo.analysis.optimiser.problem import Bools, Problem
from biwaq_geo.analysis.optimiser.proof import Optimiser
from biwaq_geo.analysis.optimiser.solver import LinearSolver

CASES = 6


@dataclass(frozen=True, slots=True, eq=False)
class Point:
    """One point of the curve.

    Attributes
    ----------
    chosen
        None where the rules leave no choice at this budget.
    value, bound
        Points of the choice, and what no choice at this budget exceeds.
    """

    budget: float
    chosen: Bools | None
    value: float
    bound: float


def curve(
    problem: Problem,
    budgets: Sequence[float],
    *,
    rows: Mapping[int, float],
    seed: int,
    heard: Callable[[Point], bool] = lambda _: True,
) -> list[Point]:
    """Return a point for each budget, in rising order of the budgets.

    Parameters
    ----------
    rows
        Rows of the rules "at most" that follow the budget, and which share of it is their
        limit: 1 for the budget itself.
    heard
        Hears each point; the curve ends there when it says no.
    """
    small = merged(problem)
    solver = LinearSolver(model_of(small), seed=seed)
    points: list[Point] = []
    for budget in sorted(budgets):
        limit = small.at_most.limit.copy()
        for row, share in rows.items():
            limit[row] = share * budget
        here = replace(small, at_most=replace(small.at_most, limit=limit))
        search = Optimiser(here, seed=seed, solver=solver)
        if points and points[-1].chosen is not None:
            search.keep(points[-1].chosen)
        found = search.prove(gap=GOOD, cases=CASES)
        points.append(Point(budget, found.chosen, found.value, found.bound))
        if not heard(points[-1]):
            break
    return points


GOOD = 0.003
"""Share of the best possible below which nobody looks further for a point of the curve."""


def rising(points: Sequence[Point]) -> list[Point]:
    """Return points that were found apart as one curve, in rising order of the budgets.

    What a smaller budget chooses can be chosen with a larger one, and what a larger one cannot
    exceed a smaller one cannot either.
    """
    found: list[Point] = []
    for point in sorted(points, key=lambda one: one.budget):
        best = found[-1] if found else None
        if best is None or best.chosen is None or best.value <= point.value:
            found.append(point)
        else:
            bound = max(point.bound, best.value)
            found.append(Point(point.budget, best.chosen, best.value, bound))
    least = float("inf")
    for at in range(len(found) - 1, -1, -1):
        least = max(min(least, found[at].bound), found[at].value)
        found[at] = replace(found[at], bound=least)
    return found
