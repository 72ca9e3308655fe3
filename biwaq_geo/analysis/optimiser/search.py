"""A choice that is added to and taken from, with its points and what it uses up."""

import numpy as np
from scipy.sparse import csc_array, csr_array

from biwaq_geo.analysis.optimiser.problem import Bools, Floats, Indices, Problem

ROOM = 1e-9
"""A rule that is met exactly must not fail by the rounding of its sum."""


class Choice:
    """A choice under way: what one more option brings, and what the rules still allow."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._reach, self._slot = _reach(problem)
        self._serving = np.flatnonzero(problem.need >= 0)
        self._demand = problem.demand.ravel()
        self._at_most = csc_array(problem.at_most.matrix)
        self._at_least = csc_array(problem.at_least.matrix)
        uses = problem.at_most.matrix.tocoo()
        self._row, self._column = uses.coords
        self._use = uses.data
        self._slack_for = ROOM * np.maximum(1.0, problem.at_most.limit)
        sides = (problem.pairs.first, problem.pairs.second)
        self._sides_of = tuple(csc_array(side) for side in sides)
        self._options_of = tuple(csr_array(side.T) for side in sides)
        self._gain = problem.gain - problem.tie()
        self.barred: Bools = np.zeros(problem.options, dtype=bool)
        self.barred[problem.barred] = True
        self.clear()

    def clear(self) -> None:
        """Choose nothing."""
        problem = self.problem
        self.chosen: Bools = np.zeros(problem.options, dtype=bool)
        self._taken = np.zeros(problem.places, dtype=bool)
        self._reached = np.zeros(problem.demand.size, dtype=np.intp)
        self._used = np.zeros(len(problem.at_most.limit))
        self._met = np.zeros(len(problem.at_least.limit))
        self._sides = np.zeros((2, len(problem.pairs.points)))

    def take(self, option: int) -> None:
        """Choose an option that is not chosen."""
        self._change(option, 1)

    def drop(self, option: int) -> None:
        """Choose no longer an option that is chosen."""
        self._change(option, -1)

    def become(self, chosen: Bools) -> None:
        """Choose exactly these options."""
        for option in np.flatnonzero(self.chosen & ~chosen):
            self.drop(int(option))
        for option in np.flatnonzero(chosen & ~self.chosen):
            self.take(int(option))

    def gains(self) -> Floats:
        """Return the points that each option would bring at this moment."""
        problem = self.problem
        found = self._gain.copy()
        open_ = np.where(self._reached == 0, self._demand, 0.0)
        found[self._serving] += (self._reach @ open_)[self._slot[self._serving]]
        points = problem.pairs.points
        if len(points):
            # a pair comes about with its second side, whichever that is
            first, second = self._sides > 0
            found += self._options_of[0] @ (points * (second & ~first))
            found += self._options_of[1] @ (points * (first & ~second))
        return found

    def possible(self) -> Bools:
        """Return the options that may be chosen in addition at this moment."""
        slack = self.problem.at_most.limit - self._used + self._slack_for
        bad = np.zeros(self.problem.options, dtype=bool)
        bad[self._column[self._use > slack[self._row]]] = True
        free: Bools = ~(bad | self._taken[self.problem.place] | self.barred)
        return free

    def helps(self) -> Floats:
        """Return by how much each option brings the rules "at least" nearer to being met."""
        lacking = self._met < self.problem.at_least.limit - ROOM
        return np.asarray(self.problem.at_least.matrix.T @ lacking.astype(float))

    def needed(self, option: int) -> bool:
        """Say whether a rule "at least" would fail without the option."""
        rows, amounts = _column(self._at_least, option)
        left = self._met[rows] - amounts
        return bool((left < self.problem.at_least.limit[rows] - ROOM).any())

    def complete(self) -> bool:
        """Say whether all rules "at least" are met."""
        return bool((self._met >= self.problem.at_least.limit - ROOM).all())

    def points(self) -> float:
        """Return the points of the choice, with what breaks ties."""
        both = (self._sides > 0).all(axis=0)
        return (
            float(self._gain[self.chosen].sum())
            + float(self._demand[self._reached > 0].sum())
            + float(self.problem.pairs.points[both].sum())
        )

    def _change(self, option: int, sign: int) -> None:
        problem = self.problem
        self.chosen[option] = self._taken[problem.place[option]] = sign > 0
        if problem.need[option] >= 0:
            slot = self._slot[option]
            start, stop = self._reach.indptr[slot : slot + 2]
            self._reached[self._reach.indices[start:stop]] += sign
        rows, amounts = _column(self._at_most, option)
        self._used[rows] += sign * amounts
        rows, amounts = _column(self._at_least, option)
        self._met[rows] += sign * amounts
        for side, of_option in zip(self._sides, self._sides_of, strict=True):
            side[_column(of_option, option)[0]] += sign


def _reach(problem: Problem) -> tuple[csr_array, Indices]:
    """Return what each need served at each place reaches, and which row of it each option is.

    Its columns are the demand for one need after the other.
    """
    places, width = problem.places, problem.demand.shape[1]
    serving = np.flatnonzero(problem.need >= 0)
    key, at = np.unique(
        problem.need[serving] * places + problem.place[serving], return_inverse=True
    )
    slot = np.zeros(problem.options, np.intp)
    slot[serving] = at
    need, place = np.divmod(key, max(1, places))
    rows = csr_array(problem.covers, dtype=np.float64)[place]
    columns = rows.indices + np.repeat(need * width, np.diff(rows.indptr))
    shape = (len(key), problem.demand.size)
    return csr_array((rows.data, columns, rows.indptr), shape=shape), slot


def _column(matrix: csc_array, option: int) -> tuple[Indices, Floats]:
    start, stop = matrix.indptr[option : option + 2]
    return matrix.indices[start:stop], matrix.data[start:stop]
