"""Base layers that come straight from tagged features: land, railways, services."""

from collections.abc import Callable

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from biwaq_geo.adapters.osm.doubles import Mapped, doubles
from biwaq_geo.adapters.osm.tags import (
    CAR_PARK,
    LAND_KIND,
    NOT_FOR_ALL,
    RAIL_KINDS,
    SEEN,
    SERVICE_KIND,
    Tags,
    look_up,
)
from biwaq_geo.domain.origin import Origin

_AREAS = ("Polygon", "MultiPolygon")
_MIN_LAND_M2 = 1.0


def tags_of(features: gpd.GeoDataFrame) -> dict[str, Tags]:
    """Return the tags of each feature by its id, without those that are absent."""
    table = features.drop(columns="geometry")
    keys = [str(key) for key in table.columns]
    return {
        str(i): {key: value for key, value in zip(keys, row, strict=True) if isinstance(value, str)}
        for i, row in zip(table.index, table.to_numpy(dtype=object), strict=True)
    }


def land(features: gpd.GeoDataFrame, *, inside: BaseGeometry) -> gpd.GeoDataFrame:
    """Return areas by kind of land, cut at the boundary of the town."""
    areas = _of_kind(features, lambda tags: look_up(tags, LAND_KIND))
    areas = areas[areas.geom_type.isin(_AREAS)]
    cut = areas.geometry.intersection(inside)
    areas = areas.set_geometry([_only_areas(shape) for shape in cut], crs=features.crs)
    return _layer(areas[areas.area > _MIN_LAND_M2], {"name": areas["name"]})


def railways(features: gpd.GeoDataFrame, *, inside: BaseGeometry) -> gpd.GeoDataFrame:
    """Return railway lines, cut at the boundary of the town, one row for each piece."""

    def kind(tags: Tags) -> str | None:
        return tags["railway"] if tags.get("railway") in RAIL_KINDS else None

    lines = _of_kind(features, kind)
    lines = lines[lines.geom_type == "LineString"]
    pieces = lines.set_geometry(lines.geometry.intersection(inside)).explode()
    pieces = pieces[(pieces.geom_type == "LineString") & (pieces.length > 0)]
    again = pieces.groupby(level=0).cumcount()
    pieces.index = pd.Index(
        [f"{i}-{n}" if n else str(i) for i, n in zip(pieces.index, again, strict=True)],
        name="id",
        dtype=object,
    )
    return _layer(pieces, {"name": pieces["name"]})


def services(features: gpd.GeoDataFrame, *, inside: BaseGeometry) -> gpd.GeoDataFrame:
    """Return services of general interest as points; one without a name bears its kind.

    Car parks are among them where everybody may use them.
    """
    found = _of_kind(features, _service_kind)
    found = found[~found.index.isin(doubles(found.geometry, _mapped(found)))]
    found = found.set_geometry(found.representative_point())
    found = found[found.within(inside)]
    name = found["name"].where(found["name"].notna(), found["kind"])
    source = [element_of(str(i)) for i in found.index]
    return _layer(found, {"name": name, "source": source, "as_of": found[SEEN]})


def _service_kind(tags: Tags) -> str | None:
    kind = look_up(tags, SERVICE_KIND)
    return None if kind == CAR_PARK and tags.get("access") in NOT_FOR_ALL else kind


def _mapped(found: gpd.GeoDataFrame) -> dict[str, Mapped]:
    rows = zip(found.index, found["kind"], found["name"], found[SEEN], strict=True)
    return {
        # a school and the library in it may bear one name and are two services
        str(i): Mapped(name=f"{kind} {name}" if name else "", sort=kind, seen=seen or "")
        for i, kind, name, seen in rows
    }


def element_of(feature_id: str) -> str:
    """Return the element as people cite it.

    >>> element_of("w123")
    'OpenStreetMap way/123'
    """
    kind = {"n": "node", "w": "way", "r": "relation"}[feature_id[0]]
    return f"OpenStreetMap {kind}/{feature_id[1:]}"


def _of_kind(features: gpd.GeoDataFrame, kind_of: Callable[[Tags], str | None]) -> gpd.GeoDataFrame:
    kinds = [kind_of(tags) for tags in tags_of(features).values()]
    found = features.assign(kind=pd.Series(kinds, index=features.index, dtype=object))
    return found[found["kind"].notna()]


def _layer(rows: gpd.GeoDataFrame, columns: dict[str, object]) -> gpd.GeoDataFrame:
    values = {"kind": rows["kind"], **columns, "origin": Origin.OSM.value}
    return gpd.GeoDataFrame(values, index=rows.index, geometry=rows.geometry, crs=rows.crs)


def _only_areas(shape: BaseGeometry) -> BaseGeometry:
    if shape.geom_type in _AREAS:
        return shape
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in _AREAS]
    return shapely.union_all(parts) if parts else shapely.Polygon()
