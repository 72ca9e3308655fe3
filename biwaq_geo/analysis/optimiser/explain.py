"""Why each pick is in, instead of what, and why the best one left out is not."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from biwaq_geo.analysis.optimiser.problem import Bools, Problem
from biwaq_geo.analysis.optimiser.search import ROOM, Choice


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an option is chosen.

    Attributes
    ----------
    option
        The option.
    adds
        Points that would be lost without it, nothing put in its place.
    instead
        Best other option that would fit in its place, at any place; None where none would.
    behind
        Points by which that choice would be worse; negative only if the choice is not the best.
    """

    option: int
    adds: float
    instead: int | None
    behind: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The option at a place without any that would add most.

    Attributes
    ----------
    adds
        Points that it would add to the choice.
    rules
        Numbers of the rules that keep it out as things stand; none where it is barred by hand
        or would add nothing.
    lacking
        For each of them by how much the limit is too small.
    drop
        Pick that would have to go for it, the one whose going costs least; None where no single
        one makes room.
    behind
        Points by which the choice with that exchange would be worse.
    """

    option: int
    adds: float
    rules: Sequence[int]
    lacking: Sequence[float]
    drop: int | None
    behind: float


def reasons(problem: Problem, chosen: Bools) -> list[Reason]:
    """Return the reason of every pick, the one first that adds most."""
    choice = Choice(problem)
    choice.become(chosen)
    whole = choice.points()
    found = []
    for option in np.flatnonzero(chosen):
        choice.drop(int(option))
        without = choice.points()
        fits = choice.possible()
        fits[option] = False
        after = np.where(fits, without + choice.gains(), -np.inf)
        best = int(after.argmax())
        there = bool(fits.any())
        found.append(
            Reason(
                int(option),
                adds=whole - without,
                instead=best if there else None,
                behind=whole - float(after[best]) if there else 0.0,
            )
        )
        choice.take(int(option))
    return sorted(found, key=lambda reason: (-reason.adds, reason.option))


def best_left_out(problem: Problem, chosen: Bools) -> LeftOut | None:
    """Return what is said of the best option at a place without any; None where there is none."""
    choice = Choice(problem)
    choice.become(chosen)
    taken = np.zeros(problem.places, dtype=bool)
    taken[problem.place[chosen]] = True
    open_ = ~taken[problem.place] & ~choice.barred
    if not open_.any():
        return None
    gains = np.where(open_, choice.gains(), -np.inf)
    option = int(gains.argmax())
    whole, drop, behind = choice.points(), None, 0.0
    for pick in np.setdiff1d(np.flatnonzero(chosen), problem.wanted):
        if choice.needed(int(pick)):
            continue
        choice.drop(int(pick))
        if choice.possible()[option]:
            loss = whole - choice.points() - float(choice.gains()[option])
            if drop is None or loss < behind:
                drop, behind = int(pick), loss
        choice.take(int(pick))
    rules, lacking = _against(problem, chosen, option)
    return LeftOut(option, float(gains[option]), rules, lacking, drop, behind)


def _against(problem: Problem, chosen: Bools, option: int) -> tuple[list[int], list[float]]:
    uses = problem.at_most.matrix[:, [option]].toarray().ravel()
    used = problem.at_most.matrix @ chosen.astype(float)
    over = used + uses - problem.at_most.limit
    rows = np.flatnonzero((uses > 0) & (over > ROOM * np.maximum(1.0, problem.at_most.limit)))
    rules = [int(problem.at_most.rule[row]) for row in rows]
    return rules, [float(over[row]) for row in rows]
