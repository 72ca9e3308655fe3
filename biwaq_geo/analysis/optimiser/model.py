"""The choice as a linear model in which every variable lies between 0 and 1.

Columns, in this order:

- `x`, one for each option, whole: it is chosen,
- `z`, one for each need and place: something there serves the need,
- `y`, one for each need and demand class: somebody reaches it,
- `q`, one for each pair: both sides are chosen.

Only `x` must be whole: with whole `x` the best `z`, `y` and `q` are whole by themselves. `z`
keeps the rows of demand short, because many uses serve one need. All rows say "at most".
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array, vstack

from biwaq_geo.analysis.optimiser.problem import Bools, Floats, Indices, Problem


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Maximise `points @ v` with `rows @ v <= limit` and `low <= v <= high`.

    Attributes
    ----------
    whole
        How many of the first columns must be whole: the options.
    low, high
        0 and 1 unless a lock says otherwise.
    """

    points: Floats
    rows: csr_array
    limit: Floats
    low: Floats
    high: Floats
    whole: int


def model_of(problem: Problem) -> Model:
    """Return the model of a problem; merge its demand first, see `classes`."""
    needs, places = len(problem.demand), problem.places
    need, demand = np.nonzero(problem.demand)
    options = problem.options
    at_y = options + needs * places
    at_q = at_y + len(need)
    width = at_q + len(problem.pairs.points)
    rows = [
        _wide(_one_each(problem), width),
        _wide(problem.at_most.matrix, width),
        _wide(-problem.at_least.matrix, width),
        _serving(problem, width),
        _reaching(problem, need, demand, width=width),
        _pairing(problem.pairs.first, at_q, width),
        _pairing(problem.pairs.second, at_q, width),
    ]
    matrix = csr_array(vstack(rows, format="csr"))
    limit = np.zeros(matrix.shape[0])
    known = [np.ones(places), problem.at_most.limit, -problem.at_least.limit]
    limit[: sum(map(len, known))] = np.concatenate(known)
    low, high = np.zeros(width), np.ones(width)
    low[problem.wanted] = 1.0
    high[problem.barred] = 0.0
    points = np.concatenate(
        [
            problem.gain - problem.tie(),
            np.zeros(needs * places),
            problem.demand[need, demand],
            problem.pairs.points,
        ]
    )
    return Model(points, matrix, limit, low, high, options)


def chosen_in(model: Model, values: Floats) -> Bools:
    """Return which options a solution of the model chooses."""
    picked: Bools = values[: model.whole] > 0.5  # noqa: PLR2004 -- whole up to rounding
    return picked


def _one_each(problem: Problem) -> csr_array:
    ones = np.ones(problem.options)
    return csr_array(
        coo_array(
            (ones, (problem.place, np.arange(problem.options))),
            shape=(problem.places, problem.options),
        )
    )


def _serving(problem: Problem, width: int) -> csr_array:
    """Return z - sum of the options that serve the need there <= 0."""
    needs, places = len(problem.demand), problem.places
    serves = np.flatnonzero(problem.need >= 0)
    row = problem.need[serves] * places + problem.place[serves]
    own = np.arange(needs * places)
    return _rows([(row, serves, -1.0), (own, problem.options + own, 1.0)], (needs * places, width))


def _reaching(problem: Problem, need: Indices, demand: Indices, *, width: int) -> csr_array:
    """Return y - sum of the z from which the demand is within reach <= 0."""
    places = problem.places
    by_demand = csr_array(problem.covers.T)
    counts = np.diff(by_demand.indptr)[demand]
    start = by_demand.indptr[demand]
    row = np.repeat(np.arange(len(need)), counts)
    within = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
    place = by_demand.indices[np.repeat(start, counts) + within]
    column = problem.options + np.repeat(need, counts) * places + place
    own = np.arange(len(need))
    at_y = problem.options + len(problem.demand) * places
    return _rows([(row, column, -1.0), (own, at_y + own, 1.0)], (len(need), width))


def _pairing(side: csr_array, at_q: int, width: int) -> csr_array:
    """Return q - sum of the options of one side <= 0."""
    entries = coo_array(side)
    row, column = entries.coords
    own = np.arange(side.shape[0])
    return _rows([(row, column, -1.0), (own, at_q + own, 1.0)], (side.shape[0], width))


def _rows(entries: list[tuple[Indices, Indices, float]], shape: tuple[int, int]) -> csr_array:
    data = np.concatenate([np.full(len(row), value) for row, _, value in entries])
    row = np.concatenate([row for row, _, _ in entries])
    column = np.concatenate([column for _, column, _ in entries])
    return csr_array(coo_array((data, (row, column)), shape=shape))


def _wide(matrix: csr_array, width: int) -> csr_array:
    rows = csr_array(matrix)
    return csr_array((rows.data, rows.indices, rows.indptr), shape=(rows.shape[0], width))
