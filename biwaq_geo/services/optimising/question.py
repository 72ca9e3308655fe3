"""The question to the optimiser, built from the register, the catalogues and the wishes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

import numpy as np

from biwaq_geo.analysis.optimiser.problem import NO_NEED, Problem, no_pairs
from biwaq_geo.domain.assumptions import REACH_MINUTES, WALK_SPEED
from biwaq_geo.domain.catalogue import Catalogues
from biwaq_geo.domain.catalogue_values import Band
from biwaq_geo.domain.errors.optimising import (
    BudgetTooSmallError,
    LinesExcludeError,
    NoObjectiveError,
    NothingPricedError,
    NothingVacantError,
)
from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.optimiser.rules import Rule
from biwaq_geo.domain.optimiser.wishes import Objective, Wishes
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.optimising.asked_rules import rules_asked
from biwaq_geo.services.optimising.covering import MINUTES, WALK, Covers, covers_of
from biwaq_geo.services.optimising.measures import measure_options
from biwaq_geo.services.optimising.nearby import fitting, neighbours
from biwaq_geo.services.optimising.scales import ALL, each_alone, scales
from biwaq_geo.services.optimising.uses import axes_of, fronts_of, use_options, vacant_units
from biwaq_geo.services.ports import Town
from biwaq_geo.services.reach import Walkers


class NoteKind(StrEnum):
    """What those who read the answer should know of the data below it."""

    FRONTS_GUESSED = "fronts_guessed"
    NOBODY_KNOWN = "nobody_known"
    NO_PARTICIPANTS = "no_participants"
    UNITS_WITHOUT_OPTION = "units_without_option"


@dataclass(frozen=True, slots=True)
class Note:
    """One such thing, with how many of how many it is true of."""

    kind: NoteKind
    count: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A problem with the words for what is in it.

    Attributes
    ----------
    options, rules
        What the numbers of the problem stand for.
    alone
        The same choice with each objective alone, in points from 0 to 100.
    weights
        Of the objectives; they add up to 1.
    of_budget
        Rows "at most" that follow the budget, and which share of it is their limit.
    walks
        Walking speed, km/h, and minutes that people walk, by the keys of `covering`.
    covers
        Who lives within reach of the places at each value of these; the expected one is that of
        the problem.
    """

    options: Sequence[Option]
    problem: Problem
    rules: Sequence[Rule]
    alone: Mapping[Objective, Problem]
    weights: Mapping[Objective, float]
    notes: Sequence[Note]
    of_budget: Mapping[int, float]
    scale: Mapping[Objective, float]
    walks: Mapping[str, Band]
    covers: Covers


def question(town: Town, catalogues: Catalogues, wishes: Wishes, walked: Walkers) -> Question:
    """Build the question.

    Parameters
    ----------
    walked
        Whoever walks to the uses, see `services.reach.walkers`.

    Raises
    ------
    NothingVacantError, NothingPricedError, NoObjectiveError, BudgetTooSmallError
        There is nothing to choose from, or nothing to choose by or to pay with.
    LinesExcludeError, LockImpossibleError
        The wishes name funding lines that exclude each other, or lock in what cannot be.
    """
    _check_lines(wishes, catalogues)
    units = vacant_units(town.store.units())
    fronts = fronts_of(units)
    axes = axes_of(units, town.layer("sections"))
    options = list(use_options(units, catalogues, wishes, axes=axes, fronts=fronts))
    used = {option.place for option in options}
    if wishes.measures:
        options += measure_options(town.layer("sections"), catalogues, wishes)
    _check_options(options, units, wishes)
    near = neighbours(units)
    asked = rules_asked(options, wishes, catalogues, near)
    at_most, at_least = asked.rows()
    places = list(dict.fromkeys(option.place for option in options))
    number = {place: position for position, place in enumerate(places)}
    walks = {
        WALK: catalogues.assumptions[WALK_SPEED].value,
        MINUTES: catalogues.assumptions[REACH_MINUTES].value,
    }
    covers = covers_of(places, units, walked, bands=walks)
    bare = Problem(
        place=np.array([number[option.place] for option in options], np.intp),
        need=np.array([_need(option) for option in options], np.intp),
        gain=np.zeros(len(options)),
        cost=np.array([option.cost_eur for option in options]),
        covers=covers[WALK][0],
        demand=np.zeros((len(_NEEDS), len(walked.people.people))),
        at_most=at_most,
        at_least=at_least,
        pairs=no_pairs(len(options)),
        barred=np.array(asked.barred, np.intp),
        barred_rule=np.array(asked.barred_rule, np.intp),
    )
    scale = scales(bare, options)
    fronts_m = sum(fronts.metres.values())
    alone = each_alone(bare, options, walked, scale=scale, fronts_m=fronts_m)
    pairs = fitting(near, options, catalogues.use_effects, points=ALL / max(1, len(near)))
    alone[Objective.NEIGHBOURS] = replace(bare, pairs=pairs)
    weights = _weights(wishes, alone)
    notes = _notes(walked, fronts_guessed=fronts.guessed, units=units, used=used)
    return Question(
        options, _weighed(bare, alone, weights), asked.rules, alone, weights, notes,
        asked.of_budget, scale, walks, covers,
    )  # fmt: skip


