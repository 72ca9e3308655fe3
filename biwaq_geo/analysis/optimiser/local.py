"""Make a choice better by taking parts of it away and filling up again."""

import numpy as np

from biwaq_geo.analysis.optimiser.problem import Floats, Indices
from biwaq_geo.analysis.optimiser.rounding import fill
from biwaq_geo.analysis.optimiser.search import Choice

BETTER = 1e-9
"""A choice must be better by this part of its points to count as better."""

MOST_AWAY = 5


def improve(choice: Choice, paid: Floats, *, rounds: int, seed: int, passes: int = 10) -> None:
    """Exchange one option at a time while that helps, then several at once, at random.

    It ends after a number of trials, not of seconds: the same seed gives the same choice.

    Parameters
    ----------
    paid
        Price of each option, see `rounding.rounded`.
    rounds
        How many times several options at once are tried.
    passes
        How many times at most all options are tried one by one.
    """
    chance = np.random.default_rng(seed)
    for _ in range(passes):
        if not _one_by_one(choice, paid, chance):
            break
    for _ in range(rounds):
        loose = _loose(choice)
        if len(loose) < 2:  # noqa: PLR2004 -- one at a time has been tried
            return
        count = int(chance.integers(2, min(MOST_AWAY, len(loose)) + 1))
        _try(choice, paid, chance.choice(loose, size=count, replace=False), bar_first=False)


def _one_by_one(choice: Choice, paid: Floats, chance: np.random.Generator) -> bool:
    better = False
    for option in chance.permutation(_loose(choice)):
        if choice.chosen[option]:
            better |= _try(choice, paid, np.array([option]), bar_first=True)
    return better


def _loose(choice: Choice) -> Indices:
    return np.setdiff1d(np.flatnonzero(choice.chosen), choice.problem.wanted)


def _try(choice: Choice, paid: Floats, away: Indices, *, bar_first: bool) -> bool:
    """Take options away and fill up; go back unless that is better."""
    before, points = choice.chosen.copy(), choice.points()
    for option in away:
        if not choice.needed(int(option)):
            choice.drop(int(option))
    fill(choice, paid, without=int(away[0]) if bar_first else None)
    if choice.points() > points + BETTER * max(1.0, abs(points)):
        return True
    choice.become(before)
    return False
