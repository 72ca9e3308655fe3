"""Demand that the same places reach is one demand: fewer of them, the same answer."""

from dataclasses import replace

import numpy as np
from scipy.sparse import coo_array, csr_array

from biwaq_geo.analysis.optimiser.problem import Floats, Indices, Problem


def merged(problem: Problem) -> Problem:
    """Return the problem with one class for all demand of a need that the same places can serve.

    Exact: whatever is chosen reaches all of a class or none of it. Each class belongs to one
    need. Demand that no place can serve and demand that brings no points is left out.
    """
    covers = csr_array(problem.covers)
    rows: list[Indices] = []
    columns: list[Indices] = []
    points: list[Floats] = []
    needs: list[Indices] = []
    width = 0
    for need, each in enumerate(problem.demand):
        serving = np.unique(problem.place[problem.need == need])
        by_demand = csr_array(covers[serving].T)
        by_demand.sort_indices()
        kept = np.flatnonzero((np.diff(by_demand.indptr) > 0) & (each > 0))
        first, label = _same_rows(by_demand, kept)
        entries = coo_array(by_demand[first])
        column, row = entries.coords
        rows.append(serving[row])
        columns.append(column + width)
        width += len(first)
        added = np.zeros(len(first))
        np.add.at(added, label, each[kept])
        points.append(added)
        needs.append(np.full(len(first), need))
    demand = np.zeros((len(problem.demand), width))
    shape = (problem.places, width)
    if not width:
        return replace(problem, covers=csr_array(shape), demand=demand)
    demand[np.concatenate(needs), np.arange(width)] = np.concatenate(points)
    row, column = np.concatenate(rows), np.concatenate(columns)
    reach = csr_array(coo_array((np.ones(len(row)), (row, column)), shape=shape))
    return replace(problem, covers=reach, demand=demand)


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
