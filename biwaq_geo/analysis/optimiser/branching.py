"""The tree of cases that closes the gap: what is half-decided is decided one by one.

Each case is the linear model with some sums and variables set to whole numbers; its optimum
bounds everything below it. HiGHS solves two cases at a time, each from where the one above it
has ended, which takes some milliseconds, and now and then a case is rounded to a better choice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from time import monotonic

import numpy as np

from biwaq_geo.analysis.optimiser.bound import bound_of, tighten
from biwaq_geo.analysis.optimiser.corner import Corner
from biwaq_geo.analysis.optimiser.cuts import with_cuts
from biwaq_geo.analysis.optimiser.guide import Decision, Guide
from biwaq_geo.analysis.optimiser.local import improve
from biwaq_geo.analysis.optimiser.model import chosen_in, model_of
from biwaq_geo.analysis.optimiser.pair import Pair, Question
from biwaq_geo.analysis.optimiser.problem import Bools, Floats, Indices, Problem
from biwaq_geo.analysis.optimiser.rounding import prices_of, rounded
from biwaq_geo.analysis.optimiser.search import Choice
from biwaq_geo.analysis.optimiser.solver import Heard, Linear, LinearSolver

ROUNDED_EVERY = 4
"""One case in so many is rounded."""

ROUNDS, PASSES = 10, 3


@dataclass(slots=True, eq=False)
class Case:
    """A case: no choice in it exceeds `bound`, and these columns and rows lie between these ends.

    The others lie between those of the model. `linear` is the optimum of the linear model, None
    as long as nobody has asked for it; the search for it begins at the corner.
    """

    bound: float
    things: Indices
    low: Floats
    high: Floats
    linear: Linear | None
    begin: Corner | None


@dataclass(frozen=True, slots=True)
class Until:
    """When to stop: at this time of the clock or after so many cases."""

    clock: float = float("inf")
    cases: float = float("inf")


class Tree:
    """The cases of one problem that may hold a choice above the ceiling.

    Parameters
    ----------
    ceiling
        What lies at or below it is not looked for.
    gap
        Nor is what is better than the best by no more than this part of it.
    cuts
        Hears of the rounds of cuts that are looked for first, see `with_cuts`; None for no cuts,
        which pay where many cases are looked at.

    Attributes
    ----------
    best
        The best choice found; None where there is none.
    value
        Its points; -inf where there is none.
    cases
        How many have been looked at.
    """

    def __init__(
        self, problem: Problem, *, ceiling: float, gap: float, seed: int, cuts: Heard | None
    ) -> None:
        self._problem, self._seed = problem, seed
        model = model_of(problem)
        solver = LinearSolver(model, seed=seed)
        linear = solver.solve()
        if cuts is not None:
            model, linear = with_cuts(model, solver, linear, heard=cuts)
        self._model = model
        self._solvers = Pair(self._model, linear.corner, seed=seed)
        self._guide = Guide(self._model, self._solvers)
        self._choice = Choice(problem)
        self._gap = gap
        self._order = 0
        self._open: list[tuple[float, int, Case]] = []
        self._next: Case | None = self._case(
            np.inf, Question(self._model.low, self._model.high, linear.corner), linear
        )
        self.ceiling = ceiling
        self.cases = 0
        self.best: Bools | None = None
        self.value = -np.inf

    @property
    def options(self) -> int:
        """How many options there are to choose from."""
        return self._problem.options

    @property
    def done(self) -> bool:
        """Whether nothing is left that could lie above the ceiling."""
        return self.bound <= self.ceiling

    @property
    def bound(self) -> float:
        """What no choice exceeds, and no less than the ceiling."""
        ends = [self.ceiling]
        if self._next is not None:
            ends.append(self._next.bound)
        if self._open:
            ends.append(-self._open[0][0])
        return max(ends)

    def grow(self, until: Until, heard: Callable[[], bool] = lambda: True) -> None:
        """Go through cases until none is left or it is time to stop.

        Parameters
        ----------
        heard
            Called after each case; the search stops when it says no.
        """
        while self.cases < until.cases and monotonic() < until.clock:
            case = self._take()
            if case is None:
                return
            self.cases += 1
            self._look_at(case)
            if not heard():
                return

    def _take(self) -> Case | None:
        case, self._next = self._next, None
        while case is None or case.bound <= self.ceiling:
            if not self._open:
                return None
            case = heappop(self._open)[2]
        return case

    def _look_at(self, case: Case) -> None:
        linear = self._solved(case)
        if linear.values is None:
            return
        low, high, _ = self._question(case)
        within = bound_of(self._model, linear.prices, low, high)
        bound = min(case.bound, within.value)
        if self.cases % ROUNDED_EVERY == 1:
            self._round(linear, linear.values)
        if bound <= self.ceiling:
            return
        tighten(self._model, within, low, high, above=self.ceiling)
        known = Question(low, high, linear.corner)
        found = self._guide.decide(linear.values, bound, known, ceiling=self.ceiling)
        if found is None:
            self._keep(chosen_in(self._model, linear.values))
        else:
            self._split(bound, known, found)

    def _solved(self, case: Case) -> Linear:
        """Return the optimum of a case, and make the first of the open ones known meanwhile."""
        if case.linear is not None:
            return case.linear
        other = self._open[0][2] if self._open else None
        if other is None or other.linear is not None or other.bound <= self.ceiling:
            return self._solvers.one(self._question(case), ceiling=self.ceiling)
        found, other.linear = self._solvers.both(
            self._question(case), self._question(other), ceiling=self.ceiling
        )
        return found

    def _question(self, case: Case) -> Question:
        low, high = self._model.low.copy(), self._model.high.copy()
        low[case.things], high[case.things] = case.low, case.high
        return Question(low, high, case.begin)

    def _round(self, linear: Linear, values: Floats) -> None:
        paid = prices_of(self._problem, linear.prices)
        if rounded(self._choice, values[: self._model.whole], paid):
            seed = self._seed + self.cases
            improve(self._choice, paid, rounds=ROUNDS, seed=seed, passes=PASSES)
            self._keep(self._choice.chosen)

    def _keep(self, chosen: Bools) -> None:
        self._choice.become(chosen.copy())
        points = self._choice.points()
        if points > self.value:
            self.best, self.value = self._choice.chosen.copy(), points
            self.ceiling = max(self.ceiling, above(points, self._gap))

    def _split(self, bound: float, case: Question, found: Decision) -> None:
        most, least = case.high.copy(), case.low.copy()
        most[found.thing], least[found.thing] = found.down, found.down + 1.0
        below = self._case(min(bound, found.below), case._replace(high=most), found.tried[0])
        over = self._case(min(bound, found.above), case._replace(low=least), found.tried[1])
        likely, other = (below, over) if below.bound > over.bound else (over, below)
        if other.bound > self.ceiling:
            self._order += 1
            heappush(self._open, (-other.bound, self._order, other))
        self._next = likely

    def _case(self, bound: float, question: Question, linear: Linear | None) -> Case:
        low, high, begin = question
        things = np.flatnonzero((low != self._model.low) | (high != self._model.high))
        return Case(bound, things, low[things], high[things], linear, begin)


def above(value: float, gap: float) -> float:
    """Return how far above a value nobody looks for a better one."""
    # a gap is told as part of the bound, which is the smaller of the two below zero
    part = gap if value >= 0 else gap / (1 + gap)
    return value + max(part * abs(value), 1e-9) if np.isfinite(value) else value
