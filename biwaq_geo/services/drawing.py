"""Use case: a shape that somebody drew on the map, checked and measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod
from shapely import LineString, Point, Polygon

from biwaq_geo.domain.errors.drawing import (
    DrawingCrossesItselfError,
    DrawingOutsideTownError,
    DrawingTooLongError,
    DrawingUnreadableError,
    DrawingWithoutSizeError,
)
from biwaq_geo.domain.scenarios import Place
from biwaq_geo.services.edit_checks import inside_town
from biwaq_geo.services.ports import Town

WGS84 = 4326
MOST_CORNERS = 500
LEAST_M, LEAST_M2 = 0.1, 0.1
"""A line or an area below this is a slip of the hand."""

ELLIPSOID = Geod(ellps="GRS80")
_DEPTH = {"Point": 1, "LineString": 2, "Polygon": 3}
"""How deep GeoJSON nests the coordinates of a shape."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape on the ground.

    Attributes
    ----------
    place
        In the town's projected CRS, to the millimetre.
    length_m
        Of a line, or round an area, on the ellipsoid as the map measures it; 0 for a point.
    area_m2
        Of an area, on the ellipsoid; else 0.
    """

    place: Place
    length_m: float
    area_m2: float


def read_drawing(town: Town, said: Mapping[str, Any]) -> Drawn:
    """Return the shape that the map tells as a GeoJSON geometry in degrees (WGS84).

    Raises
    ------
    DrawingUnreadableError
        It is no point, line or area of finite coordinates, or the area has holes.
    DrawingTooLongError
        It has more than `MOST_CORNERS` corners.
    DrawingWithoutSizeError, DrawingCrossesItselfError
        A line without length, an area without extent, an outline that crosses itself.
    DrawingOutsideTownError
        Not all of it lies within the boundary of the town.
    """
    shape = _read(said)
    place = _on_the_ground(shape, epsg=town.profile.epsg)
    drawn = _measured(place, shape)
    _check_size(drawn)
    if not inside_town(town, place):
        raise DrawingOutsideTownError
    return drawn


def measured(place: Place, *, epsg: int) -> Drawn:
    """Return the place (in a projected CRS, metres) with its size as the map measures it."""
    shape: Place = gpd.GeoSeries([place], crs=epsg).to_crs(WGS84).iloc[0]  # type: ignore[assignment]
    return _measured(place, shape)


def _measured(place: Place, shape: Place) -> Drawn:
    return Drawn(place, float(ELLIPSOID.geometry_length(shape)), _area(shape))


def _read(said: Mapping[str, Any]) -> Place:
    depth = _DEPTH.get(str(said.get("type")))
    if depth is None:
        raise DrawingUnreadableError
    corners = said.get("coordinates")
    # one ring: nobody draws a hole
    if depth == _DEPTH["Polygon"] and isinstance(corners, list) and len(corners) == 1:
        corners = corners[0]
    places = [corners] if depth == 1 else corners
    if not isinstance(places, list) or not all(_is_place(one) for one in places):
        raise DrawingUnreadableError
    if len(places) > MOST_CORNERS:
        raise DrawingTooLongError(most=MOST_CORNERS)
    return _made(str(said["type"]), [(float(one[0]), float(one[1])) for one in places])


def _is_place(said: object) -> bool:
    if not isinstance(said, list | tuple) or len(said) < 2:  # noqa: PLR2004 -- x and y
        return False
    numbers = all(isinstance(one, int | float) for one in said[:2])
    return numbers and abs(said[0]) <= 180 and abs(said[1]) <= 90  # noqa: PLR2004 -- degrees


def _made(kind: str, places: list[tuple[float, float]]) -> Place:
    if kind == "Point":
        return Point(places[0])
    different = len(set(places))
    if different < _DEPTH[kind]:
        raise DrawingWithoutSizeError
    return LineString(places) if kind == "LineString" else Polygon(places)


def _on_the_ground(shape: Place, *, epsg: int) -> Place:
    there = gpd.GeoSeries([shape], crs=WGS84).to_crs(epsg).iloc[0]
    # far from Europe a projection has no answer
    if not np.isfinite(shapely.get_coordinates(there)).all():
        raise DrawingOutsideTownError
    rounded: Place = shapely.transform(there, lambda places: np.round(places, 3))  # type: ignore[assignment]
    return rounded


def _area(shape: Place) -> float:
    if not isinstance(shape, Polygon):
        return 0.0
    area, _ = ELLIPSOID.geometry_area_perimeter(shape)
    return abs(float(area))


def _check_size(drawn: Drawn) -> None:
    match drawn.place:
        case LineString() if drawn.length_m < LEAST_M:
            raise DrawingWithoutSizeError
        case Polygon() if not drawn.place.is_valid:
            # all corners on one line are no crossing
            flat = drawn.place.convex_hull.area < LEAST_M2
            raise DrawingWithoutSizeError if flat else DrawingCrossesItselfError
        case Polygon() if drawn.area_m2 < LEAST_M2:
            raise DrawingWithoutSizeError
