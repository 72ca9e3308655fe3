"""The places that key figures are for: the town, a shopping axis, an area of the town."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import geopandas as gpd
import numpy as np
import shapely

AXIS_M = 40.0
"""A unit this close to a section stands on its axis: half a broad street, and a forecourt."""


class PlaceKind(StrEnum):
    """What sort of place it is."""

    TOWN = "town"
    AXIS = "axis"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Place:
    """One place; `key` is the name of the axis or the id of the area, empty for the town."""

    kind: PlaceKind
    key: str = ""
    name: str = ""


TOWN = Place(PlaceKind.TOWN)


def places_of(sections: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> Sequence[Place]:
    """Return the town, then its axes and its areas, each by name.

    Parameters
    ----------
    sections, areas
        Base layers.
    """
    axes = sorted(set(sections["axis"])) if len(sections) else []
    named = sorted((str(area["name"]), str(key)) for key, area in areas.iterrows())
    return (
        TOWN,
        *(Place(PlaceKind.AXIS, str(axis), str(axis)) for axis in axes),
        *(Place(PlaceKind.AREA, key, name) for name, key in named),
    )


def inside(
    points: gpd.GeoSeries, place: Place, *, sections: gpd.GeoDataFrame, areas: gpd.GeoDataFrame
) -> np.ndarray:
    """Say of each point whether it lies in the place.

    On an axis lies what has its nearest section there, at most `AXIS_M` away; so no unit
    counts for two axes. All in one projected CRS, metres.
    """
    if place.kind is PlaceKind.TOWN:
        return np.ones(len(points), dtype=bool)
    if place.kind is PlaceKind.AREA:
        if place.key not in areas.index:
            return np.zeros(len(points), dtype=bool)
        found: np.ndarray = shapely.intersects(areas.geometry[place.key], points.to_numpy())
        return found
    found = np.zeros(len(points), dtype=bool)
    tree = shapely.STRtree(sections.geometry.to_numpy())
    point, section = tree.query_nearest(points.to_numpy(), max_distance=AXIS_M, all_matches=False)
    found[point] = (sections["axis"].to_numpy() == place.key)[section]
    return found


def length_m(place: Place, sections: gpd.GeoDataFrame) -> float | None:
    """Return the length of an axis in metres; None for other places."""
    if place.kind is not PlaceKind.AXIS:
        return None
    return float(sections[sections["axis"] == place.key].geometry.length.sum())
