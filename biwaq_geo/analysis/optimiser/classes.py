"""Demand that the same places reach is one demand: fewer of them, the same answer."""

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array

from biwaq_geo.analysis.optimiser.problem import Floats, Indices, Problem


def merged(problem: Problem) -> Problem:
    """Return the problem with one class for all demand that the same places reach.

    Exact: whatever is chosen reaches all of a class or none of it. Demand that no place
    reaches and that brings no points is left out.
    """
    by_demand = csr_array(problem.covers.T)
    by_demand.sort_indices()
    worth = np.asarray(problem.demand.sum(axis=0)).ravel() > 0
    kept = np.flatnonzero((np.diff(by_demand.indptr) > 0) & worth)
    first, label = _same_rows(by_demand, kept)
    points = np.zeros((len(problem.demand), len(first)))
    for need, each in enumerate(problem.demand):
        points[need] = np.bincount(label, weights=each[kept], minlength=len(first))
    covers = csr_array(by_demand[first].T) if len(first) else csr_array((problem.places, 0))
    return replace(problem, covers=covers, demand=_checked(points))


def _same_rows(rows: csr_array, kept: Indices) -> tuple[Indices, Indices]:
    """Return the first of each group of equal rows and the group of each, in `kept`'s order."""
    known: dict[bytes, int] = {}
    first: list[int] = []
    label = np.zeros(len(kept), np.intp)
    for at, row in enumerate(kept):
        key = rows.indices[rows.indptr[row] : rows.indptr[row + 1]].tobytes()
        if key not in known:
            known[key] = len(first)
            first.append(int(row))
        label[at] = known[key]
    return np.array(first, np.intp), label


def _checked(points: Floats) -> Floats:
    points.setflags(write=False)
    return points
