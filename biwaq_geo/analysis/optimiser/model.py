"""The choice as a linear model in which every variable lies between 0 and 1.

Columns, in this order:

- `x`, one for each option, whole: it is chosen,
- `z`, one for each need and each place where something could serve it: something does,
- `y`, one for each need and demand class: somebody reaches it,
- `q`, one for each pair: both sides are chosen.

Only `x` must be whole: with whole `x` the best `z`, `y` and `q` are whole by themselves. `z`
keeps the rows of demand short, because many uses serve one need.

Rows, in this order: one option at a place; the rules "at most"; the rules "at least", negated;
how many options serve each need; how many there are in all; what makes `z`, `y` and `q`. Rows
that count options are whole numbers, too, and deciding one of them decides much at once.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array, vstack

from biwaq_geo.analysis.optimiser.problem import Bools, Floats, Indices, Problem


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Maximise `points @ v` with `v` and `rows @ v` between their ends.

    Attributes
    ----------
    low, high
        Ends of the columns, 0 and 1 unless a lock says otherwise, then ends of the rows.
    whole
        How many of the first columns must be whole: the options.
    counts
        Numbers of columns and rows (these after all columns, as in `low`) that are whole
        numbers with every choice.
    reach
        Number of the first row that makes a `y`; one for each of them follows.
    reached, need
        Column of each `y`, and its need.
    """

    points: Floats
    rows: csr_array
    low: Floats
    high: Floats
    whole: int
    counts: Indices
    reach: int
    reached: Indices
    need: Indices

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.points)


def model_of(problem: Problem) -> Model:
    """Return the model of a problem; merge its demand first, see `classes`."""
    options, places, needs = problem.options, problem.places, len(problem.demand)
    serves = np.flatnonzero(problem.need >= 0)
    key, served = np.unique(
        problem.need[serves] * places + problem.place[serves], return_inverse=True
    )
    need, demand = np.nonzero(problem.demand)
    at_y = options + len(key)
    at_q = at_y + len(need)
    width = at_q + len(problem.pairs.points)
    count = _counting(problem)
    bare = [
        _wide(rows, width)
        for rows in (*count[:1], problem.at_most.matrix, -problem.at_least.matrix, *count[1:])
    ]
    tied = [
        _tied((served, serves), options + np.arange(len(key)), width),
        _tied(_reaching(problem, need, demand, key=key), at_y + np.arange(len(need)), width),
        _tied(coo_array(problem.pairs.first).coords, np.arange(at_q, width), width),
        _tied(coo_array(problem.pairs.second).coords, np.arange(at_q, width), width),
    ]
    matrix = csr_array(vstack([*bare, *tied], format="csr"))
    high = np.concatenate(
        [
            np.ones(width + places),
            problem.at_most.limit,
            -problem.at_least.limit,
            np.full(needs + 1, np.inf),
            np.zeros(sum(rows.shape[0] for rows in tied)),
        ]
    )
    low = np.full(len(high), -np.inf)
    low[:width] = 0.0
    first = width + sum(rows.shape[0] for rows in bare)
    # what serves a need at a place is its options there, no more and no less
    low[first : first + len(key)] = 0.0
    low[problem.wanted] = 1.0
    high[problem.barred] = 0.0
    points = np.concatenate(
        [
            problem.gain - problem.tie(),
            np.zeros(len(key)),
            problem.demand[need, demand],
            problem.pairs.points,
        ]
    )
    counts = np.concatenate([np.arange(options, at_y), width + _whole(bare)])
    reached = at_y + np.arange(len(need))
    return Model(
        points, matrix, low, high, options, counts, first - width + len(key), reached, need
    )


def chosen_in(model: Model, values: Floats) -> Bools:
    """Return which options a solution of the model chooses."""
    picked: Bools = values[: model.whole] > 0.5  # noqa: PLR2004 -- whole up to rounding
    return picked


def _counting(problem: Problem) -> list[csr_array]:
    """Return the rows that count options: at each place, for each need, and all of them."""
    options, needs = np.arange(problem.options), len(problem.demand)
    serves = np.flatnonzero(problem.need >= 0)
    return [
        _ones(problem.place, options, (problem.places, len(options))),
        _ones(problem.need[serves], serves, (needs, len(options))),
        csr_array(np.ones((1, len(options)))),
    ]


def _whole(bare: list[csr_array]) -> Indices:
    """Return which of the rows over options count them, each for one."""
    rows = csr_array(vstack(bare, format="csr"))
    odd = csr_array((np.abs(rows.data) != 1.0, rows.indices, rows.indptr), shape=rows.shape)
    return np.flatnonzero((odd.sum(axis=1) == 0) & (np.diff(rows.indptr) > 1))


def _reaching(
    problem: Problem, need: Indices, demand: Indices, *, key: Indices
) -> tuple[Indices, Indices]:
    """Return row and column of each `z` from which a demand class is within reach."""
    places = problem.places
    by_demand = csr_array(problem.covers.T)
    counts = np.diff(by_demand.indptr)[demand]
    start = by_demand.indptr[demand]
    row = np.repeat(np.arange(len(need)), counts)
    within = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
    place = by_demand.indices[np.repeat(start, counts) + within]
    wanted = np.repeat(need, counts) * places + place
    if not len(key):
        return row[:0], row[:0]
    found = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    there = key[found] == wanted
    return row[there], problem.options + found[there]


def _tied(entries: tuple[Indices, Indices], own: Indices, width: int) -> csr_array:
    """Return rows that say: own column - sum of the columns of the row."""
    row, column = entries
    data = np.concatenate([np.full(len(row), -1.0), np.ones(len(own))])
    at = (np.concatenate([row, np.arange(len(own))]), np.concatenate([column, own]))
    return csr_array(coo_array((data, at), shape=(len(own), width)))


def _ones(row: Indices, column: Indices, shape: tuple[int, int]) -> csr_array:
    return csr_array(coo_array((np.ones(len(row)), (row, column)), shape=shape))


def _wide(matrix: csr_array, width: int) -> csr_array:
    rows = csr_array(matrix)
    return csr_array((rows.data, rows.indices, rows.indptr), shape=(rows.shape[0], width))
