"""What no choice can exceed, from prices of the rules.

For any prices of the rows, the points of every choice stay below

    sum over the rows of the dearer of their two ends
    + sum over the columns of the better of their two ends x (points - prices @ rows)

because every row is then paid at least for what it lets through (Lagrangian relaxation); a row
without a lower end takes no negative price. The solver's prices make that equal to the optimum
of the linear model; rounding in the solver makes it larger at worst, never too small.
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


def bound_of(
    model: Model, prices: Floats, low: Floats | None = None, high: Floats | None = None
) -> Bound:
    """Return the bound that the prices of the rows make.

    Parameters
    ----------
    low, high
        Ends of the columns, then of the rows, in place of those of the model.
    """
    low, high = model.low if low is None else low, model.high if high is None else high
    width = model.width
    paid = np.where(np.isfinite(low[width:]), prices, np.maximum(prices, 0.0))
    paid = np.where(np.isfinite(high[width:]), paid, np.minimum(paid, 0.0))
    ends = np.where(paid > 0, high[width:], low[width:])
    worth = model.points - model.rows.T @ paid
    best = np.maximum(worth * low[:width], worth * high[:width])
    return Bound(float(paid[paid != 0] @ ends[paid != 0] + best.sum()), worth)


def open_above(model: Model, bound: Bound, value: float) -> tuple[Bools, Bools]:
    """Return the options that no choice above `value` has, and those that each has.

    An option whose change costs more of the bound than lies between it and the value keeps its
    own in every choice above that (reduced-cost fixing).
    """
    worth = bound.worth[: model.whole]
    low, high = model.low[: model.whole], model.high[: model.whole]
    # a hair of room, so that an equally good choice is not lost to rounding
    spare = bound.value - value + 1e-9 * max(1.0, abs(bound.value))
    return (high <= 0) | ((low < high) & (-worth > spare)), (low > 0) | (
        (low < high) & (worth > spare)
    )


def tighten(model: Model, bound: Bound, low: Floats, high: Floats, *, above: float) -> None:
    """Narrow the ends, in place, to what a choice above a value can have.

    Every column is 0 or 1 in the best of the choices, which is what the ends are for.

    Parameters
    ----------
    bound
        Made between the same ends.
    """
    width = model.width
    spare = bound.value - above + 1e-9 * max(1.0, abs(bound.value))
    high[:width] = np.where(-bound.worth > spare, low[:width], high[:width])
    low[:width] = np.where(bound.worth > spare, high[:width], low[:width])
