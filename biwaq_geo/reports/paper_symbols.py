"""Layers of a map as matplotlib artists, with the forms and colours of the layer files.

Figures are built without pyplot, whose global state two threads would share.
"""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.patches import PathPatch, Polygon
from matplotlib.path import Path

from biwaq_geo.mapping.forms import CORNERS
from biwaq_geo.mapping.mapspec import HEAT_RADIUS_M, Draw, Form, LayerSpec, Stroke, Symbol
from biwaq_geo.mapping.planned import planned_look
from biwaq_geo.mapping.themes import LIGHT, Look
from biwaq_geo.reports.scale import Extent

MM_PER_PX = 0.2
"""Symbols on paper are read from nearer than on screen, so a pixel is 0.2 mm."""

POINTS_PER_MM = 72 / 25.4
RING_WIDTH = 0.22
"""Width of the line of a ring or a hollow symbol, as a share of its diameter."""

STROKES = {Stroke.SOLID: "solid", Stroke.DASHED: (0, (4, 2)), Stroke.DOTTED: (0, (1, 1.5))}


def points(pixels: float) -> float:
    """Convert pixels of a layer file to points on paper."""
    return pixels * MM_PER_PX * POINTS_PER_MM


def draw_layer(
    axes: Axes,
    layer: LayerSpec,
    frame: gpd.GeoDataFrame,
    *,
    extent: Extent,
    order: float,
    look: Look = LIGHT,
) -> None:
    """Draw the features of one layer that touch the extent.

    Parameters
    ----------
    frame
        In the CRS of the axes; a column `layer.column` chooses the symbol.
    order
        Position among the layers; higher is drawn later.
    """
    for symbol, seen in by_symbol(layer, inside(frame, extent)):
        shapes = seen.geometry.to_numpy()
        match layer.draw:
            case Draw.POINTS if layer.heat:
                draw_heat(axes, layer, symbol, points=shapes, order=order)
            case Draw.POINTS:
                xy = shapely.get_coordinates(shapes)
                draw_points(axes, layer, symbol, xy=xy, order=order, look=look)
            case Draw.LINES:
                draw_lines(axes, layer, symbol, lines=shapes, order=order)
            case _:
                draw_polygons(axes, layer, symbol, polygons=shapes, order=order)


def symbols_seen(layer: LayerSpec, frame: gpd.GeoDataFrame, *, extent: Extent) -> frozenset[str]:
    """Return the keys of the symbols that `draw_layer` would draw; "" is the layer's own."""
    return frozenset(symbol.key for symbol, _ in by_symbol(layer, inside(frame, extent)))


def inside(frame: gpd.GeoDataFrame, extent: Extent) -> gpd.GeoDataFrame:
    """Return the features that touch the extent."""
    return frame[frame.intersects(shapely.box(*extent)).to_numpy()] if len(frame) else frame


def by_symbol(layer: LayerSpec, frame: gpd.GeoDataFrame) -> list[tuple[Symbol, gpd.GeoDataFrame]]:
    """Return the symbols that occur with their features, in the order they are drawn."""
    if frame.empty:
        return []
    if layer.column is None:
        return [(layer.own_symbol(), frame)]
    codes, values = pd.factorize(frame[layer.column], use_na_sentinel=False)
    keys = np.array([layer.symbol_of(value).key for value in values], dtype=object)
    chosen = keys[codes]
    # the first of the legend is drawn last, so that the same symbol lies on top in both maps
    symbols = (layer.own_symbol(), *reversed(layer.symbols))
    parts = [(symbol, frame[chosen == symbol.key]) for symbol in symbols]
    return [(symbol, part) for symbol, part in parts if len(part)]


def draw_points(
    axes: Axes,
    layer: LayerSpec,
    symbol: Symbol,
    *,
    xy: np.ndarray,
    order: float,
    look: Look = LIGHT,
) -> None:
    """Draw one marker at each row of `xy` (n x 2)."""
    hollow = symbol.is_hollow
    marker, factor = marker_of(symbol.form)
    size = points(layer.size) * factor * (1 - RING_WIDTH if hollow else 1.0)
    axes.scatter(
        xy[:, 0],
        xy[:, 1],
        s=size**2,
        marker=marker,
        facecolors=to_rgba(look.edge) if hollow else to_rgba(symbol.colour, layer.opacity),
        edgecolors=symbol.colour if hollow else look.edge,
        linewidths=points(layer.size) * RING_WIDTH * HOLLOW_LINE if hollow else 0.4,
        zorder=order,
        gid=f"{layer.key}.{symbol.key}",
    )


