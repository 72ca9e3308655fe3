"""A map on paper at a stated scale, as SVG with its own scale bar, arrow and marks."""

import io
from collections.abc import Mapping, Sequence

import geopandas as gpd
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from biwaq_geo.mapping.mapspec import Draw, MapSpec
from biwaq_geo.mapping.query import CHANGES
from biwaq_geo.mapping.themes import LOOKS, Look
from biwaq_geo.reports.paper_changes import draw_changes, draw_chosen
from biwaq_geo.reports.paper_labels import Mark, Room, draw_marks, draw_street_names
from biwaq_geo.reports.paper_symbols import draw_layer, draw_shapes
from biwaq_geo.reports.scale import Sheet

MM_PER_INCH = 25.4
DEMONSTRATION = "DEMONSTRATION"
FURNITURE_PT = 5.6
PLATE_OPACITY = 0.85
BAR_PARTS = 4
WATERMARK_OPACITY = 0.16


def paper_map(
    spec: MapSpec,
    frames: Mapping[str, gpd.GeoDataFrame],
    *,
    sheet: Sheet,
    streets: gpd.GeoDataFrame,
    marks: Sequence[Mark] = (),
    drawn: Sequence[shapely.LineString | shapely.Polygon] = (),
) -> bytes:
    """Draw the map exactly at the scale of the sheet and return it as SVG.

    Parameters
    ----------
    frames
        Features by key of the layer, in the CRS of the map.
    streets
        All streets with `name` and `kind`, for the names.
    marks
        Edits of a scenario, numbered as in its list.
    drawn
        Lines and areas that edits were drawn as, in the CRS of the map.
    """
    look = LOOKS[spec.theme]
    figure, axes = blank(sheet.width_mm, sheet.height_mm)
    west, south, east, north = sheet.extent
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.add_artist(
        Rectangle((west, south), east - west, north - south, color=look.ground, zorder=-1)
    )
    draw_shapes(axes, drawn, look=look)
    room = Room(sheet)
    for order, layer in enumerate(spec.drawn()):
        frame = frames[layer.key]
        if layer.source == CHANGES:
            draw_changes(axes, layer, frame, extent=sheet.extent, look=look)
        else:
            draw_layer(axes, layer, frame, extent=sheet.extent, order=order, look=look)
    draw_chosen(axes, spec.selected, frames, look=look)
    _block_points(spec, frames, sheet=sheet, room=room)
    _scale_bar(axes, sheet=sheet, room=room, look=look)
    _north_arrow(axes, sheet=sheet, room=room, look=look)
    draw_marks(axes, marks, sheet=sheet, room=room, look=look)
    for layer in spec.drawn():
        if layer.draw is Draw.COUNT_PER_AREA:
            draw_counts(axes, frames[layer.key], sheet=sheet, room=room, look=look)
    draw_street_names(axes, streets, sheet=sheet, room=room, look=look)
    if spec.demo:
        _watermark(axes, sheet, look)
    axes.add_artist(
        Rectangle(
            (west, south), east - west, north - south, fill=False, ec=look.text, lw=0.8, zorder=99
        )
    )
    return svg(figure)


def blank(width_mm: float, height_mm: float) -> tuple[Figure, Axes]:
    """Return a figure of this size on paper and axes that fill it, without ticks or margins."""
    figure = Figure(figsize=(width_mm / MM_PER_INCH, height_mm / MM_PER_INCH))
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_autoscale_on(False)
    return figure, axes


def svg(figure: Figure) -> bytes:
    """Write the figure as SVG without a date; texts become outlines, so no font is needed."""
    out = io.BytesIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()


def _block_points(
    spec: MapSpec, frames: Mapping[str, gpd.GeoDataFrame], *, sheet: Sheet, room: Room
) -> None:
    # a name must not cover the symbol of a unit
    half = 1.2 * sheet.scale / 1000
    for layer in spec.drawn():
        if layer.draw is not Draw.POINTS or not len(frames[layer.key]):
            continue
        west, south, east, north = sheet.extent
        shown = frames[layer.key].geometry.cx[west:east, south:north]
        x, y = shapely.get_coordinates(shown).T
        room.block(shapely.box(x - half, y - half, x + half, y + half))


