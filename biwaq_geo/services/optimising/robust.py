"""How robust a choice is against the exchanges that come nearest to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biwaq_geo.analysis.robustness import Robustness, response, robustness
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
    """

    exchanges: Sequence[Pick]
    found: Robustness
    bands: Mapping[str, Band]


def rivals(asked: Question, told: Answer) -> Rivals:
    """Return how often the choice stays ahead of its nearest exchanges.

    What varies are the costs of each type of use and measure, its jobs and training places and
    its effect on the street, from low over expected to high.
    """
    exchanges = sorted(
        (pick for pick in told.picks if pick.instead is not None), key=lambda pick: pick.behind
    )[:MOST_EXCHANGES]
    chosen = [pick.option for pick in told.picks]
    plans = [chosen, *(_exchanged(chosen, pick) for pick in exchanges)]
    behind = [0.0, *(pick.behind for pick in exchanges)]
    bands = _bands(plans)

    def evaluate(levels: Mapping[str, int]) -> list[float]:
        return [
            told.sure.value - less + sum(_moved(asked, plan, key, levels[key]) for key in levels)
            for plan, less in zip(plans, behind, strict=True)
        ]

    return Rivals(exchanges, robustness(response(evaluate, list(bands))), bands)


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
    kind, _, what = key.partition(".")
    moved = 0.0
    for option in plan:
        if option.key == what:
            band: Band = getattr(option, _BANDS[kind])
            moved += (band.high if end > 0 else band.low) - band.expected
    objective = _OBJECTIVES[kind]
    return _SIGN[kind] * moved * asked.weights[objective] * asked.scale[objective]
