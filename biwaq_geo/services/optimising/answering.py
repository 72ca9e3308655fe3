"""A choice put into words: what it brings, why each pick is in, what is the best left out."""

from collections.abc import Sequence

import numpy as np

from biwaq_geo.analysis.optimiser.check import broken
from biwaq_geo.analysis.optimiser.conflict import conflict
from biwaq_geo.analysis.optimiser.explain import best_left_out, reasons
from biwaq_geo.analysis.optimiser.found import Found
from biwaq_geo.analysis.optimiser.problem import Bools, points_of
from biwaq_geo.domain.errors.optimising import ProofFailedError, RulesContradictError
from biwaq_geo.domain.optimiser.answer import Answer, HowSure, Pick, Unchosen
from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.optimiser.wishes import Objective
from biwaq_geo.services.optimising.question import Question

SEED = 1


def answer(asked: Question, found: Found, *, seconds: float, limit_s: float, solver: str) -> Answer:
    """Return what is told of a choice.

    Raises
    ------
    RulesContradictError
        No choice keeps the rules; with a smallest set that contradicts itself.
    ProofFailedError
        No choice is known, or it breaks a rule when counted again.
    """
    chosen = found.chosen
    if chosen is None:
        raise _why_nothing(asked, found)
    if broken(asked.problem, chosen):
        raise ProofFailedError(found="; ".join(broken(asked.problem, chosen)))
    picked = [asked.options[number] for number in np.flatnonzero(chosen).tolist()]
    return Answer(
        picks=_picks(asked, chosen),
        unchosen=_unchosen(asked, chosen),
        totals=_totals(asked, chosen),
        cost_eur=sum(option.cost_eur for option in picked),
        grant_eur=sum(option.grant_eur for option in picked),
        hours=sum(option.hours for option in picked),
        sure=HowSure(
            value=found.value,
            bound=found.bound,
            gap=found.gap,
            seed=SEED,
            seconds=seconds,
            limit_s=limit_s,
            solver=solver,
        ),
    )


def _why_nothing(asked: Question, found: Found) -> RulesContradictError | ProofFailedError:
    named = conflict(asked.problem, seed=SEED)
    if not named:
        return ProofFailedError(found=f"{found.bound:g}")
    return RulesContradictError(rules=[asked.rules[number] for number in named])


def _picks(asked: Question, chosen: Bools) -> Sequence[Pick]:
    whole = _totals(asked, chosen)
    found = []
    for reason in reasons(asked.problem, chosen):
        without = chosen.copy()
        without[reason.option] = False
        less = _totals(asked, without)
        found.append(
            Pick(
                option=asked.options[reason.option],
                adds=reason.adds,
                by_objective={key: asked.weights[key] * (whole[key] - less[key]) for key in whole},
                instead=_option(asked, reason.instead),
                behind=reason.behind,
            )
        )
    return found


def _unchosen(asked: Question, chosen: Bools) -> Unchosen | None:
    left = best_left_out(asked.problem, chosen)
    if left is None:
        return None
    against = zip(left.rules, left.lacking, strict=True)
    return Unchosen(
        option=asked.options[left.option],
        adds=left.adds,
        against=[(asked.rules[rule], lacking) for rule, lacking in against],
        drop=_option(asked, left.drop),
        behind=left.behind,
    )


def _option(asked: Question, number: int | None) -> Option | None:
    return None if number is None else asked.options[number]


def _totals(asked: Question, chosen: Bools) -> dict[Objective, float]:
    return {key: points_of(alone, chosen) for key, alone in asked.alone.items()}