def _scale_bar(axes: Axes, *, sheet: Sheet, room: Room, look: Look) -> None:
    ink, plate = look.text, (look.plate, PLATE_OPACITY)
    unit = sheet.scale / 1000
    length = sheet.bar_m()
    x, y = sheet.extent[0] + 4 * unit, sheet.extent[1] + 3 * unit
    label = f"{length // 1000} km" if length % 1000 == 0 else f"{length} m"
    wide, high = length + (3.5 + 0.6 * len(label)) * unit, 5.4 * unit
    back = (x - 2 * unit, y - 1.4 * unit)
    axes.add_artist(Rectangle(back, wide, high, zorder=91, fc=plate, lw=0))
    room.block(shapely.box(x - 2 * unit, y - 1.4 * unit, x - 2 * unit + wide, y + 4 * unit))
    for part in range(BAR_PARTS):
        step = length / BAR_PARTS
        colour = ink if part % 2 == 0 else look.plate
        axes.add_artist(
            Rectangle((x + part * step, y), step, unit, fc=colour, ec=ink, lw=0.4, zorder=92)
        )
    # one outline over the whole length: what a ruler is laid on
    bar = axes.add_artist(Rectangle((x, y), length, unit, fill=False, ec=ink, lw=0.5, zorder=93))
    bar.set_gid("scale_bar")
    for place, text, side in ((x, "0", "center"), (x + length, label, "center")):
        axes.text(
            place, y + 1.6 * unit, text, fontsize=FURNITURE_PT, color=ink, ha=side, va="bottom",
            parse_math=False, zorder=93,
        )  # fmt: skip


def _north_arrow(axes: Axes, *, sheet: Sheet, room: Room, look: Look) -> None:
    ink, plate = look.text, (look.plate, PLATE_OPACITY)
    unit = sheet.scale / 1000
    x, y = sheet.extent[2] - 5 * unit, sheet.extent[3] - 9.5 * unit
    box = (x - 3 * unit, y - 1 * unit, x + 3 * unit, y + 8.5 * unit)
    axes.add_artist(
        Rectangle(
            box[:2],
            box[2] - box[0],
            box[3] - box[1],
            zorder=91,
            fc=plate,
            lw=0,
        )
    )
    room.block(shapely.box(*box))
    west_half = [(x, y + 4.6 * unit), (x - 1.5 * unit, y), (x, y + 1.1 * unit)]
    east_half = [(x, y + 4.6 * unit), (x + 1.5 * unit, y), (x, y + 1.1 * unit)]
    axes.add_artist(Polygon(west_half, fc=ink, ec=ink, lw=0.4, zorder=92)).set_gid("north_arrow")
    axes.add_artist(Polygon(east_half, fc=look.plate, ec=ink, lw=0.4, zorder=92))
    axes.text(
        x, y + 5.1 * unit, "N", fontsize=7, fontweight="bold", color=ink, ha="center", va="bottom",
        parse_math=False, zorder=93,
    )  # fmt: skip


def draw_counts(
    axes: Axes, areas: gpd.GeoDataFrame, *, sheet: Sheet, room: Room, look: Look
) -> None:
    """Write the published count of each area in its middle; nothing where it is blank."""
    half = 2 * sheet.scale / 1000
    counted = areas[areas["participants"].notna()]
    places = shapely.get_coordinates(shapely.point_on_surface(counted.geometry.to_numpy()))
    for (x, y), count in zip(places, counted["participants"], strict=True):
        if room.take(shapely.box(x - half, y - half, x + half, y + half)):
            axes.text(
                x, y, f"{count:.0f}", fontsize=7, fontweight="bold", color=look.text, ha="center",
                va="center", parse_math=False, zorder=94,
            )  # fmt: skip


def _watermark(axes: Axes, sheet: Sheet, look: Look) -> None:
    x = (sheet.extent[0] + sheet.extent[2]) / 2
    y = (sheet.extent[1] + sheet.extent[3]) / 2
    axes.text(
        x, y, DEMONSTRATION, fontsize=sheet.width_mm * 0.27, fontweight="bold",
        color=look.demo_edge, alpha=WATERMARK_OPACITY, rotation=30, ha="center", va="center",
        parse_math=False, zorder=98,
    ).set_gid("demonstration")  # fmt: skip
