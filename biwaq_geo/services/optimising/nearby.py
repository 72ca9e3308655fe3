"""Neighbours: which uses beside each other gain, and which must be kept apart."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.spatial import cKDTree

from biwaq_geo.analysis.optimiser.problem import Pairs, Rows, no_pairs, no_rows
from biwaq_geo.domain.optimiser.options import Option
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.domain.use_effects import UseEffect, disturbs, fits

NEIGHBOUR_M = 60.0
"""Two units this near to each other, door to door, are neighbours."""

MOST_NEIGHBOURS = 2
"""So many of the nearest units count as a unit's neighbours."""

Near = list[tuple[str, str]]


def neighbours(units: Sequence[CommercialUnit]) -> Near:
    """Return the pairs of neighbouring units by id, each pair once."""
    if len(units) <= 1:
        return []
    points = np.array([(unit.location.x, unit.location.y) for unit in units])
    count = min(MOST_NEIGHBOURS + 1, len(units))
    _, nearest = cKDTree(points).query(points, k=count, distance_upper_bound=NEIGHBOUR_M)
    found = {
        (min(one, int(other)), max(one, int(other)))
        for one, row in enumerate(nearest)
        for other in row
        if other < len(units) and other != one
    }
    ids = [str(unit.unit_id) for unit in units]
    return [(ids[one], ids[other]) for one, other in sorted(found)]


def fitting(
    near: Near, options: Sequence[Option], effects: Mapping[str, UseEffect], *, points: float
) -> Pairs:
    """Return points for each pair of neighbours with fitting uses.

    Parameters
    ----------
    points
        For one pair.
    """
    sides = [
        (mine, [o for o in theirs if fits(effects, options[mine[0]].key, options[o].key)])
        for mine, theirs in _by_use(near, options)
    ]
    sides = [(mine, others) for mine, others in sides if others]
    if not sides:
        return no_pairs(len(options))
    first, second = zip(*sides, strict=True)
    return Pairs(_matrix(first, len(options)), _matrix(second, len(options)),
                 np.full(len(sides), points))  # fmt: skip


def apart(
    near: Near, options: Sequence[Option], effects: Mapping[str, UseEffect], *, rule: int
) -> Rows:
    """Return rows that let one of two disturbing uses in at most."""
    rows = []
    for mine, theirs in _by_use(near, options):
        bad = [o for o in theirs if disturbs(effects, options[mine[0]].key, options[o].key)]
        if bad:
            rows.append([*mine, *bad])
    if not rows:
        return no_rows(len(options))
    return Rows(_matrix(rows, len(options)), np.ones(len(rows)), np.full(len(rows), rule))


def _by_use(near: Near, options: Sequence[Option]) -> list[tuple[list[int], list[int]]]:
    """Return for each use in the first unit of a pair its options and all of the second."""
    at: dict[str, list[int]] = {}
    for number, option in enumerate(options):
        at.setdefault(option.place, []).append(number)
    found = []
    for one, other in near:
        uses: dict[str, list[int]] = {}
        for number in at.get(one, []):
            uses.setdefault(options[number].key, []).append(number)
        found += [(mine, at[other]) for mine in uses.values() if other in at]
    return found


def _matrix(rows: Sequence[Sequence[int]], width: int) -> csr_array:
    row = np.repeat(np.arange(len(rows)), [len(columns) for columns in rows])
    column = np.concatenate([np.array(columns, np.intp) for columns in rows])
    ones = np.ones(len(column))
    return csr_array(coo_array((ones, (row, column)), shape=(len(rows), width)))
