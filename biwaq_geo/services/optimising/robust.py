"""How robust a choice is against the exchanges that come nearest to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from biwaq_geo.analysis.optimiser.problem import points_of
from biwaq_geo.analysis.robustness import Robustness, exceeding, response, robustness
from biwaq_geo.domain.catalogue_values import Band
from biwaq_geo.domain.optimiser.answer import Answer, Pick
from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.optimiser.wishes import Objective
from biwaq_geo.services.optimising.question import Question

MOST_EXCHANGES = 5
COST, JOBS, STREET = "cost", "jobs", "street"
_BANDS = {COST: "cost_band", JOBS: "jobs_band", STREET: "street_band"}
_OBJECTIVES = {COST: Objective.COST, JOBS: Objective.JOBS, STREET: Objective.STREET}
_SIGN = {COST: -1.0, JOBS: 1.0, STREET: 1.0}


@dataclass(frozen=True, slots=True, eq=False)
class Rivals:
    """A choice with its nearest exchanges, and how robust it is against them.

    Attributes
    ----------
    exchanges
        Picks that would be exchanged, in the order of the alternatives from 1 on; 0 is the
        choice itself.
    bands
        By the key of an assumption: the figure of one thing that stands for it.
    over_budget
        For each alternative the draws in which it costs more than the budget.
    """

    exchanges: Sequence[Pick]
    found: Robustness
    bands: Mapping[str, Band]
    over_budget: Sequence[int]


def rivals(asked: Question, told: Answer, *, budget_eur: float) -> Rivals:
    """Return how often the choice stays ahead of its nearest exchanges.

    What varies are the costs of each type of use and measure, its jobs and training places, its
    effect on the street, the walking speed and the minutes that people walk, from low over
    expected to high. Who is reached is counted at the ends of each, which were searched for with
    the question; between them it is taken to follow straight lines.
    """
    exchanges = sorted(
        (pick for pick in told.picks if pick.instead is not None), key=lambda pick: pick.behind
    )[:MOST_EXCHANGES]
    chosen = [pick.option for pick in told.picks]
    plans = [chosen, *(_exchanged(chosen, pick) for pick in exchanges)]
    behind = [0.0, *(pick.behind for pick in exchanges)]
    bands = _bands(plans)
    bands |= {key: band for key, band in asked.walks.items() if band.low < band.high}

    def cost(levels: Mapping[str, int]) -> list[float]:
        return [
            sum(option.cost_eur for option in plan)
            + sum(_added(plan, key, levels[key]) for key in levels if key.startswith(f"{COST}."))
            for plan in plans
        ]

    def evaluate(levels: Mapping[str, int]) -> list[float]:
        return [
            told.sure.value - less + sum(_moved(asked, plan, key, levels[key]) for key in levels)
            for plan, less in zip(plans, behind, strict=True)
        ]

    return Rivals(
        exchanges,
        robustness(response(evaluate, list(bands))),
        bands,
        exceeding(response(cost, list(bands)), budget_eur),
    )


def _exchanged(chosen: Sequence[Option], pick: Pick) -> list[Option]:
    kept = [option for option in chosen if option is not pick.option]
    return kept if pick.instead is None else [*kept, pick.instead]


def _bands(plans: Sequence[Sequence[Option]]) -> dict[str, Band]:
    found: dict[str, Band] = {}
    for option in (option for plan in plans for option in plan):
        for kind, name in _BANDS.items():
            band: Band = getattr(option, name)
            if band.low < band.high:
                found.setdefault(f"{kind}.{option.key}", band)
    return found


def _moved(asked: Question, plan: Sequence[Option], key: str, end: int) -> float:
    """Return the points by which a plan changes when one assumption goes to its end."""
    if key in asked.walks:
        return _reaching(asked, plan, asked.covers[key][end])
    kind = key.partition(".")[0]
    objective = _OBJECTIVES[kind]
    moved = _added(plan, key, end)
    return _SIGN[kind] * moved * asked.weights[objective] * asked.scale[objective]


def _added(plan: Sequence[Option], key: str, end: int) -> float:
    """Return what a plan has more of one thing when its assumption goes to its end."""
    kind, _, what = key.partition(".")
    more = 0.0
    for option in plan:
        if option.key == what:
            band: Band = getattr(option, _BANDS[kind])
            more += (band.high if end > 0 else band.low) - band.expected
    return more


def _reaching(asked: Question, plan: Sequence[Option], covers: csr_array) -> float:
    """Return the points that people within reach add when these are reached."""
    wanted = set(plan)
    chosen = np.array([option in wanted for option in asked.options], dtype=bool)
    moved = replace(asked.problem, covers=covers)
    return points_of(moved, chosen) - points_of(asked.problem, chosen)
