"""What the optimiser answers, with everything that is needed to ask the same again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.optimiser.rules import Rule
from biwaq_geo.domain.optimiser.wishes import Objective


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing that is chosen, and why.

    Attributes
    ----------
    adds
        Points that would be lost without it.
    by_objective
        The same by objective.
    instead
        The best other thing that would fit in its place; None where nothing would.
    behind
        Points by which that would be worse.
    """

    option: Option
    adds: float
    by_objective: Mapping[Objective, float]
    instead: Option | None
    behind: float


@dataclass(frozen=True, slots=True)
class Unchosen:
    """The best thing at a place where nothing is done, and what stands against it.

    Attributes
    ----------
    against
        Rules that it would break, with what is lacking of each.
    drop
        What would have to go for it; None where no single thing makes room.
    behind
        Points by which that exchange would be worse.
    """

    option: Option
    adds: float
    against: Sequence[tuple[Rule, float]]
    drop: Option | None
    behind: float


@dataclass(frozen=True, slots=True)
class HowSure:
    """How good a choice is for certain, and how it was found.

    Attributes
    ----------
    value, bound
        Points of the choice, and what no choice can exceed.
    gap
        By which share of the best possible points (0 to 1) it may lie below them.
    seconds
        Time that the search took.
    limit_s
        Time that it was allowed.
    """

    value: float
    bound: float
    gap: float
    seed: int
    seconds: float
    limit_s: float
    solver: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A choice with its reasons.

    Attributes
    ----------
    totals
        Points by objective.
    cost_eur, grant_eur, hours
        Expected sums over all picks.
    """

    picks: Sequence[Pick]
    unchosen: Unchosen | None
    totals: Mapping[Objective, float]
    cost_eur: float
    grant_eur: float
    hours: float
    sure: HowSure
