"""How many points each budget buys: a curve, each of its points with a bound.

The linear model is solved again from where it stood when the budget changes, rounded and made
better. What a smaller budget chooses can be chosen with a larger one, so the curve never falls.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from biwaq_geo.analysis.optimiser.bound import bound_of
from biwaq_geo.analysis.optimiser.branching import Tree, Until
from biwaq_geo.analysis.optimiser.classes import merged
from biwaq_geo.analysis.optimiser.model import model_of
from biwaq_geo.analysis.optimiser.problem import Bools, Problem, points_of
from biwaq_geo.analysis.optimiser.proof import bound_above
from biwaq_geo.analysis.optimiser.solver import LinearSolver

CASES, ROUNDS = 8, 8


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
            solver.limit(small.places + row, share * budget)
        here = replace(small, at_most=replace(small.at_most, limit=limit))
        last = points[-1] if points else None
        points.append(_point(here, solver, budget, last=last, seed=seed))
        if not heard(points[-1]):
            break
    return points


def _point(
    problem: Problem, solver: LinearSolver, budget: float, *, last: Point | None, seed: int
) -> Point:
    model = model_of(problem)
    # the cases of the budget before have left their marks on the columns
    root = solver.solve_within(model.low, model.high)
    if root.values is None:
        return Point(budget, None, 0.0, -np.inf)
    tree = Tree(problem, model, solver=solver, root=root, seed=seed)
    if last is not None and last.chosen is not None:
        tree.keep(last.chosen)
    tree.round(root, rounds=ROUNDS)
    tree.grow(Until(gap=GOOD, cases=CASES))
    if tree.best is None:
        return Point(budget, None, 0.0, bound_of(model, root.prices).value)
    value = points_of(problem, tree.best)
    return Point(budget, tree.best, value, bound_above(problem, tree, value))


GOOD = 0.001
"""Share of the best possible below which nobody looks further for a point of the curve."""
