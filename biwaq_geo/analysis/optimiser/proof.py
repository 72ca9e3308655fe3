"""A first answer at once, then the search for the best one with a bound beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from biwaq_geo.analysis.optimiser.bound import bound_of, open_above
from biwaq_geo.analysis.optimiser.branching import Tree, Until, above
from biwaq_geo.analysis.optimiser.classes import merged
from biwaq_geo.analysis.optimiser.cuts import with_cuts
from biwaq_geo.analysis.optimiser.found import NOTHING, Found
from biwaq_geo.analysis.optimiser.local import improve
from biwaq_geo.analysis.optimiser.model import model_of
from biwaq_geo.analysis.optimiser.narrow import narrowed
from biwaq_geo.analysis.optimiser.problem import Bools, Floats, Indices, Problem, points_of
from biwaq_geo.analysis.optimiser.rounding import prices_of, rounded
from biwaq_geo.analysis.optimiser.search import Choice
from biwaq_geo.analysis.optimiser.solver import LARGE, LinearSolver

FIRST_ROUNDS, FIRST_PASSES = 20, 10

UNUSED = 1e-6
"""An option that the linear model chooses by no more than this is not chosen."""

POLISHED = 100
"""Cases that are looked at among the options that look good; each takes little of the time of one
among all that are open."""

FEWER = 0.7
"""A better choice that leaves at most this part of the options open begins the tree anew."""

PROVEN = 1e-9
"""A bound that lies above the choice by no more than this part of it is met."""


@dataclass(frozen=True, slots=True)
class _Aim:
    """How far a search goes: to this gap, time of the clock and count of cases; who hears of it."""

    gap: float
    clock: float
    cases: float
    heard: Callable[[Found], bool]


class Optimiser:
    """One problem, answered at once and then better and better.

    The linear model of all options gives a bound and says what each option is worth. The answer
    is made better among the few options that this model or the answer has. What is better than
    that by more than the gap has none of the options that are worth too little for it, so that
    the tree of cases is grown for those that are left, and anew when a better answer leaves fewer.

    Parameters
    ----------
    seed
        The same seed gives the same answer, unless the clock ends the search.
    solver
        One that has solved the same problem with other limits; for a short search of one of
        many, without cuts.
    """

    def __init__(self, problem: Problem, *, seed: int, solver: LinearSolver | None = None) -> None:
        self._told = merged(problem)
        ties = self._told.tie()
        # what breaks ties is part of the points from here on
        self._problem = replace(self._told, gain=self._told.gain - ties, cost=np.zeros(len(ties)))
        self._model = model_of(self._problem)
        self._seed = seed
        self._cases, self._cut_off = 0, False
        self._best: Bools | None = None
        self._value, self._bound = -np.inf, -np.inf
        # a solver that others use, too, takes no cuts over
        self._cuts = solver is None
        self._solver = solver or LinearSolver(self._model, seed=seed)
        root = self._solver.solve(self._model.low, self._model.high)
        if root.values is not None:
            self._root = bound_of(self._model, root.prices)
            self._bound = self._root.value
            self._linear = root
            self._liked = root.values[: self._model.whole] > UNUSED
            self._round(root.values, root.prices)

    def found(self) -> Found:
        """Return the best choice so far."""
        if self._best is None:
            done = self._bound == -np.inf
            return NOTHING if done else Found(None, 0.0, self._bound)
        value = points_of(self._told, self._best)
        if self._bound <= self._value + PROVEN * max(1.0, abs(self._value)):
            return Found(self._best, value, value)
        # in the model the cost of a choice takes next to nothing away
        bound = self._bound + float(self._told.tie().sum())
        return Found(self._best, value, max(value, bound))

    def keep(self, chosen: Bools) -> None:
        """Keep a choice that obeys the rules if it is better than the best."""
        value = points_of(self._problem, chosen)
        if value > self._value:
            self._best, self._value = chosen.copy(), value

    def prove(
        self,
        *,
        gap: float,
        seconds: float = np.inf,
        cases: float = np.inf,
        heard: Callable[[Found], bool] = lambda _: True,
    ) -> Found:
        """Search until the gap is small or time is over, and return the best choice.

        Parameters
        ----------
        gap
            Share of the best possible points below which nobody looks further.
        cases
            How many cases are looked at in all at most.
        heard
            Hears the best so far; the search ends when it says no.
        """
        aim = _Aim(gap, monotonic() + seconds, self._cases + cases, heard)
        # a single case of a large model could take longer than all the time there is
        if self._model.rows.shape[0] <= LARGE and self._polish(aim):
            self._search(aim)
        return self.found()

    def _open(self, gap: float) -> bool:
        """Say whether a choice may be better than the best by more than the gap."""
        ceiling = above(self._value, gap)
        return self._bound > ceiling and self._bound - ceiling > PROVEN * abs(ceiling)

    def _polish(self, aim: _Aim) -> bool:
        """Choose anew among what looks good; False where the search has to end."""
        if not self._open(aim.gap):
            return True
        if self._cuts and not self._cut_off:
            self._cut()
        if self._best is None or not self._open(aim.gap):
            return True
        kept = np.flatnonzero(self._liked | self._best)
        tree = self._tree(kept, self._model.low[: self._model.whole] > 0, aim.gap)
        return self._grow(tree, kept, replace(aim, cases=min(aim.cases, self._cases + POLISHED)))

    def _cut(self) -> None:
        """Make the bound of all options smaller by cuts."""
        self._model, self._linear = with_cuts(self._model, self._solver, self._linear)
        self._cut_off = True
        if self._linear.values is not None:
            self._liked = self._linear.values[: self._model.whole] > UNUSED
            self._root = bound_of(self._model, self._linear.prices)
            self._bound = min(self._bound, self._root.value)

    def _search(self, aim: _Aim) -> None:
        """Look for a choice that is better by more than the gap."""
        going = True
        while going and self._open(aim.gap):
            kept, sure = self._left(above(self._value, aim.gap))
            if len(np.unique(self._problem.place[sure])) < sure.sum() or not len(kept):
                self._bound = above(self._value, aim.gap)
                return
            going = self._grow(self._tree(kept, sure, aim.gap), kept, aim, proves=True)

    def _tree(self, kept: Indices, sure: Bools, gap: float) -> Tree:
        ceiling = above(self._value, gap)
        small = narrowed(self._problem, kept, sure)
        return Tree(small, ceiling=ceiling, gap=gap, seed=self._seed, cuts=self._cuts)

    def _grow(self, tree: Tree, kept: Indices, aim: _Aim, *, proves: bool = False) -> bool:
        """Grow a tree until it is done or should begin anew; False where the search has to end.

        Parameters
        ----------
        proves
            Whether all choices that could be better are in it, so that its bound holds for all.
        """
        start, before, going = self._bound, self._cases, True

        def after_case() -> bool:
            nonlocal going
            self._cases = before + tree.cases
            if proves:
                self._bound = min(start, tree.bound)
            better = tree.value > self._value
            if better and tree.best is not None:
                self.keep(_among(kept, tree.best, self._problem.options))
            going = aim.heard(self.found())
            fewer = better and len(self._left(tree.ceiling)[0]) < FEWER * tree.options
            return going and not (proves and fewer)

        tree.grow(Until(aim.clock, aim.cases - before), after_case)
        if proves:
            self._bound = min(start, tree.bound)
            going = going and self._cases < aim.cases
        return going and monotonic() < aim.clock

    def _left(self, ceiling: float) -> tuple[Indices, Bools]:
        """Return the options that a choice above the ceiling can have, and those that it has."""
        out, sure = open_above(self._model, self._root, ceiling)
        full = np.zeros(self._problem.places, dtype=bool)
        full[self._problem.place[sure]] = True
        return np.flatnonzero(sure | ~(out | full[self._problem.place])), sure

    def _round(self, values: Floats, prices: Floats) -> None:
        choice, paid = Choice(self._problem), prices_of(self._problem, prices)
        if rounded(choice, values[: self._model.whole], paid):
            improve(choice, paid, rounds=FIRST_ROUNDS, seed=self._seed, passes=FIRST_PASSES)
            self.keep(choice.chosen)


def _among(kept: Indices, chosen: Bools, options: int) -> Bools:
    whole = np.zeros(options, dtype=bool)
    whole[kept[chosen]] = True
    return whole
