"""What differs between two maps, and what is chosen, as outlines round the symbols."""

from collections.abc import Mapping

import geopandas as gpd
import shapely
from matplotlib.axes import Axes

from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.mapping.planned import planned_look
from biwaq_geo.mapping.themes import Look
from biwaq_geo.reports.paper_symbols import by_symbol, inside, marker_of, points
from biwaq_geo.reports.scale import Extent

EDGE, LINE = 0.17, 0.1
"""Widths of the light edge and of the line of an outline, as shares of its diameter: those
that screens draw (`static/biwaq/symbols.js`)."""

CHOSEN_PX = 46.0
"""Diameter of the ring round what is chosen."""


def draw_changes(
    axes: Axes, layer: LayerSpec, frame: gpd.GeoDataFrame, *, extent: Extent, look: Look
) -> None:
    """Draw an outline round each place, above all layers: what lies below is seen inside.

    Parameters
    ----------
    layer, frame
        As `mapping.comparing` makes them: points with a column `change`.
    """
    for symbol, seen in by_symbol(layer, inside(frame, extent)):
        xy = shapely.get_coordinates(seen.geometry.to_numpy())
        marker, factor = marker_of(symbol.form)
        size = points(layer.size) * factor
        for share, colour, gid in (
            (EDGE, look.edge, "edge"),
            (LINE, symbol.colour, f"{layer.key}.{symbol.key}"),
        ):
            axes.scatter(
                xy[:, 0],
                xy[:, 1],
                s=size**2,
                marker=marker,
                facecolors="none",
                edgecolors=colour,
                linewidths=points(layer.size) * share,
                zorder=87,
                gid=gid,
            )


def draw_chosen(
    axes: Axes, chosen: str | None, frames: Mapping[str, gpd.GeoDataFrame], *, look: Look
) -> None:
    """Draw a ring round the feature with this id, wherever it is; nothing where it is not."""
    found = next((one for one in frames.values() if chosen in one.index), None)
    if chosen is None or found is None:
        return
    place = shapely.point_on_surface(found.geometry.loc[chosen])
    style = planned_look(look)
    for width, colour in ((style.casing, style.edge), (style.line, style.ink)):
        axes.scatter(
            [place.x],
            [place.y],
            s=points(CHOSEN_PX * look.size) ** 2,
            marker="o",
            facecolors="none",
            edgecolors=colour,
            linewidths=points(width),
            zorder=89,
            gid="chosen",
        )
