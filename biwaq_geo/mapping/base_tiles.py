"""The base map as vector tiles: one PMTiles archive for all base layers that start alike.

GDAL writes them; the browser reads the parts it needs by byte range.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from uuid import uuid4

import geopandas as gpd
import pandas as pd
import pyogrio

from biwaq_geo.mapping.from_afar import NEAR_ZOOM, drawn_from_afar, pieces_from_afar
from biwaq_geo.mapping.geojson import WGS84, symbol_keys, tile_pieces
from biwaq_geo.mapping.heights import building_heights
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.mapping.query import parse
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.services.ports import Town

TILE_LAYER = "base"
"""Name of the one layer in the tiles; `l` says which layer of the map a feature is of."""

FIRST_ZOOM, LAST_ZOOM = 9, 15
"""Of the tiles of 512 pixels. Nearer, the browser enlarges the last: 0.2 m at this latitude."""

ROOM = {"MAX_SIZE": "4000000", "MAX_FEATURES": "1000000"}
"""Bytes and features of a tile above which GDAL would leave features out."""


def tile_groups(layers: Sequence[LayerSpec]) -> Mapping[int, Sequence[LayerSpec]]:
    """Return the base layers by the zoom from which they are drawn, one archive each.

    The first holds the map from far away and ends where the others begin.
    """
    afar = drawn_from_afar(layers)
    return ({FIRST_ZOOM: afar} if afar else {}) | near_groups(layers)


def near_groups(layers: Sequence[LayerSpec]) -> dict[int, Sequence[LayerSpec]]:
    """Return those of `tile_groups` that hold every feature."""
    groups: dict[int, Sequence[LayerSpec]] = {}
    for layer in layers:
        if layer.base:
            zoom = max(NEAR_ZOOM, layer.min_zoom - 1)
            groups[zoom] = (*groups.get(zoom, ()), layer)
    return groups


class BaseTiles:
    """The archives of all towns in one folder, made when first asked for.

    Old versions are swept when a newer one of the same town stands.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._versions: dict[str, tuple[tuple[object, ...], str]] = {}
        self._lock = Lock()

    def version(self, town: Town, layers: Sequence[LayerSpec]) -> str:
        """Return a name for this state of the town's base data and of the base layers."""
        base = [layer for layer in layers if layer.base]
        frames = [town.layer(parse(layer.source).name) for layer in base]
        seen = (*map(id, frames), *base)
        known = self._versions.get(town.profile.key)
        if known is not None and known[0] == seen:
            return known[1]
        # not what Python writes of them: it puts the values of a set in another order every day
        total = hashlib.sha256("".join(map(layer_toml, base)).encode())
        for frame in frames:
            total.update(
                pd.util.hash_pandas_object(frame.drop(columns="geometry")).to_numpy().tobytes()
            )
            for shape in frame.geometry.to_wkb():
                total.update(shape)
        version = total.hexdigest()[:16]
        self._versions[town.profile.key] = seen, version
        return version

    def file(self, town: Town, layers: Sequence[LayerSpec], *, group: int) -> Path:
        """Return the archive of one group, made now if it is not there yet.

        Raises
        ------
        KeyError
            There is no group that starts at this zoom.
        """
        members = tile_groups(layers)[group]
        version = self.version(town, layers)
        path = self._folder / town.profile.key / version / f"{group}.pmtiles"
        with self._lock:
            if not path.is_file():
                self._make(town, members, path, group)
        return path

    def _make(self, town: Town, members: Sequence[LayerSpec], path: Path, group: int) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{uuid4().hex}.pmtiles")
        if group == FIRST_ZOOM:
            write_tiles(_from_afar(town, members), fresh, first_zoom=group, last_zoom=NEAR_ZOOM - 1)
        else:
            write_tiles(_features(town, members), fresh, first_zoom=min(group, LAST_ZOOM))
        os.replace(fresh, path)  # noqa: PTH105 -- replaces on Windows as well
        for old in path.parent.parent.iterdir():
            if old != path.parent:
                for file in old.iterdir():
                    file.unlink(missing_ok=True)
                old.rmdir()


def write_tiles(
    features: gpd.GeoDataFrame, path: Path, *, first_zoom: int, last_zoom: int = LAST_ZOOM
) -> None:
    """Write features in WGS84 with text columns as one archive."""
    pyogrio.write_dataframe(
        features,
        path,
        driver="PMTiles",
        layer=TILE_LAYER,
        geometry_type="Unknown",
        dataset_options={
            "MINZOOM": str(first_zoom),
            "MAXZOOM": str(last_zoom),
            **ROOM,
        },
    )


def _from_afar(town: Town, members: Sequence[LayerSpec]) -> gpd.GeoDataFrame:
    """Return the features of the map from far away with `l` layer, `s` symbol."""
    parts = []
    for layer in members:
        pieces = pieces_from_afar(layer_frame(town, layer), layer)
        parts.append(pieces.assign(l=layer.key))
    return pd.concat(parts, ignore_index=True).to_crs(WGS84)


def _features(town: Town, members: Sequence[LayerSpec]) -> gpd.GeoDataFrame:
    """Return the features of base layers with `l` layer, `s` symbol, `t` name, `h` height in m."""
    parts = []
    for layer in members:
        pieces = tile_pieces(layer_frame(town, layer), layer)
        names = pieces["name"].to_numpy() if layer.labels else None
        columns = {"l": layer.key, "s": symbol_keys(pieces, layer), "t": names}
        if "levels" in pieces:
            columns["h"] = building_heights(pieces).to_numpy()
        shapes = pieces.geometry.to_numpy()
        parts.append(gpd.GeoDataFrame(columns, geometry=shapes, crs=pieces.crs))
    return pd.concat(parts, ignore_index=True).to_crs(WGS84)