_NEEDS = ("supply", "learning", "meeting", "culture")


def _need(option: Option) -> int:
    return NO_NEED if option.need is None else _NEEDS.index(option.need)


def _check_lines(wishes: Wishes, catalogues: Catalogues) -> None:
    for one, other in combinations([catalogues.funding[key] for key in wishes.funding], 2):
        if one.excludes_line(other):
            raise LinesExcludeError(line=one.title, other=other.title)


def _check_options(
    options: Sequence[Option], units: Sequence[CommercialUnit], wishes: Wishes
) -> None:
    if not options:
        if not units:
            raise NothingVacantError
        raise NothingPricedError(count=len(units))
    cheapest = min(option.cost_eur for option in options)
    if wishes.budget_eur < cheapest:
        raise BudgetTooSmallError(budget=round(wishes.budget_eur), cheapest=round(cheapest))


def _weights(wishes: Wishes, alone: Mapping[Objective, Problem]) -> dict[Objective, float]:
    """Return the weights of what can be brought about here, adding up to 1."""
    asked = {key: max(0.0, wishes.weights.get(key, 0.0)) for key in Objective}
    useful = {key: asked[key] if _possible(alone[key]) else 0.0 for key in Objective}
    whole = sum(useful.values())
    if whole - useful[Objective.COST] <= 0:
        raise NoObjectiveError
    return {key: weight / whole for key, weight in useful.items()}


def _possible(alone: Problem) -> bool:
    return bool(alone.gain.any() or alone.demand.any() or len(alone.pairs.points))


def _weighed(
    bare: Problem, alone: Mapping[Objective, Problem], weights: Mapping[Objective, float]
) -> Problem:
    gain = sum((weights[key] * alone[key].gain for key in alone), start=bare.gain)
    demand = sum((weights[key] * alone[key].demand for key in alone), start=bare.demand)
    pairs, weight = alone[Objective.NEIGHBOURS].pairs, weights[Objective.NEIGHBOURS]
    pairs = replace(pairs, points=pairs.points * weight) if weight > 0 else bare.pairs
    return replace(bare, gain=gain, demand=demand, pairs=pairs)


def _notes(
    walked: Walkers, *, fronts_guessed: int, units: Sequence[CommercialUnit], used: set[str]
) -> list[Note]:
    found = []
    if fronts_guessed:
        found.append(Note(NoteKind.FRONTS_GUESSED, fronts_guessed, len(units)))
    if not walked.people.known:
        found.append(Note(NoteKind.NOBODY_KNOWN))
    if not walked.spread.share.any():
        found.append(Note(NoteKind.NO_PARTICIPANTS))
    idle = len(units) - len({str(unit.unit_id) for unit in units} & used)
    if idle:
        found.append(Note(NoteKind.UNITS_WITHOUT_OPTION, idle, len(units)))
    return found
