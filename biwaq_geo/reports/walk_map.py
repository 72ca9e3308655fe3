"""The map of a walk: its way along the streets and its stops with their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import shapely

from biwaq_geo.domain.origin import Origin
from biwaq_geo.mapping.mapspec import Draw, Form, LayerSpec, MapSpec
from biwaq_geo.mapping.sources import built_up_extent, layer_frame
from biwaq_geo.reports.paper_labels import Mark
from biwaq_geo.reports.paper_map import paper_map
from biwaq_geo.reports.scale import Extent, Sheet, fit
from biwaq_geo.services.ports import Town
from biwaq_geo.services.walk_plan import WalkPlan

MARGIN_M = 45.0
"""Room around the walk, for the numbers and to recognise the surroundings."""

LEAST_M = 250.0
"""Shortest side of what is shown."""

WAY = "#a3195b"
"""A colour that no street, unit or measure of the other maps has."""

START = "S"


@dataclass(frozen=True, slots=True)
class WalkFrame:
    """Size of the map on paper, language and day."""

    width_mm: float
    height_mm: float
    language: str
    day: date


@dataclass(frozen=True, slots=True)
class WalkMap:
    """The drawn map, as SVG, with its scale."""

    sheet: Sheet
    picture: bytes


def walk_map(
    town: Town, plan: WalkPlan, *, layers: Sequence[LayerSpec], frame: WalkFrame
) -> WalkMap:
    """Draw the walk on the base map, as large as the frame allows."""
    base = [layer for layer in layers if layer.base]
    frames = {layer.key: layer_frame(town, layer) for layer in base}
    way, stops = _way(town, plan), _stops(town, plan)
    drawn = (*base, _way_layer(), _stop_layer())
    sheet = fit(_extent(town, way, stops), width_mm=frame.width_mm, height_mm=frame.height_mm)
    spec = MapSpec(
        layers=drawn,
        visible=frozenset(layer.key for layer in drawn),
        extent=sheet.extent,
        epsg=town.profile.epsg,
        demo=town.profile.origin is Origin.DEMO,
        language=frame.language,
        day=frame.day,
        source=town.profile.source,
    )
    picture = paper_map(
        spec,
        frames | {"walk_way": way, "walk_stops": stops},
        sheet=sheet,
        streets=town.layer("streets"),
        marks=_marks(plan),
    )
    return WalkMap(sheet, picture)


def _way_layer() -> LayerSpec:
    words = {"de": "Weg", "en": "Way"}
    return LayerSpec(
        "walk_way", 900, words, source="streets", draw=Draw.LINES, colour=WAY, width=5.0
    )


def _stop_layer() -> LayerSpec:
    words = {"de": "Halt", "en": "Stop"}
    return LayerSpec(
        "walk_stops",
        901,
        words,
        source="units",
        draw=Draw.POINTS,
        colour=WAY,
        form=Form.CIRCLE,
        size=11.0,
    )


def _way(town: Town, plan: WalkPlan) -> gpd.GeoDataFrame:
    legs = [*(stop.leg for stop in plan.walk.stops), plan.walk.home]
    paths = [leg.path for leg in legs if leg is not None]
    return gpd.GeoDataFrame(geometry=paths, crs=town.profile.epsg)


def _stops(town: Town, plan: WalkPlan) -> gpd.GeoDataFrame:
    points = [stop.point for stop in plan.walk.stops]
    if plan.start is not None:
        points.append(plan.start)
    return gpd.GeoDataFrame(geometry=points, crs=town.profile.epsg)


def _marks(plan: WalkPlan) -> list[Mark]:
    marks = [
        Mark(number=number, x=stop.point.x, y=stop.point.y)
        for number, stop in enumerate(plan.walk.stops, start=1)
    ]
    if plan.start is not None:
        marks.append(Mark(number=START, x=plan.start.x, y=plan.start.y))
    return marks


def _extent(town: Town, *shown: gpd.GeoDataFrame) -> Extent:
    shapes = [shape for frame in shown for shape in frame.geometry]
    if not shapes:
        return built_up_extent(town)
    west, south, east, north = shapely.total_bounds(shapes)
    wide = max(east - west + 2 * MARGIN_M, LEAST_M)
    high = max(north - south + 2 * MARGIN_M, LEAST_M)
    x, y = (west + east) / 2, (south + north) / 2
    return float(x - wide / 2), float(y - high / 2), float(x + wide / 2), float(y + high / 2)
