"""What lies nearest to a place: units, and houses with an address."""

from collections.abc import Iterable

import geopandas as gpd
from shapely import Point

from biwaq_geo.domain.units import CommercialUnit

WITHIN_M = 150.0
"""What is farther away is not where one stands, however coarse the position."""

MOST = 5


def nearest_units(
    units: Iterable[CommercialUnit], place: Point
) -> list[tuple[CommercialUnit, float]]:
    """Return at most `MOST` units within `WITHIN_M` with their distance in metres, nearest first.

    Place and units lie in the same projected CRS.
    """
    far = [(unit, float(place.distance(unit.location))) for unit in units]
    near = [pair for pair in far if pair[1] <= WITHIN_M]
    return sorted(near, key=lambda pair: (pair[1], str(pair[0].unit_id)))[:MOST]


def nearest_houses(houses: gpd.GeoDataFrame, place: Point) -> list[tuple[str, str, float]]:
    """Return key, address and distance in metres of the nearest houses that have an address.

    A place inside of a house is 0 m away from it. Place and houses lie in the same
    projected CRS; a house without an address has none in the column `address`.
    """
    named = houses[houses["address"].notna()]
    if named.empty:
        return []
    far = named.geometry.distance(place)
    near = far[far <= WITHIN_M].sort_values(kind="stable")[:MOST]
    return [(str(key), str(named.at[key, "address"]), float(near[key])) for key in near.index]


def nearest_street(streets: gpd.GeoDataFrame, place: Point, *, within_m: float) -> str:
    """Return the name of the nearest street that has one; empty where none lies so near.

    Place and streets lie in the same projected CRS, with column `name`.
    """
    named = streets[streets["name"].notna() & (streets["name"] != "")]
    if named.empty:
        return ""
    far = named.geometry.distance(place)
    return str(named.at[far.idxmin(), "name"]) if far.min() <= within_m else ""
