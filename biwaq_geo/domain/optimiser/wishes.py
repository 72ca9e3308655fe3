"""What a choice of uses and measures is to bring, and within which rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID


class Objective(StrEnum):
    """What a choice is valued by; each from 0 to 100 points, cost below 0.

    100 points are what could be had if money and rules were no object: every vacant front,
    everybody within reach of every need, the most jobs in each unit, the best measure on each
    section, a fitting use beside every use. At a cost of -100 points, the
    money would do for the cheapest thing at every place.
    """

    FRONTS = "fronts"
    INHABITANTS = "inhabitants"
    PARTICIPANTS = "participants"
    JOBS = "jobs"
    STREET = "street"
    NEIGHBOURS = "neighbours"
    COST = "cost"


USUAL: Mapping[Objective, float] = {
    Objective.FRONTS: 1.0,
    Objective.INHABITANTS: 1.0,
    Objective.PARTICIPANTS: 1.0,
    Objective.JOBS: 1.0,
    Objective.STREET: 0.5,
    Objective.NEIGHBOURS: 0.25,
    Objective.COST: 0.25,
}
"""Weights to begin with: an assumption, and as such shown and to be changed."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A use that must come into a unit, or must not; without a use: nothing comes there."""

    unit_id: UUID
    use_key: str | None
    wanted: bool


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked for.

    Attributes
    ----------
    budget_eur
        What the town can spend: own shares, and running costs over the months.
    hours
        Of the town hall's staff; None where they do not matter.
    start, months
        When the uses begin and how long they run.
    weights
        How much each objective counts, from 0; only their ratio matters.
    funding
        Keys of the lines that may pay.
    most_per_use
        How often a type of use or measure is chosen at most; None for no limit.
    least_per_axis
        How many things at least are done in each shopping axis in which anything is possible.
    most_share_per_axis
        Share of the budget (0 to 1) that one axis gets at most; None for no limit.
    apart
        Whether uses that disturb each other are kept from being neighbours.
    measures
        Whether measures on street sections are chosen from, too.
    red
        Whether uses and measures with a red permit light are.
    locks
        Decided by hand.
    """

    budget_eur: float
    start: date
    hours: float | None = None
    months: int = 12
    weights: Mapping[Objective, float] = field(default_factory=lambda: dict(USUAL))
    funding: tuple[str, ...] = ()
    most_per_use: int | None = 3
    least_per_axis: int = 0
    most_share_per_axis: float | None = None
    apart: bool = True
    measures: bool = True
    red: bool = False
    locks: tuple[Lock, ...] = ()
