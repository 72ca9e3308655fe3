"""Names and numbers on a paper map, placed so that none lies on another."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from shapely import affinity

from biwaq_geo.mapping.planned import planned_look
from biwaq_geo.mapping.themes import LIGHT, Look
from biwaq_geo.reports.fonts import displayable
from biwaq_geo.reports.scale import Sheet

INK = LIGHT.text
NAME_SIZE_PT = 5.4
MM_PER_LETTER = 1.08
"""Mean width of a letter of the map's font at `NAME_SIZE_PT`, with a little air."""

NAME_HEIGHT_MM = 2.2
MOST_NAMES = 14
BADGE_MM = 3.4
BADGE_SIZE_PT = 5.6
RING_PT = 0.6
MOST_IN_BADGE = 3
REACHES = (1.3, 2.0, 2.8, 4.0)
"""How far from its place a badge is tried, in its own sizes."""

DIRECTIONS = (45, 135, 315, 225, 0, 90, 180, 270)
MAIN_KINDS = ("primary", "secondary", "tertiary", "pedestrian", "living_street")
MAIN_BONUS = 3.0
"""A main street is named before a side street up to three times as long."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered edit or stop at a place, in the CRS of the map.

    Attributes
    ----------
    on_place
        The number is the sign of the place: it lies on it where it finds room, not beside.
    """

    number: int | str
    x: float
    y: float
    on_place: bool = False


class Room:
    """Where something is already written, in the CRS of the map."""

    def __init__(self, sheet: Sheet) -> None:
        self.frame = shapely.box(*sheet.extent)
        self._taken = np.empty(0, dtype=object)

    def take(self, box: shapely.Polygon) -> bool:
        """Reserve the box; False where it leaves the frame or touches another."""
        if not self.frame.contains(box) or shapely.intersects(self._taken, box).any():
            return False
        self.block(box)
        return True

    def block(self, boxes: shapely.Polygon | np.ndarray) -> None:
        """Reserve one box or an array of them, whatever lies there."""
        self._taken = np.append(self._taken, np.asarray(boxes, dtype=object))


def draw_street_names(
    axes: Axes, streets: gpd.GeoDataFrame, *, sheet: Sheet, room: Room, look: Look = LIGHT
) -> None:
    """Write the names of the main streets along them, the most important first.

    Parameters
    ----------
    streets
        Lines with columns `name` and `kind`, in the CRS of the map.
    """
    named = streets[streets["name"].fillna("").str.strip().ne("")]
    clipped = named.geometry.clip_by_rect(*sheet.extent)
    parts = named.assign(geometry=clipped)[~clipped.is_empty.to_numpy()]
    written = 0
    for name, line in _by_importance(parts):
        length = len(name) * MM_PER_LETTER * look.type * sheet.scale / 1000
        if line.length < length or written == MOST_NAMES:
            continue
        x, y, angle = _along(line, length)
        box = shapely.box(0, 0, length, NAME_HEIGHT_MM * look.type * sheet.scale / 1000)
        box = affinity.translate(box, x - length / 2, y - box.bounds[3] / 2)
        if room.take(affinity.rotate(box, angle, origin=(x, y))):
            _write(axes, displayable(name), at=(x, y), angle=angle, look=look)
            written += 1


def _by_importance(streets: gpd.GeoDataFrame) -> list[tuple[str, shapely.LineString]]:
    ranked: list[tuple[float, str, shapely.LineString]] = []
    for name, part in streets.groupby("name"):
        merged = shapely.line_merge(shapely.union_all(part.geometry.to_numpy()))
        longest = max(shapely.get_parts(merged), key=lambda line: line.length)
        main = bool(part["kind"].isin(MAIN_KINDS).any())
        rank = merged.length * (MAIN_BONUS if main else 1.0)
        ranked.append((-rank, str(name), longest))
    return [(name, line) for _, name, line in sorted(ranked, key=lambda item: item[:2])]


def _along(line: shapely.LineString, length: float) -> tuple[float, float, float]:
    middle = line.length / 2
    before = line.interpolate(middle - length / 2)
    after = line.interpolate(middle + length / 2)
    angle = math.degrees(math.atan2(after.y - before.y, after.x - before.x))
    # never upside down, and from the bottom to the top where the street runs north
    upright = 90 - (90 - angle) % 180
    return (before.x + after.x) / 2, (before.y + after.y) / 2, upright


def _write(axes: Axes, text: str, *, at: tuple[float, float], angle: float, look: Look) -> None:
    axes.text(
        *at,
        text,
        fontsize=NAME_SIZE_PT * look.type,
        color=look.text,
        rotation=angle,
        rotation_mode="anchor",
        ha="center",
        va="center",
        parse_math=False,
        path_effects=[withStroke(linewidth=1.6, foreground=look.halo)],
        zorder=90,
    )


def draw_marks(
    axes: Axes, marks: Sequence[Mark], *, sheet: Sheet, room: Room, look: Look = LIGHT
) -> None:
    """Put a numbered badge on or beside each place, joined to it by a short line.

    Marks within a metre of each other share one badge.
    """
    together: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        together.setdefault((round(mark.x), round(mark.y)), []).append(mark)
    for group in together.values():
        text = ", ".join(str(mark.number) for mark in group[:MOST_IN_BADGE])
        text += ", …" if len(group) > MOST_IN_BADGE else ""
        x, y = _free_place(group[0], letters=len(text), sheet=sheet, room=room)
        axes.plot([group[0].x, x], [group[0].y, y], color=look.text, linewidth=0.5, zorder=95)
        badge(axes, text, x=x, y=y, look=look)


def badge(axes: Axes, text: str, *, x: float, y: float, look: Look = LIGHT) -> None:
    """Write a short text on a plate with round ends, as screens write numbers of measures."""
    style = planned_look(look)
    axes.text(
        x,
        y,
        text,
        fontsize=BADGE_SIZE_PT,
        color=style.edge,
        fontweight="bold",
        ha="center",
        va="center",
        parse_math=False,
        bbox={
            "boxstyle": "circle,pad=0.28" if len(text) == 1 else "round,pad=0.3,rounding_size=0.8",
            "fc": style.ink,
            "ec": style.edge,
            "lw": RING_PT,
        },
        zorder=96,
    )


def _free_place(mark: Mark, *, letters: int, sheet: Sheet, room: Room) -> tuple[float, float]:
    metres = sheet.scale / 1000
    high = BADGE_MM / 2 * metres
    wide = max(BADGE_MM, 1.3 * letters + 1.6) / 2 * metres
    for reach in (0.0, *REACHES) if mark.on_place else REACHES:
        for direction in DIRECTIONS:
            x = mark.x + reach * (wide + high) * math.cos(math.radians(direction))
            y = mark.y + reach * 2 * high * math.sin(math.radians(direction))
            if room.take(shapely.box(x - wide, y - high, x + wide, y + high)):
                return x, y
    return mark.x, mark.y
