"""The part of a problem that is still open when some options are surely in and others out."""

from dataclasses import replace

import numpy as np

from biwaq_geo.analysis.optimiser.classes import merged
from biwaq_geo.analysis.optimiser.problem import Bools, Indices, Pairs, Problem, Rows


def narrowed(problem: Problem, kept: Indices, sure: Bools) -> Problem:
    """Return the problem of the options that are kept, in their order.

    Every choice of them that has all sure ones keeps its points and breaks the same rules.
    What a sure option reaches counts as its own, which leaves less demand to decide on.

    Parameters
    ----------
    kept
        Numbers of options in rising order, none of them barred.
    sure
        One truth value for each option: it is in; all of them are kept.
    """
    gain, demand = problem.gain.copy(), problem.demand.copy()
    for need in range(len(demand)):
        serving = np.flatnonzero(sure & (problem.need == need))
        if len(serving):
            reached = np.asarray(problem.covers[problem.place[serving]].sum(axis=0)).ravel() > 0
            gain[serving[0]] += demand[need, reached].sum()
            demand[need, reached] = 0.0
    places = np.unique(problem.place[kept])
    wanted = np.flatnonzero(sure[kept])
    return merged(
        replace(
            problem,
            place=np.searchsorted(places, problem.place[kept]),
            need=problem.need[kept],
            gain=gain[kept],
            cost=problem.cost[kept],
            covers=problem.covers[places],
            demand=demand,
            at_most=_rows(problem.at_most, kept),
            at_least=_rows(problem.at_least, kept),
            pairs=_pairs(problem.pairs, kept),
            wanted=wanted,
            wanted_rule=np.zeros(len(wanted), np.intp),
            barred=np.zeros(0, np.intp),
            barred_rule=np.zeros(0, np.intp),
        )
    )


def _rows(rows: Rows, kept: Indices) -> Rows:
    return replace(rows, matrix=rows.matrix[:, kept])


def _pairs(pairs: Pairs, kept: Indices) -> Pairs:
    first, second = pairs.first[:, kept], pairs.second[:, kept]
    both = np.flatnonzero((np.diff(first.indptr) > 0) & (np.diff(second.indptr) > 0))
    return Pairs(first[both], second[both], pairs.points[both])
