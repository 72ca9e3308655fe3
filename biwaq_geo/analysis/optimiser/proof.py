"""A first answer at once, then the search for the best one with a bound beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import numpy as np

from biwaq_geo.analysis.optimiser.branching import Tree, Until
from biwaq_geo.analysis.optimiser.classes import merged
from biwaq_geo.analysis.optimiser.model import model_of
from biwaq_geo.analysis.optimiser.problem import Bools, Problem, points_of
from biwaq_geo.analysis.optimiser.solver import LARGE, LinearSolver

FIRST_CASES = 12
"""Cases that are looked at for a first answer."""

FIRST_ROUNDS = 40

PROVEN = 1e-9
"""A bound that lies above the choice by no more than this part of it is met."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A choice and how far the best one can lie above it.

    Attributes
    ----------
    chosen
        None where no choice is known.
    value, bound
        Points of the choice and a value that no choice exceeds; 0 and -inf where the rules
        leave no choice.
    infeasible
        Whether it is certain that the rules leave no choice.
    """

    chosen: Bools | None
    value: float
    bound: float
    infeasible: bool = False

    @property
    def gap(self) -> float:
        """By which share of the best possible points the choice may lie below them, 0 to 1."""
        if self.chosen is None:
            return 1.0
        if self.bound <= self.value:
            return 0.0
        return min(1.0, (self.bound - self.value) / max(abs(self.bound), 1e-12))


NOTHING = Found(None, 0.0, -np.inf, infeasible=True)


def bound_above(problem: Problem, tree: Tree, value: float) -> float:
    """Return the bound of a tree in points, without what breaks ties."""
    if tree.bound <= tree.value + PROVEN * max(1.0, abs(tree.value)):
        return value
    # in the model the cost of a choice takes next to nothing away
    return max(value, tree.bound + float(problem.tie().sum()))


class Optimiser:
    """One problem, answered at once and then better and better.

    Parameters
    ----------
    seed
        The same seed gives the same answer, unless the clock ends the search.
    """

    def __init__(self, problem: Problem, *, seed: int) -> None:
        self._problem = merged(problem)
        model = model_of(self._problem)
        solver = LinearSolver(model, seed=seed)
        root = solver.solve()
        self._tree: Tree | None = None
        self._large = len(model.limit) > LARGE
        if root.values is None:
            return
        self._tree = Tree(self._problem, model, solver=solver, root=root, seed=seed)
        self._tree.round(root, rounds=FIRST_ROUNDS)
        if not self._large:
            self._tree.grow(Until(cases=FIRST_CASES))

    def found(self) -> Found:
        """Return the best choice so far."""
        tree = self._tree
        if tree is None:
            return NOTHING
        if tree.best is None:
            done = tree.bound == -np.inf
            return NOTHING if done else Found(None, 0.0, tree.bound)
        value = points_of(self._problem, tree.best)
        return Found(tree.best, value, bound_above(self._problem, tree, value))

    def prove(
        self,
        *,
        gap: float,
        seconds: float,
        heard: Callable[[Found], bool] = lambda _: True,
    ) -> Found:
        """Search until the gap is small or time is over, and return the best choice.

        Parameters
        ----------
        gap
            Share of the best possible points below which nobody looks further.
        heard
            Hears the best so far; the search ends when it says no.
        """
        if self._tree is not None and not self._large:
            until = Until(gap=gap, clock=monotonic() + seconds)
            self._tree.grow(until, lambda: heard(self.found()))
        return self.found()
