"""Make a town of what OpenStreetMap says, wherever it was read."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from biwaq_geo.adapters.osm import buildings as houses
from biwaq_geo.adapters.osm import features as layers_of
from biwaq_geo.adapters.osm.osmnx_gate import WGS84, walk_edges
from biwaq_geo.adapters.osm.projection import utm_epsg
from biwaq_geo.adapters.osm.sections import sections
from biwaq_geo.adapters.osm.streets import Network, network
from biwaq_geo.adapters.osm.units import units
from biwaq_geo.domain.errors import (
    EmptyNameError,
    FileTooLargeError,
    NoStreetsError,
    TextTooLongError,
    TownExistsError,
)
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.slug import slug
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.domain.units import CommercialUnit, UnitState
from biwaq_geo.services.ports import Town, TownLibrary
from biwaq_geo.texts import Language, load

Progress = Callable[[float, str], None]
"""Told the share that is done (0 to 1) and the key of the words for the present step."""

MAX_NAME = 80
"""Longest name of a town in characters."""

_MAX_ACROSS_DEG = 2.0
"""Berlin is half a degree across. One projection is not true for much more than this."""
_KM = 111.2
"""Length of a degree of latitude."""
_EDGE_M = 50.0
_NEAR_M = 500.0


@dataclass(frozen=True, slots=True)
class RawTown:
    """A town as read, in degrees (EPSG:4326).

    Attributes
    ----------
    graph, features
        As `osmnx_gate` returns them.
    limit
        Only what lies in it belongs to the town; None for everything.
    limit_is_boundary
        True for a municipality; for a box the boundary is drawn around the data.
    inhabitants
        Official total; None where unknown.
    came_from
        File or service, for the source.
    ways_mended
        Ways that were split because nodes were missing.
    """

    graph: Any
    features: gpd.GeoDataFrame
    limit: BaseGeometry | None
    limit_is_boundary: bool
    inhabitants: int | None
    as_of: date
    came_from: str
    ways_mended: int = 0


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came in and what was left out; counts, lengths in metres."""

    buildings: int
    streets: int
    named_streets: int
    units: int
    candidates: int
    sections: int
    services: int
    islands: int
    island_streets: int
    island_m: float
    ways_mended: int
    inhabitants: int | None


def refuse_taken(library: TownLibrary, name: str) -> None:
    """Raise TownExistsError, EmptyNameError or TextTooLongError before any long work."""
    if not name.strip():
        raise EmptyNameError
    if len(name) > MAX_NAME:
        raise TextTooLongError(field="name", length=len(name), limit=MAX_NAME)
    taken = {profile.key for profile in library.profiles()}
    taken |= library.broken().keys()
    if slug(name) in taken:
        raise TownExistsError(name=name)


def create_town(
    library: TownLibrary,
    raw: RawTown,
    *,
    name: str,
    language: Language = "de",
    report: Callable[[ImportReport], None] | None = None,
) -> Town:
    """Turn the raw town into base layers and units and register it whole, or not at all.

    Raises
    ------
    NoStreetsError
        There is no street to walk on inside the limit.
    FileTooLargeError
        It is farther across than any town, or lies on both ends of the map.
    TownExistsError
        The name is taken.
    """
    edges = walk_edges(raw.graph)
    if edges.empty:
        raise NoStreetsError(file=raw.came_from)
    _refuse_region(edges, file=raw.came_from)
    epsg = _epsg(raw, edges)
    limit = None if raw.limit is None else _projected(raw.limit, epsg)
    net = network(edges.to_crs(epsg), inside=limit)
    if net.streets.empty:
        raise NoStreetsError(file=raw.came_from)
    features = raw.features.to_crs(epsg)
    inside = limit if limit is not None and raw.limit_is_boundary else _hull(net, features, limit)
    layers, register = _contents(raw, net=net, features=features, inside=inside)
    layers["boundary"] = gpd.GeoDataFrame(
        {"name": [name]}, index=pd.Index(["b1"], name="id"), geometry=[inside], crs=epsg
    )
    town = library.create(
        _profile(raw, name=name, epsg=epsg, language=language), layers=layers, units=register
    )
    if report is not None:
        report(_report(raw, net=net, layers=layers, register=register))
    return town


