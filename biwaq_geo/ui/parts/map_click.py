"""How a map stands on a page, and what it tells: a click, what a tool found, what is seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import geopandas as gpd
from shapely import Geometry, Point

from biwaq_geo.mapping.gl.bench import Tool
from biwaq_geo.mapping.mapspec import LayerSpec


@dataclass(frozen=True, slots=True)
class MapClick:
    """What somebody clicked: a unit, a feature of another layer, or just a place.

    `point` lies in the town's projected CRS.
    """

    unit_id: UUID | None
    layer: LayerSpec | None
    feature_id: str | None
    point: Point


@dataclass(frozen=True, slots=True)
class MapFrame:
    """How a map stands on a page.

    Attributes
    ----------
    height
        CSS pixels; as high as the window allows (`static/biwaq/page.css`) if None.
    tools
        Which of `share`, `keep`, `print`, `position`, `stand` the map offers; what somebody asks of
        them stands in the session.
    link
        What the server knows of the view, as the query of a link to it.
    hand
        Tools that are taken in hand; what they find is kept in the session.
    planned
        Shapes of a scenario in the town's projected CRS, by the number of their edit.
    place
        Where something is to stand that is not saved yet, in the town's projected CRS.
    rings
        Areas that are reached on foot, with column `minutes`; None for a map without them.
    on_click
        Told of a click before the run that it causes, so that the page need not run twice.
    """

    height: int | None = 620
    tools: tuple[str, ...] = ()
    link: str = ""
    hand: tuple[Tool, ...] = ()
    planned: Mapping[int, Geometry] | None = None
    place: Point | None = None
    rings: gpd.GeoDataFrame | None = None
    on_click: Callable[[MapClick], None] | None = None


@dataclass(frozen=True, slots=True)
class Click:
    """One click on the map.

    Attributes
    ----------
    layer, feature_id
        What was hit; None where nothing lies there.
    point
        Place of the click in the town's CRS, metres.
    """

    layer: str | None
    feature_id: str | None
    point: Point


@dataclass(frozen=True, slots=True)
class SeenOnScreen:
    """What somebody wants on paper.

    Attributes
    ----------
    bounds
        West, south, east, north in degrees (WGS84).
    wide
        The map on screen is wider than high.
    """

    bounds: tuple[float, float, float, float]
    wide: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """Units that were chosen together on the map.

    Attributes
    ----------
    units
        Their ids; none where the selection was given up.
    """

    units: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A shape that was drawn and handed over, as the browser told it, not yet checked.

    Attributes
    ----------
    geometry
        GeoJSON in degrees (WGS84).
    """

    geometry: Mapping[str, Any]
