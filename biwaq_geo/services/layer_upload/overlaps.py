"""Areas that cover the same ground twice."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

SMALLEST_M2 = 0.1
"""What two areas share; less comes from the rounding of corners where they meet."""

MOST_PAIRS = 200_000
"""How many neighbours are laid over each other; a town's parcels have a fifth of that."""

_ROWS_AT_ONCE = 50
"""Keeps the pairs of a file in which everything lies on one heap within memory."""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Which areas overlap others.

    Attributes
    ----------
    at
        By row, whether it shares at least `SMALLEST_M2` with another one.
    area_m2
        Sum over all pairs of what the two share.
    whole
        Whether all pairs were looked at; if not, there are at least so many.
    """

    at: NDArray[np.bool_]
    area_m2: float = 0.0
    whole: bool = True


def overlaps(shapes: NDArray[np.object_]) -> Overlaps:
    """Lay neighbouring areas over each other; valid, in metres, None for what is no area."""
    tree = shapely.STRtree(shapes)
    found = np.zeros(len(shapes), dtype=bool)
    area, seen = 0.0, 0
    for first in range(0, len(shapes), _ROWS_AT_ONCE):
        one, other = tree.query(shapes[first : first + _ROWS_AT_ONCE])
        one = one + first
        one, other = (each[one < other] for each in (one, other))
        one, other = (each[: MOST_PAIRS - seen] for each in (one, other))
        shared = shapely.area(shapely.intersection(shapes[one], shapes[other]))
        enough = shared >= SMALLEST_M2
        found[one[enough]] = found[other[enough]] = True
        area += float(shared[enough].sum())
        seen += len(one)
        if seen >= MOST_PAIRS:
            return Overlaps(found, area, whole=False)
    return Overlaps(found, area)
