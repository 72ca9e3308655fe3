"""From options chosen in part to a choice that keeps the rules."""

import numpy as np

from biwaq_geo.analysis.optimiser.problem import Floats, Problem
from biwaq_geo.analysis.optimiser.search import Choice

WORTH = 1e-12
"""Less than this is nothing gained."""

SURE = 0.5
"""An option that is chosen by more than this is taken before all others are weighed."""


def rounded(choice: Choice, parts: Floats, paid: Floats) -> bool:
    """Make the choice from a solution of the linear model; False if rules "at least" stay open.

    Locked options come first, then what rules "at least" need, then options that the linear
    model is sure of, then whatever brings most above its price.

    Parameters
    ----------
    choice
        Anything; it begins anew.
    parts
        How much of each option the linear model chooses, 0 to 1.
    paid
        Price of each option: what it uses up of all rules.
    """
    choice.clear()
    for option in choice.problem.wanted:
        if not choice.possible()[option]:
            return False
        choice.take(int(option))
    if not _meet(choice, parts, paid):
        return False
    for option in np.argsort(-parts, kind="stable"):
        if parts[option] <= SURE:
            break
        if choice.possible()[option] and choice.gains()[option] > WORTH:
            choice.take(int(option))
    fill(choice, paid)
    return True


def fill(choice: Choice, paid: Floats, *, without: int | None = None) -> None:
    """Add options as long as any brings points, the one first that brings most above its price.

    Parameters
    ----------
    without
        Option that must not come first.
    """
    while True:
        gains = choice.gains()
        fits = choice.possible() & (gains > WORTH)
        if without is not None:
            fits[without] = False
            without = None
        if not fits.any():
            return
        choice.take(int(np.where(fits, gains - paid, -np.inf).argmax()))


def _meet(choice: Choice, parts: Floats, paid: Floats) -> bool:
    """Add what the rules "at least" need, by its share in the linear model, then by points."""
    while not choice.complete():
        helps = choice.helps()
        fits = choice.possible() & (helps > 0)
        if not fits.any():
            return False
        scale = 1.0 + float(np.abs(paid).max(initial=0.0))
        liking = parts + 1e-3 * (choice.gains() - paid) / scale
        choice.take(int(np.where(fits, liking, -np.inf).argmax()))
    return True


def prices_of(problem: Problem, prices: Floats) -> Floats:
    """Return what each option pays for the rules "at most", from the prices of the model."""
    rows = len(problem.at_most.limit)
    each = np.maximum(prices[problem.places : problem.places + rows], 0.0)
    return np.asarray(problem.at_most.matrix.T @ each)
