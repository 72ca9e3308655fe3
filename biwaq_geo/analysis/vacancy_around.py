"""How much stands empty around a place, and the one place that shows it best."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from biwaq_geo.domain.units import STOCK, VACANT, CommercialUnit

LEAST_VACANT = 2
"""One empty shop is no density."""


@dataclass(frozen=True, slots=True)
class Around:
    """What lies within a distance of a unit, the unit itself included.

    Attributes
    ----------
    vacant, total
        Vacant units, and all of the stock.
    """

    address: str
    vacant: int
    total: int


def densest_vacancy(units: Sequence[CommercialUnit], *, radius_m: float) -> Around | None:
    """Return the vacant unit with the most vacant units around it, or None.

    Among equals the one with the larger share, then the first by address. Units whose
    address nobody knows are counted but not named.

    Parameters
    ----------
    radius_m
        Straight distance in metres.
    """
    stock = [unit for unit in units if unit.state in STOCK]
    empty = np.array([unit.state in VACANT for unit in stock], dtype=bool)
    places = np.array([unit.location for unit in stock], dtype=object)
    centre, near = shapely.STRtree(places).query(places, predicate="dwithin", distance=radius_m)
    total = np.bincount(centre, minlength=len(stock))
    vacant = np.bincount(centre, weights=empty[near], minlength=len(stock)).astype(int)
    named = [
        Around(unit.address, int(vacant[i]), int(total[i]))
        for i, unit in enumerate(stock)
        if empty[i] and unit.address and vacant[i] >= LEAST_VACANT
    ]
    return min(named, key=lambda one: (-one.vacant, one.total, one.address), default=None)
