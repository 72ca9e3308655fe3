"""Where the search for the optimum of a linear model has ended, for another one to begin there.

In the field's terms: a basis, told by the status of each column and row.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

LOW, FREE, HIGH = 0, 1, 2
"""At its lower end, decided by the others (basic), at its upper end."""

Statuses = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Corner:
    """The status of every column and of every row."""

    columns: Statuses
    rows: Statuses


def corner_of(basis: highspy.HighsBasis) -> Corner | None:
    """Return the corner at which HiGHS stands, None where it stands at none."""
    if not basis.valid:
        return None
    return Corner(_numbers(basis.col_status), _numbers(basis.row_status))


def basis_of(columns: Statuses, rows: Statuses) -> highspy.HighsBasis:
    """Return the corner in the words of HiGHS."""
    basis = highspy.HighsBasis()
    basis.col_status = [_STATUS[one] for one in columns.tolist()]
    basis.row_status = [_STATUS[one] for one in rows.tolist()]
    basis.valid, basis.alien = True, False
    return basis


def _numbers(statuses: list[highspy.HighsBasisStatus]) -> Statuses:
    return np.fromiter(map(int, statuses), np.uint8, len(statuses))


_STATUS = {
    int(one): one
    for one in (
        highspy.HighsBasisStatus.kLower,
        highspy.HighsBasisStatus.kBasic,
        highspy.HighsBasisStatus.kUpper,
        highspy.HighsBasisStatus.kZero,
        highspy.HighsBasisStatus.kNonbasic,
    )
}