def _contents(
    raw: RawTown, *, net: Network, features: gpd.GeoDataFrame, inside: BaseGeometry
) -> tuple[dict[str, gpd.GeoDataFrame], list[CommercialUnit]]:
    footprints = houses.buildings(features, inside=inside, streets=net.streets)
    register = units(
        features, inside=inside, footprints=footprints, streets=net.streets, as_of=raw.as_of
    )
    occupied = {unit.building_id for unit in register if unit.building_id}
    footprints = houses.with_shops(footprints, building_ids=occupied)
    layers = {
        "streets": net.streets,
        "buildings": houses.with_inhabitants(footprints, total=raw.inhabitants),
        "land": layers_of.land(features, inside=inside),
        "railways": layers_of.railways(features, inside=inside),
        "services": layers_of.services(features, inside=inside),
        "sections": sections(register, net.streets),
    }
    return layers, register


def _refuse_region(edges: gpd.GeoDataFrame, *, file: str) -> None:
    west, south, east, north = edges.total_bounds
    across = max(north - south, (east - west) * math.cos(math.radians((south + north) / 2)))
    if across > _MAX_ACROSS_DEG:
        km = {"found": across, "expected": _MAX_ACROSS_DEG}
        raise FileTooLargeError(file=file, **{k: f"{v * _KM:.0f} km" for k, v in km.items()})


def _epsg(raw: RawTown, edges: gpd.GeoDataFrame) -> int:
    west, south, east, north = raw.limit.bounds if raw.limit is not None else edges.total_bounds
    return utm_epsg((west + east) / 2, (south + north) / 2)


def _projected(shape: BaseGeometry, epsg: int) -> BaseGeometry:
    # degrees between two corners of a box are no straight line in metres
    dense = shapely.segmentize(shape, 0.01)
    return gpd.GeoSeries([dense], crs=WGS84).to_crs(epsg).make_valid().iloc[0]


def _hull(net: Network, features: gpd.GeoDataFrame, limit: BaseGeometry | None) -> BaseGeometry:
    """Draw a boundary around the streets and the buildings near to them, within the limit."""
    streets = shapely.union_all(np.asarray(net.streets.geometry)).convex_hull
    built: Any = features.geometry[features["building"].notna()]
    near = built[built.intersects(streets.buffer(_NEAR_M))]
    whole = shapely.union_all([streets, *np.asarray(near)]).convex_hull.buffer(_EDGE_M)
    return whole if limit is None else whole.intersection(limit)


def _profile(raw: RawTown, *, name: str, epsg: int, language: Language) -> TownProfile:
    t = load(language)
    source = t("town_import.source", file=raw.came_from)
    if raw.inhabitants is not None:
        source = f"{source} {t('town_import.source_inhabitants')}"
    return TownProfile(
        key=slug(name),
        name=name.strip(),
        epsg=epsg,
        origin=Origin.OSM,
        source=source,
        as_of=raw.as_of,
        inhabitants=raw.inhabitants,
    )


def _report(
    raw: RawTown,
    *,
    net: Network,
    layers: Mapping[str, gpd.GeoDataFrame],
    register: list[CommercialUnit],
) -> ImportReport:
    return ImportReport(
        buildings=len(layers["buildings"]),
        streets=len(net.streets),
        named_streets=int(net.streets["name"].nunique()),
        units=len(register),
        candidates=sum(unit.state is UnitState.CANDIDATE for unit in register),
        sections=len(layers["sections"]),
        services=len(layers["services"]),
        islands=net.islands,
        island_streets=net.island_streets,
        island_m=net.island_m,
        ways_mended=raw.ways_mended,
        inhabitants=raw.inhabitants,
    )
