"""Puts the simple layers into the form of the base layers."""

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
from shapely import Polygon

from tools.demo_town.land import read_railways
from tools.demo_town.network import Street
from tools.demo_town.plan import EPSG, Feature, read_plan


def street_frame(streets: Sequence[Street]) -> gpd.GeoDataFrame:
    """Return the streets layer."""
    return _numbered(
        [
            {
                "u": s.u,
                "v": s.v,
                "kind": s.kind,
                "name": s.name or None,
                "origin": "demo",
                "geometry": s.line,
            }
            for s in streets
        ],
        prefix="s",
    )


def boundary_frame(town: Polygon) -> gpd.GeoDataFrame:
    """Return the boundary layer: one outline sketched by hand."""
    name = read_plan("boundary")[0].values["name"]
    return _numbered([{"name": name, "geometry": town}], prefix="t")


def land_frame(land: Sequence[Feature]) -> gpd.GeoDataFrame:
    """Return the land layer."""
    return _plain(land, prefix="l")


def railway_frame() -> gpd.GeoDataFrame:
    """Return the railways layer."""
    return _plain(read_railways(), prefix="r")


def service_frame() -> gpd.GeoDataFrame:
    """Return the services layer; facts keep their source."""
    rows = [_row(f) for f in read_plan("services")]
    return _numbered(rows, prefix="v")


def site_frame() -> gpd.GeoDataFrame:
    """Return the sites layer: the facts are in the notes, the geometry is a sketch."""
    rows = [_row(f) | {"origin": "demo"} for f in read_plan("sites")]
    frame = _numbered(rows, prefix="g")
    return frame.assign(floor_area_m2=frame["floor_area_m2"].astype(float))


def _plain(features: Sequence[Feature], *, prefix: str) -> gpd.GeoDataFrame:
    rows = [
        {
            "kind": f.values["kind"],
            "name": f.values["name"] or None,
            "origin": "demo",
            "geometry": f.shape,
        }
        for f in features
        if not f.shape.is_empty
    ]
    return _numbered(rows, prefix=prefix)


def _row(feature: Feature) -> dict[str, Any]:
    return {k: v or None for k, v in feature.values.items()} | {"geometry": feature.shape}


def _numbered(rows: Sequence[Mapping[str, Any]], *, prefix: str) -> gpd.GeoDataFrame:
    width = len(str(len(rows)))
    frame = gpd.GeoDataFrame(list(rows), crs=EPSG)
    frame.insert(0, "id", [f"{prefix}{i:0{width}d}" for i in range(1, len(rows) + 1)])
    return frame
