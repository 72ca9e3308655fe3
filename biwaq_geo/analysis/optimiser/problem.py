"""What is chosen from, what counts and what limits the choice, as arrays."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]

NO_NEED = -1
"""In place of the number of a need: the option brings nobody anything within walking reach."""

TIE = 1e-7
"""Part of the points that the cost of everything takes away: of equals the cheaper one wins."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Linear rules over the options, one row each: `matrix @ chosen` against `limit`.

    Attributes
    ----------
    matrix
        Rules x options; nothing in it is negative.
    rule
        Number of the rule that each row belongs to: several rows may be one rule in words.
    """

    matrix: csr_array
    limit: Floats
    rule: Indices


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Points for two options near each other that fit, each pair counted once.

    Attributes
    ----------
    first, second
        Pairs x options, 1 where the option counts as that side of the pair. The options of
        one side lie at one place.
    points
        What each pair brings when both sides are chosen, above 0.
    """

    first: csr_array
    second: csr_array
    points: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Options at places, of which at most one is chosen at each place.

    Attributes
    ----------
    place
        Number of the place (a unit or a section) of each option, from 0 without a gap.
    need
        Number of the need that the option serves within walking reach, or `NO_NEED`.
    gain
        Points of each option for itself; may be negative.
    cost
        Euros of each option; breaks ties.
    covers
        Places x demand, not 0 where the demand is within reach of the place.
    demand
        Needs x demand: points for having the need served within reach, not negative.
    at_most, at_least
        Rules: the sum of a row stays at or below, or reaches, its limit.
    wanted, barred
        Options that are locked in and out, with the number of the rule of each.
    pairs
        Options that fit beside each other.
    """

    place: Indices
    need: Indices
    gain: Floats
    cost: Floats
    covers: csr_array
    demand: Floats
    at_most: Rows
    at_least: Rows
    pairs: Pairs
    wanted: Indices = field(default_factory=lambda: np.zeros(0, np.intp))
    wanted_rule: Indices = field(default_factory=lambda: np.zeros(0, np.intp))
    barred: Indices = field(default_factory=lambda: np.zeros(0, np.intp))
    barred_rule: Indices = field(default_factory=lambda: np.zeros(0, np.intp))

    @property
    def options(self) -> int:
        """How many options there are."""
        return len(self.place)

    @property
    def places(self) -> int:
        """How many places there are."""
        return int(self.covers.shape[0])

    def tie(self) -> Floats:
        """Return the points that ties are broken by: next to nothing, the dearer the more."""
        total = float(np.abs(self.cost).sum())
        scale = float(np.abs(self.gain).max(initial=0.0) + self.demand.sum())
        return np.zeros(self.options) if total <= 0 else self.cost * (TIE * scale / total)


def no_rows(options: int) -> Rows:
    """Return rules that are none."""
    return Rows(csr_array((0, options)), np.zeros(0), np.zeros(0, np.intp))


def no_pairs(options: int) -> Pairs:
    """Return pairs that are none."""
    empty = csr_array((0, options))
    return Pairs(empty, empty, np.zeros(0))


def points_of(problem: Problem, chosen: Bools) -> float:
    """Return the points of a choice, ties left out.

    Parameters
    ----------
    chosen
        One truth value for each option.
    """
    total = float(problem.gain[chosen].sum())
    for need in range(len(problem.demand)):
        places = problem.place[chosen & (problem.need == need)]
        reached = np.asarray(problem.covers[places].sum(axis=0)).ravel() > 0
        total += float(problem.demand[need][reached].sum())
    picked = chosen.astype(float)
    both = (problem.pairs.first @ picked > 0) & (problem.pairs.second @ picked > 0)
    return total + float(problem.pairs.points[both].sum())
