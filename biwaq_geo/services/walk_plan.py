"""Use case: a walk over the units whose check is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
from shapely import Point

from biwaq_geo.analysis.network import WalkNetwork, walk_network
from biwaq_geo.analysis.walk import Walk, shortest_walk
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Town

MOST_UNITS = 20
"""Units of one walk: what one page holds, and what a person looks at in half a day."""


@dataclass(frozen=True, slots=True)
class WalkPlan:
    """A walk with the units it leads to.

    Attributes
    ----------
    units
        The units of the walk by the labels of its stops.
    start
        Where the walk begins; None where it begins at a unit.
    speed_kmh
        How fast it is walked.
    left_out
        Units that were asked for and are too many for one walk.
    """

    walk: Walk
    units: Mapping[str, CommercialUnit]
    start: Point | None
    speed_kmh: float
    left_out: Sequence[CommercialUnit]


def plan_walk(
    town: Town,
    units: Sequence[CommercialUnit],
    *,
    speed_kmh: float,
    start: Point | None = None,
    closed: bool = True,
    network: WalkNetwork | None = None,
) -> WalkPlan:
    """Return the shortest walk over the first `MOST_UNITS` units.

    Parameters
    ----------
    units
        The most urgent first.
    start
        In the town's CRS; anywhere where None.
    closed
        Whether the walk returns to where it began.
    network
        Made of the town's streets before, to save the time.

    Raises
    ------
    PlaceOffNetworkError
        No street is near the start.
    """
    taken = {str(unit.unit_id): unit for unit in units[:MOST_UNITS]}
    places = gpd.GeoSeries(
        [unit.location for unit in taken.values()], index=list(taken), crs=town.profile.epsg
    )
    buildings = pd.Series({key: unit.building_id for key, unit in taken.items()}, dtype=object)
    walk = shortest_walk(
        network or walk_network(town.layer("streets")),
        places,
        buildings=buildings,
        start=start,
        closed=closed,
        speed_kmh=speed_kmh,
    )
    return WalkPlan(walk, taken, start, speed_kmh, units[MOST_UNITS:])
