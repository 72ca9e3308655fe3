"""The scale of each objective: 100 points are what could be had without limits."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from biwaq_geo.analysis.optimiser.problem import Floats, Problem
from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.optimiser.wishes import Objective
from biwaq_geo.services.reach import Walkers

ALL = 100.0
"""Points of an objective that is reached as far as it can be."""


def each_alone(
    bare: Problem, options: Sequence[Option], walked: Walkers, *, fronts_m: float
) -> dict[Objective, Problem]:
    """Return the choice with each objective alone, but for neighbours."""

    def gain(values: Sequence[float], whole: float) -> Problem:
        scale = ALL / whole if whole > 0 else 0.0
        return replace(bare, gain=np.array(values, dtype=float) * scale)

    jobs, street = [o.jobs for o in options], [o.street for o in options]
    cost = [o.cost_eur for o in options]
    return {
        Objective.FRONTS: gain([o.front_m for o in options], fronts_m),
        Objective.INHABITANTS: _reaching(bare, walked.people.people),
        Objective.PARTICIPANTS: _reaching(bare, walked.spread.share),
        Objective.JOBS: gain(jobs, _best_of_each(bare, np.array(jobs))),
        Objective.STREET: gain(street, _best_of_each(bare, np.array(street))),
        Objective.COST: gain([-each for each in cost], -_best_of_each(bare, -np.array(cost))),
    }


def _best_of_each(bare: Problem, values: Floats) -> float:
    best = np.full(bare.places, -np.inf)
    np.maximum.at(best, bare.place, values)
    return float(best.sum())


def _reaching(bare: Problem, people: Floats) -> Problem:
    """Return the choice by people alone; each need that can be served counts the same."""
    served = np.unique(bare.need[bare.need >= 0])
    demand = np.zeros(bare.demand.shape)
    whole = float(people.sum())
    if whole > 0 and len(served):
        demand[served] = ALL * people / (whole * len(served))
    return replace(bare, demand=demand)
