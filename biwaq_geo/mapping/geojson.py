"""One layer as GeoJSON for the browser: shapes, ids and words of the catalogue."""

from collections.abc import Callable
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from biwaq_geo.mapping.mapspec import Draw, LayerSpec, is_missing
from biwaq_geo.mapping.safe_text import safe_json

DECIMALS = 6
"""Of a degree: 0.1 m, finer than any footprint."""

WGS84 = 4326

_Shapes = NDArray[np.object_]


def layer_geojson(frame: gpd.GeoDataFrame, layer: LayerSpec) -> bytes:
    """Return a FeatureCollection in WGS84.

    Properties are `i` (the feature's id once more, where tiles can carry it), `s` (key of
    the symbol), `n` (count of an area, null for blank) and, where the layer is labelled, `t`
    (name of the feature, data text). No other column leaves the server. In a layer of the
    base map, which nobody clicks, what looks alike is one feature without `i`; its rings run
    counter-clockwise, their holes clockwise.
    """
    shown = frame
    if layer.base:
        shown = tile_pieces(frame, layer) if layer.labels else _united(frame, layer)
    return _collection(shown, layer, _rounded(shown.geometry))


def area_labels(frame: gpd.GeoDataFrame, layer: LayerSpec) -> bytes:
    """Return a FeatureCollection like `layer_geojson` with one point within each area."""
    return _collection(frame, layer, _rounded(frame.representative_point()))


def feature_collection(frame: gpd.GeoDataFrame) -> bytes:
    """Return features whose columns are numbers or keys, never words, as FeatureCollection."""
    columns = [name for name in frame.columns if name != frame.geometry.name]
    rows = frame[columns].to_dict("records")
    shapes = shapely.to_geojson(_rounded(frame.geometry))
    features = (
        f'{{"type":"Feature","properties":{safe_json(values)},"geometry":{shape}}}'
        for values, shape in zip(rows, shapes, strict=True)
    )
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode("ascii")


def _collection(frame: gpd.GeoDataFrame, layer: LayerSpec, shapes: _Shapes) -> bytes:
    # thousands of features share a handful of symbols
    written = cache(lambda values: safe_json(dict(values))[1:-1])
    columns = zip(frame.index, _properties(frame, layer), shapely.to_geojson(shapes), strict=True)
    features = []
    for key, values, shape in columns:
        name = safe_json(str(key))
        own = "" if layer.base else f'"i":{name},'
        features.append(
            f'{{"type":"Feature","id":{name},'
            f'"properties":{{{own}{written(tuple(values.items()))}}},"geometry":{shape}}}'
        )
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode("ascii")


def _rounded(shapes: gpd.GeoSeries) -> _Shapes:
    geometry = shapes.to_crs(WGS84).to_numpy()
    return shapely.transform(geometry, lambda xy: np.round(xy, DECIMALS))


def symbol_keys(frame: gpd.GeoDataFrame, layer: LayerSpec) -> list[str]:
    """Return the key of each feature's symbol; empty in a layer with one symbol for all."""
    if not layer.column:
        return [""] * len(frame)
    key_of = cache(lambda value: layer.symbol_of(value).key)
    return [key_of(value) for value in frame[layer.column]]


def _properties(frame: gpd.GeoDataFrame, layer: LayerSpec) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [{"s": key} for key in symbol_keys(frame, layer)]
    if layer.draw is Draw.COUNT_PER_AREA:
        for row, count in zip(rows, frame["participants"], strict=True):
            row["n"] = None if is_missing(count) else int(count)
    if layer.labels:
        for row, name in zip(rows, frame["name"], strict=True):
            row["t"] = None if is_missing(name) or not name else str(name)
    return rows


def tile_pieces(frame: gpd.GeoDataFrame, layer: LayerSpec) -> gpd.GeoDataFrame:
    """Join the pieces of one name and symbol: fewer, longer lines carry a label better.

    A layer without labels stays as it is.
    """
    if not layer.labels:
        return frame
    keys = ["name", layer.column] if layer.column else ["name"]
    groups = frame.groupby(keys, dropna=False, sort=False)
    rows = []
    for values, group in groups:
        merged = shapely.line_merge(shapely.union_all(group.geometry.to_numpy()))
        rows += [(*values, part) for part in shapely.get_parts(merged)]
    table = gpd.GeoDataFrame(rows, columns=[*keys, "geometry"], geometry="geometry", crs=frame.crs)
    return table.set_index(table.index.astype(str))


def _united(frame: gpd.GeoDataFrame, layer: LayerSpec) -> gpd.GeoDataFrame:
    """Gather what has one symbol: thousands of houses are one path to draw, not thousands."""
    shapes, owner = shapely.get_parts(frame.geometry.to_numpy(), return_index=True)
    kinds = frame[layer.column].to_numpy()[owner] if layer.column else np.zeros(len(owner))
    table = pd.DataFrame({"kind": kinds, "size": shapely.get_dimensions(shapes)})
    rows = [
        (kind, gather(shapely.orient_polygons(shapes[alike.index])))
        for size, gather in _GATHER.items()
        for kind, alike in table[table["size"] == size].groupby("kind", dropna=False, sort=False)
    ]
    united = gpd.GeoDataFrame(
        rows, columns=[layer.column or "kind", "geometry"], geometry="geometry", crs=frame.crs
    )
    return united.set_index(united.index.astype(str))


_GATHER: dict[int, Callable[..., shapely.Geometry]] = {
    0: shapely.multipoints,
    1: shapely.multilinestrings,
    2: shapely.multipolygons,
}
"""The geometry of many parts by the dimension of each."""


def projected(
    bounds: tuple[float, float, float, float], *, epsg: int
) -> tuple[float, float, float, float]:
    """Return west, south, east, north in a projected CRS, metres, of bounds in WGS84 degrees."""
    shape = gpd.GeoSeries([shapely.box(*bounds)], crs=WGS84).to_crs(epsg)
    west, south, east, north = (float(side) for side in shape.total_bounds)
    return west, south, east, north
