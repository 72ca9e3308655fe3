"""A first answer at once, then the search for the best one with a bound beside it."""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

import numpy as np

from biwaq_geo.analysis.optimiser.bound import bound_of, open_above
from biwaq_geo.analysis.optimiser.branching import Tree, Until, above
from biwaq_geo.analysis.optimiser.classes import merged
from biwaq_geo.analysis.optimiser.cuts import with_cuts
from biwaq_geo.analysis.optimiser.found import NOTHING, Aim, Found
from biwaq_geo.analysis.optimiser.local import improve
from biwaq_geo.analysis.optimiser.model import model_of
from biwaq_geo.analysis.optimiser.narrow import narrowed
from biwaq_geo.analysis.optimiser.parts import Parts
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

FAR, HOPED = 5.0, 0.2
"""Where so many times the gap are open, parts are chosen anew, of options that are worth no more
than this part of what is open too little."""

RENEWED, IDLE, FINE = 80, 6, 0.1
"""Of parts: cases in each, how many in a row bring nothing at last, and what part of the gap is
enough."""

FEWER = 0.7
"""A better choice that leaves at most this part of the options open begins the tree anew."""

PROVEN = 1e-9
"""A bound that lies above the choice by no more than this part of it is met."""


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
        self._cases, self._cut_off, self._going = 0, False, True
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
        aim = Aim(gap, monotonic() + seconds, self._cases + cases, heard)
        self._going = True
        # a single case of a large model could take longer than all the time there is
        if self._model.rows.shape[0] <= LARGE:
            self._polish(aim)
            self._renew(aim)
            self._search(aim)
        return self.found()

    def _open(self, gap: float) -> bool:
        """Say whether a choice may be better than the best by more than the gap."""
        ceiling = above(self._value, gap)
        return self._bound > ceiling and self._bound - ceiling > PROVEN * abs(ceiling)

    def _tell(self, aim: Aim, bound: float = np.inf) -> bool:
        """Take over what no choice exceeds, tell the best so far, and say whether to go on."""
        self._bound = min(self._bound, bound)
        self._going = self._going and aim.heard(self.found()) and monotonic() < aim.clock
        return self._going

    def _polish(self, aim: Aim) -> None:
        """Choose anew among what looks good."""
        if self._cuts and not self._cut_off and self._open(aim.gap):
            self._cut(aim)
        if self._best is not None and self._going and self._open(aim.gap):
            kept = np.flatnonzero(self._liked | self._best)
            self._grow(kept, self._locked(), self._short(aim, POLISHED), cuts=self._cuts)

    def _short(self, aim: Aim, cases: int) -> Aim:
        """Return the aim with no more than so many cases from here on."""
        return replace(aim, cases=min(aim.cases, self._cases + cases))

    def _cut(self, aim: Aim) -> None:
        """Make the bound of all options smaller by cuts."""
        self._model, self._linear = with_cuts(
            self._model, self._solver, self._linear, heard=lambda bound: self._tell(aim, bound)
        )
        self._cut_off = True
        if self._linear.values is not None:
            self._liked = self._linear.values[: self._model.whole] > UNUSED
            self._root = bound_of(self._model, self._linear.prices)
            self._bound = min(self._bound, self._root.value)

    def _renew(self, aim: Aim) -> None:
        """Choose parts of the best choice anew as long as it is far from the bound and that helps.

        What is worth much less than what the linear model chooses is seldom in the best choice
        and is left out.
        """
        idle, parts = 0, Parts(self._problem, seed=self._seed)
        while self._cuts and idle < IDLE and self._going and self._open(FAR * aim.gap):
            if self._best is None or self._cases >= aim.cases:
                return
            before = self._value
            near = self._root.value - HOPED * (self._root.value - before)
            out, _ = open_above(self._model, self._root, near)
            kept, stays = parts.next(self._best, hopeful=~out, locked=self._locked())
            fine = replace(self._short(aim, RENEWED), gap=FINE * aim.gap)
            parts.learn(done=self._grow(kept, stays, fine, cuts=False))
            idle = 0 if self._value > before else idle + 1

    def _search(self, aim: Aim) -> None:
        """Look for a choice that is better by more than the gap."""
        while self._going and self._cases < aim.cases and self._open(aim.gap):
            kept, sure = self._left(above(self._value, aim.gap))
            if len(np.unique(self._problem.place[sure])) < sure.sum() or not len(kept):
                self._bound = above(self._value, aim.gap)
                return
            self._grow(kept, sure, aim, cuts=self._cuts, proves=True)

    def _grow(
        self, kept: Indices, sure: Bools, aim: Aim, *, cuts: bool, proves: bool = False
    ) -> bool:
        """Grow a tree until it is done or should begin anew; say whether it is done.

        Parameters
        ----------
        proves
            Whether all choices that could be better are in it, so that its bound holds for all.
        """
        before, ceiling = self._cases, above(self._value, aim.gap)

        def after_round(bound: float) -> bool:
            return self._tell(aim, max(bound, ceiling) if proves else np.inf)

        def after_case() -> bool:
            self._cases = before + tree.cases
            better = tree.value > self._value
            if better and tree.best is not None:
                self.keep(_among(kept, tree.best, self._problem.options))
            if not proves:
                return self._tell(aim)
            fewer = better and len(self._left(tree.ceiling)[0]) < FEWER * tree.options
            return self._tell(aim, tree.bound) and not fewer

        small = narrowed(self._problem, kept, sure)
        told = after_round if cuts else None
        tree = Tree(small, ceiling=ceiling, gap=aim.gap, seed=self._seed, cuts=told)
        if self._going:
            tree.grow(Until(aim.clock, aim.cases - before), after_case)
        self._bound = min(self._bound, tree.bound) if proves else self._bound
        self._going = self._going and monotonic() < aim.clock
        return tree.done

    def _locked(self) -> Bools:
        """Return the options that are locked in."""
        locked: Bools = self._model.low[: self._model.whole] > 0
        return locked

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