def draw_heat(
    axes: Axes, layer: LayerSpec, symbol: Symbol, *, points: np.ndarray, order: float
) -> None:
    """Draw a translucent disc round each point; where discs overlap the map grows darker."""
    discs = shapely.buffer(points, HEAT_RADIUS_M)
    axes.add_artist(
        PolyCollection(
            [shapely.get_coordinates(disc) for disc in discs],
            facecolors=[to_rgba(symbol.colour, layer.fill)],
            linewidths=0,
            zorder=order,
            gid=f"{layer.key}.{symbol.key}",
        )
    )


def marker_of(form: Form) -> tuple[Path | str, float]:
    """Return the marker and what its size must be multiplied with.

    matplotlib scales a path until its farthest coordinate is half the size, which
    would make all forms equally far instead of equally large.
    """
    if form not in CORNERS:
        return "o", 1.0
    corners = np.array(CORNERS[form]) * (1, -1)
    return Path(np.vstack([corners, corners[:1]]), closed=True), float(np.abs(corners).max())


HOLLOW_LINE = 0.8
"""Less than the line of a ring: corners carry more ink than a curve."""


def draw_lines(
    axes: Axes, layer: LayerSpec, symbol: Symbol, *, lines: np.ndarray, order: float
) -> None:
    """Draw LineStrings and MultiLineStrings as one path."""
    solid = symbol.stroke is Stroke.SOLID
    axes.add_artist(
        PathPatch(
            _path(shapely.get_parts(lines)),
            fill=False,
            edgecolor=to_rgba(symbol.colour, layer.opacity),
            linewidth=points(symbol.width or layer.width),
            linestyle=STROKES[symbol.stroke],
            capstyle="round" if solid else "butt",
            joinstyle="round",
            zorder=order,
            gid=f"{layer.key}.{symbol.key}",
        )
    )


def draw_polygons(
    axes: Axes, layer: LayerSpec, symbol: Symbol, *, polygons: np.ndarray, order: float
) -> None:
    """Draw Polygons and MultiPolygons with their holes as one path."""
    # outer rings one way round, holes the other: overlaps stay filled and holes open
    rings = shapely.get_rings(shapely.orient_polygons(shapely.get_parts(polygons)))
    axes.add_artist(
        PathPatch(
            _path(rings),
            facecolor=to_rgba(symbol.colour, layer.fill * layer.opacity),
            edgecolor=to_rgba(symbol.colour, layer.opacity),
            linewidth=points(symbol.width or layer.width),
            linestyle=STROKES[symbol.stroke],
            zorder=order,
            gid=f"{layer.key}.{symbol.key}",
        )
    )


def _path(lines: np.ndarray) -> Path:
    # one path for all features is written many times faster than a path for each
    xy, line = shapely.get_coordinates(lines, return_index=True)
    codes = np.full(len(xy), Path.LINETO, dtype=Path.code_type)
    codes[np.flatnonzero(np.diff(line, prepend=-1))] = Path.MOVETO
    return Path(xy, codes)


def draw_shapes(
    axes: Axes, shapes: Sequence[shapely.LineString | shapely.Polygon], *, look: Look
) -> None:
    """Draw lines and areas that somebody has drawn, above all layers and below the numbers."""
    style = planned_look(look)
    for shape in shapes:
        places = shapely.get_coordinates(shape)
        if isinstance(shape, shapely.Polygon):
            area = Polygon(places, fc=(style.ink, style.fill), lw=0, zorder=88)
            axes.add_artist(area).set_gid("drawn_area")
        for width, colour in ((style.casing, style.edge), (style.line, style.ink)):
            line = axes.plot(*places.T, color=colour, linewidth=points(width), zorder=88.5)[0]
            line.set_gid("drawn")
