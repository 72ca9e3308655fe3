"""The tree of cases that closes the gap: half-chosen variables are decided one by one.

Each case is the linear model with some variables set to 0 or 1; its optimum bounds everything
below it. First "does this place serve this need" is decided, which moves more than a single
option does; when all of these are whole, single options are. HiGHS solves each case from where
it stood, which takes some milliseconds, and now and then a case is rounded to a better choice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from time import monotonic
from typing import NamedTuple

import numpy as np

from biwaq_geo.analysis.optimiser.bound import Bound, bound_of, fixed_by
from biwaq_geo.analysis.optimiser.local import improve
from biwaq_geo.analysis.optimiser.model import Model
from biwaq_geo.analysis.optimiser.problem import Bools, Floats, Indices, Problem
from biwaq_geo.analysis.optimiser.rounding import rounded
from biwaq_geo.analysis.optimiser.search import Choice
from biwaq_geo.analysis.optimiser.solver import Linear, LinearSolver

WHOLE = 1e-6
"""A variable this close to 0 or 1 is whole."""

ROUNDED_EVERY = 5
"""One case in so many is rounded."""

ROUNDS, PASSES = 10, 3


class Case(NamedTuple):
    """A case: no choice in it exceeds `bound`; these columns are 1, those are 0."""

    bound: float
    ones: tuple[int, ...] = ()
    zeros: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Until:
    """When to stop: at this gap, at this time of the clock or after so many cases."""

    gap: float = 0.0
    clock: float = float("inf")
    cases: float = float("inf")


class Tree:
    """The cases of one problem, the best choice so far and the bound on all others.

    Attributes
    ----------
    best
        None where no choice is known.
    value
        Its points, with what breaks ties; -inf where there is none.
    bound
        No choice exceeds it.
    """

    def __init__(
        self, problem: Problem, model: Model, *, solver: LinearSolver, root: Linear, seed: int
    ) -> None:
        self._problem, self._model, self._solver, self._seed = problem, model, solver, seed
        self._root: Bound = bound_of(model, root.prices)
        self._low, self._high = model.low.copy(), model.high.copy()
        self._choice = Choice(problem)
        self._cases = 0
        self._order = 0
        self._open: list[tuple[float, int, Case]] = []
        self._next: Case | None = Case(self._root.value)
        self.best: Bools | None = None
        self.value = -np.inf

    @property
    def bound(self) -> float:
        """What no choice exceeds."""
        ends = [self.value]
        if self._next is not None:
            ends.append(self._next.bound)
        if self._open:
            ends.append(-self._open[0][0])
        return min(max(ends), self._root.value)

    def round(self, linear: Linear, *, rounds: int = ROUNDS, passes: int = PASSES) -> None:
        """Make a choice of a solution of the linear model and keep it if it is better."""
        if linear.values is None:
            return
        paid = prices_of(self._problem, linear.prices)
        if rounded(self._choice, linear.values[: self._model.whole], paid):
            seed = self._seed + self._cases
            improve(self._choice, paid, rounds=rounds, seed=seed, passes=passes)
            self.keep(self._choice.chosen)

    def keep(self, chosen: Bools) -> None:
        """Keep a choice that obeys the rules if it is better than the best."""
        self._choice.become(chosen.copy())
        points = self._choice.points()
        if points > self.value:
            self.best, self.value = self._choice.chosen.copy(), points
            out, in_ = fixed_by(self._model, self._root, best=points)
            self._high[: self._model.whole][out] = 0.0
            self._low[: self._model.whole][in_] = 1.0

    def grow(self, until: Until, heard: Callable[[], bool] = lambda: True) -> None:
        """Go through cases until the gap is closed or it is time to stop.

        Parameters
        ----------
        heard
            Called after each case; the search stops when it says no.
        """
        ends = self._cases + until.cases
        while self._cases < ends and monotonic() < until.clock:
            case = self._take(until.gap)
            if case is None:
                return
            self._look_at(case, until.gap)
            if not heard():
                return

    def _take(self, gap: float) -> Case | None:
        case, self._next = self._next, None
        while case is None or self._good_enough(case.bound, gap):
            if not self._open or self._good_enough(-self._open[0][0], gap):
                # the bound stays that of what is left open
                if case is not None:
                    self._push(case)
                return None
            case = heappop(self._open)[2]
        return case

    def _good_enough(self, bound: float, gap: float) -> bool:
        return bound <= self.value + max(gap * abs(self.value), 1e-9)

    def _look_at(self, case: Case, gap: float) -> None:
        self._cases += 1
        low, high = self._low.copy(), self._high.copy()
        low[list(case.ones)] = 1.0
        high[list(case.zeros)] = 0.0
        if (low > high).any():
            return
        linear = self._solver.solve_within(low, high)
        if linear.values is None:
            return
        bound = min(case.bound, float(self._model.points @ linear.values))
        if self._good_enough(bound, gap):
            # closed, but what it leaves open counts
            self._push(Case(bound, case.ones, case.zeros))
            return
        if self._cases % ROUNDED_EVERY == 1:
            self.round(linear)
        self._split(case._replace(bound=bound), linear.values)

    def _split(self, case: Case, values: Floats) -> None:
        column = self._undecided(values)
        if column is None:
            self.keep(values[: self._model.whole] > 0.5)  # noqa: PLR2004 -- whole up to rounding
            return
        no = case._replace(zeros=(*case.zeros, column, *self._serving(column)))
        yes = case._replace(ones=(*case.ones, column))
        likely, other = (yes, no) if values[column] >= 0.5 else (no, yes)  # noqa: PLR2004
        self._push(other)
        self._next = likely

    def _undecided(self, values: Floats) -> int | None:
        """Return the column that is least whole, those of needs before those of options."""
        whole, needs = self._model.whole, len(self._problem.demand) * self._problem.places
        for first, last in ((whole, whole + needs), (0, whole)):
            part = values[first:last]
            distance = np.minimum(part, 1.0 - part)
            if len(part) and distance.max() > WHOLE:
                return first + int(distance.argmax())
        return None

    def _serving(self, column: int) -> Indices:
        """Return the options that serve the need of a column at its place."""
        if column < self._model.whole:
            return np.zeros(0, np.intp)
        need, place = divmod(column - self._model.whole, self._problem.places)
        return np.flatnonzero((self._problem.need == need) & (self._problem.place == place))

    def _push(self, case: Case) -> None:
        self._order += 1
        heappush(self._open, (-case.bound, self._order, case))


def prices_of(problem: Problem, prices: Floats) -> Floats:
    """Return what each option pays for the rules "at most", from the prices of the model."""
    rows = len(problem.at_most.limit)
    each = np.maximum(prices[problem.places : problem.places + rows], 0.0)
    return np.asarray(problem.at_most.matrix.T @ each)
