"""A choice with what no choice exceeds beside it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from biwaq_geo.analysis.optimiser.problem import Bools


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


@dataclass(frozen=True, slots=True)
class Aim:
    """How far a search goes: to this gap, time of the clock and count of cases; who hears of it."""

    gap: float
    clock: float
    cases: float
    heard: Callable[[Found], bool]
