"""The base map from far away: main streets and the built-up land instead of every house.

A street of a few pixels among thousands is no help to anybody and is what a map of a large town
is slow at.
"""

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from biwaq_geo.mapping.geojson import symbol_keys
from biwaq_geo.mapping.mapspec import Draw, LayerSpec

NEAR_ZOOM = 11
"""MapLibre's zoom from which on the map is drawn whole: 24 m a pixel in the middle of Germany,
at which the blocks between the streets of a town begin to be told apart."""

CELL_M = 80.0
"""Side of the squares that built-up land is gathered in; a house lies this far from the next
at most to be in one piece with it."""

SHIFT_M = 12.0
"""By which a line may be drawn beside its place: half a pixel at `NEAR_ZOOM`."""


def drawn_from_afar(layers: Sequence[LayerSpec]) -> tuple[LayerSpec, ...]:
    """Return the base layers as they are drawn below `NEAR_ZOOM`, areas first.

    A layer that begins nearer is drawn as built-up land if it holds areas, else not at all; of
    the others those symbols are left that their file names in `afar`.
    """
    found = [_afar(layer) for layer in layers if layer.base and layer.afar != ()]
    drawn = [layer for layer in found if layer is not None]
    return tuple(sorted(drawn, key=lambda layer: layer.draw is Draw.LINES))


def is_built_up(layer: LayerSpec) -> bool:
    """Say whether the layer is one of `drawn_from_afar` that stands for the houses in it."""
    return layer.base and layer.draw is not Draw.LINES and _begins_nearer(layer)


def _begins_nearer(layer: LayerSpec) -> bool:
    return layer.min_zoom - 1 >= NEAR_ZOOM


def _afar(layer: LayerSpec) -> LayerSpec | None:
    if not _begins_nearer(layer):
        if layer.afar is None:
            return layer
        kept = tuple(one for one in layer.symbols if one.key in layer.afar)
        return replace(layer, symbols=kept)
    if layer.draw is Draw.LINES:
        return None
    return replace(layer, column=None, symbols=(), width=0.0)


def built_up(shapes: NDArray[np.object_]) -> BaseGeometry:
    """Return the land that houses stand on, in the CRS of their shapes (metres).

    Houses are gathered in squares of `CELL_M`; gaps of one square are closed.
    """
    if not len(shapes):
        return shapely.MultiPolygon()
    bounds = shapely.bounds(shapes)
    middle = (bounds[:, :2] + bounds[:, 2:]) / 2
    cells = np.unique(np.floor(middle / CELL_M).astype(int), axis=0)
    squares = shapely.box(
        *(cells * CELL_M).T,
        *((cells + 1) * CELL_M).T,
    )
    land: BaseGeometry = shapely.union_all(squares)
    grown = land.buffer(CELL_M / 2, cap_style="square", join_style="mitre")
    return grown.buffer(-CELL_M / 2, cap_style="square", join_style="mitre")


def joined_lines(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return lines of one look as few long ones, by `SHIFT_M` beside their places at most."""
    lines = shapely.get_parts(shapes)
    merged = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines)))
    return np.asarray(shapely.simplify(merged, SHIFT_M), dtype=object)


def pieces_from_afar(frame: gpd.GeoDataFrame, layer: LayerSpec) -> gpd.GeoDataFrame:
    """Return the features of one of `drawn_from_afar`, with the key of their symbol in `s`."""
    shapes, symbols = frame.geometry.to_numpy(), np.array(symbol_keys(frame, layer), dtype=object)
    if is_built_up(layer):
        return _framed([("", built_up(shapes))], frame)
    wanted = set(symbols) if layer.afar is None else set(layer.afar)
    rows = []
    for key in sorted(wanted):
        alike = shapes[symbols == key]
        rows += [(key, one) for one in (joined_lines(alike) if layer.draw is Draw.LINES else alike)]
    return _framed(rows, frame)


def _framed(
    rows: Sequence[tuple[str, shapely.Geometry]], frame: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    kept = [(key, shape) for key, shape in rows if not shapely.is_empty(shape)]
    symbols, shapes = [key for key, _ in kept], [shape for _, shape in kept]
    return gpd.GeoDataFrame({"s": symbols}, geometry=shapes, crs=frame.crs)
