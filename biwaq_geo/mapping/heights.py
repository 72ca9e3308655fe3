"""Heights of buildings for the tilted map, and the ground floors that stand empty in them."""

from collections import Counter
from collections.abc import Iterable

import geopandas as gpd
import pandas as pd

from biwaq_geo.domain.units import VACANT, CommercialUnit
from biwaq_geo.mapping.geojson import feature_collection
from biwaq_geo.services.ports import Town

LEVEL_M = 3.2
"""From floor to floor, as a picture needs it; no building is measured."""

USUAL_LEVELS = 2.0
"""Of a building whose levels nobody has counted."""

PROUD_M = 0.3
REACH_M = 20.0
"""A unit belongs to the nearest building within this distance."""


def building_heights(buildings: gpd.GeoDataFrame) -> pd.Series:
    """Return heights in metres by the number of levels, same index."""
    levels = buildings["levels"].fillna(USUAL_LEVELS).clip(lower=1)
    return (levels * LEVEL_M).round(1).rename("height_m")


def vacant_fronts(town: Town, units: Iterable[CommercialUnit]) -> bytes:
    """Return the footprints of the buildings with vacant units as a FeatureCollection in WGS84.

    Properties are `n`, the number of vacant units, and `h`, the height of a ground floor in
    metres.
    """
    buildings = town.layer("buildings")
    counts = Counter(_buildings_of([u for u in units if u.state in VACANT], buildings))
    found = buildings.loc[list(counts), ["geometry"]]
    # a hand's breadth outside the house, where its own walls do not flicker through
    walls = found.geometry.buffer(PROUD_M, join_style="mitre")
    found = found.assign(geometry=walls, n=[counts[key] for key in found.index], h=LEVEL_M)
    return feature_collection(found)


def _buildings_of(units: list[CommercialUnit], buildings: gpd.GeoDataFrame) -> list[str]:
    """Return the building of each unit that has one; which it is lies open on any map."""
    if not units or buildings.empty:
        return []
    places = gpd.GeoSeries([unit.location for unit in units], crs=buildings.crs)
    nearest = buildings.sindex.nearest(places.to_numpy(), return_all=False, max_distance=REACH_M)
    return [str(key) for key in buildings.index[nearest[1]]]
