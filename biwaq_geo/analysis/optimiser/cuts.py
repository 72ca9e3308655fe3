"""Rules that every choice keeps, and a choice in parts does not: cycles of demand.

Take three demands, of which each two can be served from one place that the third cannot. One
place serves two of them, and only two places serve all three; the linear model takes half of
each place and serves all. The sum of an odd number of rows `y - sum of z <= 0` and `y <= 1`,
halved and rounded down, forbids that (zero-half cuts, Caprara and Fischetti 1996):

    sum of y - sum over the places of z x (rows with it / 2, rounded up) <= (rows - 1) / 2

It is broken by a solution where the slack of its rows and the `z` that lie in an odd number of
them come to less than 1. Sets of three and of five rows are looked through.
"""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.sparse import coo_array, csr_array, vstack

from biwaq_geo.analysis.optimiser.bound import bound_of
from biwaq_geo.analysis.optimiser.model import Model
from biwaq_geo.analysis.optimiser.problem import Floats, Indices
from biwaq_geo.analysis.optimiser.solver import Heard, Linear, LinearSolver

MOST_ROWS, MOST_PAIRS, MOST_TRIPLES = 100, 600, 60
"""Of one need: rows in all pairs, and pairs and triples that are put together to five."""

MOST_LOOKED_AT, MOST_CUTS = 300, 30
"""Of one need, in one round: sets of rows and cuts."""

ROUNDS, FEW = 20, 0.05
"""Rounds of cuts at most; one that takes off no more than this part of the best is the last."""

BROKEN = 0.03
"""A cut that is broken by less is not worth a row."""

NOTHING = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class _Sets:
    """Sets of rows.

    Attributes
    ----------
    rows
        Numbers of the rows of each, rising.
    odd
        Sets x places: 1 where a place lies in an odd number of the rows.
    slack, total
        Sum of the slack of the rows, and of that and the odd places: below 1 the cut is broken.
    """

    rows: Indices
    odd: Floats
    slack: Floats
    total: Floats

    def least(self, most: int) -> "_Sets":
        """Return those with the least total."""
        at = np.argsort(self.total, kind="stable")[:most]
        return _Sets(self.rows[at], self.odd[at], self.slack[at], self.total[at])


def cut(model: Model, values: Floats) -> Model | None:
    """Return the model with cuts as rows at its end that the values break, None without any.

    Parameters
    ----------
    values
        Of every column, a solution of the linear model.
    """
    sets = [rows for need in np.unique(model.need) for rows in _broken(model, values, need)]
    if not sets:
        return None
    rows = csr_array(vstack([_row(model, one) for one in sets], format="csr"))
    limit = np.array([(len(one) - 1) / 2 for one in sets])
    return replace(
        model,
        rows=csr_array(vstack([model.rows, rows], format="csr")),
        low=np.concatenate([model.low, np.full(len(sets), -np.inf)]),
        high=np.concatenate([model.high, limit]),
    )


def with_cuts(
    model: Model, solver: LinearSolver, linear: Linear, *, heard: Heard = lambda _: True
) -> tuple[Model, Linear]:
    """Return the model with cuts, and its solution, in rounds until they take little off.

    Parameters
    ----------
    solver
        Of the model, with its ends; it takes the cuts over.
    linear
        What it has found.
    heard
        Hears the bound after each round; that was the last one when it says no.
    """
    usual = None
    for _ in range(ROUNDS):
        more = None if linear.values is None else cut(model, linear.values)
        if more is None or linear.values is None:
            break
        before = float(model.points @ linear.values)
        solver.add(more)
        model, linear = more, solver.solve()
        if linear.values is None or not heard(bound_of(model, linear.prices).value):
            break
        taken = before - float(model.points @ linear.values)
        usual = taken if usual is None else max(usual, taken)
        if taken < FEW * usual:
            break
    return model, linear


