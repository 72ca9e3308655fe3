"""What no choice can exceed, from prices of the rules.

For any prices that are not negative, the points of every choice stay below

    prices @ limit + sum over the columns of the better of its two ends x (points - prices @ rows)

because every rule "at most" is then paid at least for what it lets through (Lagrangian
relaxation). The solver's prices make that equal to the optimum of the linear model; rounding in
the solver makes it larger at worst, never too small.
"""

from dataclasses import dataclass

import numpy as np

from biwaq_geo.analysis.optimiser.model import Model
from biwaq_geo.analysis.optimiser.problem import Bools, Floats


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A value that no choice exceeds.

    Attributes
    ----------
    worth
        What each column is worth above the prices that it pays.
    """

    value: float
    worth: Floats


def bound_of(model: Model, prices: Floats) -> Bound:
    """Return the bound that the prices of the rows make; negative prices count as none."""
    paid = np.maximum(prices, 0.0)
    worth = model.points - model.rows.T @ paid
    ends = np.maximum(worth * model.low, worth * model.high)
    return Bound(float(paid @ model.limit + ends.sum()), worth)


def fixed_by(model: Model, bound: Bound, *, best: float) -> tuple[Bools, Bools]:
    """Return the options that no better choice than `best` has, and those that each has.

    An option whose change costs more of the bound than lies between it and the best known
    choice keeps its value in every better one (reduced-cost fixing).
    """
    worth, room = bound.worth[: model.whole], bound.value - best
    # a hair of room, so that an equally good choice is not lost to rounding
    spare = room + 1e-9 * max(1.0, abs(bound.value))
    free = model.low[: model.whole] < model.high[: model.whole]
    return free & (-worth > spare), free & (worth > spare)
