"""The scale of each objective: 100 points are what could be had without limits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from biwaq_geo.analysis.optimiser.problem import Floats, Problem
from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.optimiser.wishes import Objective
from biwaq_geo.services.reach import Walkers

ALL = 100.0
"""Points of an objective that is reached as far as it can be."""


def scales(bare: Problem, options: Sequence[Option]) -> dict[Objective, float]:
    """Return the points, of each objective alone, for one euro, one job, one metre of points."""
    whole = {
        Objective.JOBS: _best_of_each(bare, np.array([o.jobs for o in options])),
        Objective.STREET: _best_of_each(bare, np.array([o.street for o in options])),
        Objective.COST: -_best_of_each(bare, -np.array([o.cost_eur for o in options])),
    }
    return {key: ALL / each if each > 0 else 0.0 for key, each in whole.items()}


def each_alone(
    bare: Problem,
    options: Sequence[Option],
    walked: Walkers,
    *,
    scale: Mapping[Objective, float],
    fronts_m: float,
) -> dict[Objective, Problem]:
    """Return the choice with each objective alone, but for neighbours."""

    def gain(values: Sequence[float], factor: float) -> Problem:
        return replace(bare, gain=np.array(values, dtype=float) * factor)

    return {
        Objective.FRONTS: gain([o.front_m for o in options], ALL / fronts_m if fronts_m else 0.0),
        Objective.INHABITANTS: _reaching(bare, walked.people.people),
        Objective.PARTICIPANTS: _reaching(bare, walked.spread.share),
        Objective.JOBS: gain([o.jobs for o in options], scale[Objective.JOBS]),
        Objective.STREET: gain([o.street for o in options], scale[Objective.STREET]),
        Objective.COST: gain([o.cost_eur for o in options], -scale[Objective.COST]),
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