def _broken(model: Model, values: Floats, need: int) -> list[Indices]:
    """Return sets of rows of one need whose cuts the values break, no two rows together twice."""
    of_need = np.flatnonzero(model.need == need)
    matrix = model.rows[model.reach + of_need]
    slack = 1.0 - values[model.reached[of_need]] - matrix @ values
    near = np.flatnonzero(slack < 1.0)
    entries = coo_array(matrix[near])
    at, column = entries.coords
    some = (entries.data < 0) & (values[column] > NOTHING)
    support, place = np.unique(column[some], return_inverse=True)
    inside = np.zeros((len(near), len(support)))
    inside[at[some], place] = 1.0
    part = values[support]
    kept = _distinct(inside, slack[near], part)
    found: list[Indices] = []
    together: set[tuple[int, int]] = set()
    for rows in _ranked(inside[kept], slack[near[kept]], part):
        pairs = set(combinations(rows, 2))
        if not pairs & together:
            together |= pairs
            found.append(model.reach + of_need[near[kept[list(rows)]]])
    return found[:MOST_CUTS]


def _distinct(inside: Floats, slack: Floats, part: Floats) -> Indices:
    """Return the rows with least slack, one of all that lie on the same places."""
    half = (part > NOTHING) & (part < 1.0 - NOTHING)
    order = np.argsort(slack, kind="stable")
    order = order[(inside[order][:, half] > 0).any(axis=1)]
    known: dict[bytes, int] = {}
    for row in order.tolist():
        known.setdefault(inside[row].tobytes(), row)
        if len(known) == MOST_ROWS:
            break
    return np.array(list(known.values()), np.intp)


def _ranked(inside: Floats, slack: Floats, part: Floats) -> list[tuple[int, ...]]:
    """Return the sets of rows whose cuts are broken, the most broken ones first."""
    ones = _Sets(np.arange(len(slack))[:, None], inside, slack, slack + inside @ part)
    pairs = _together(ones, ones, part, most=MOST_ROWS**2)
    three = _together(pairs, ones, part, most=MOST_LOOKED_AT)
    five = _together(three.least(MOST_TRIPLES), pairs.least(MOST_PAIRS), part, most=MOST_LOOKED_AT)
    sets = [
        (total, tuple(rows.tolist()))
        for found in (three, five)
        for total, rows in zip(found.total, found.rows, strict=True)
        if total < 1.0 - 2 * BROKEN
    ]
    return [rows for _, rows in sorted(sets)[:MOST_LOOKED_AT]]


def _together(some: _Sets, others: _Sets, part: Floats, *, most: int) -> _Sets:
    """Return each of some with each of the others, as sets once each, those with least total."""
    total = some.total[:, None] + others.total[None, :] - 2 * (some.odd * part) @ others.odd.T
    # rows in rising order come once; for five this leaves out some of the sets
    if others.rows.shape[1] == 1:
        total[some.rows[:, -1:] >= others.rows[:, 0]] = np.inf
    flat = total.ravel()
    most = min(most, len(flat))
    order = np.argpartition(flat, most - 1)[:most] if most else np.zeros(0, np.intp)
    order = order[np.isfinite(flat[order])]
    first, second = np.unravel_index(order, total.shape)
    rows = np.sort(np.concatenate([some.rows[first], others.rows[second]], axis=1), axis=1)
    distinct = np.flatnonzero((np.diff(rows, axis=1) > 0).all(axis=1))
    first, second = first[distinct], second[distinct]
    return _Sets(
        rows[distinct],
        np.abs(some.odd[first] - others.odd[second]),
        some.slack[first] + others.slack[second],
        flat[order[distinct]],
    )


def _row(model: Model, rows: Indices) -> csr_array:
    """Return the cut that the rows make."""
    total = np.asarray(model.rows[rows].sum(axis=0)).ravel()
    # -1 and -2 become -1, -3 and -4 become -2; a `y` lies in one of the rows
    return csr_array(np.where(total < 0, np.floor(total / 2), total)[None, :])
