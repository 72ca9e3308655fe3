"""The legend of a paper map: the same symbols as on the map, in columns."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from matplotlib.axes import Axes

from biwaq_geo.mapping.mapspec import Draw, LayerSpec, Symbol
from biwaq_geo.reports.fonts import displayable
from biwaq_geo.reports.paper_labels import INK, badge
from biwaq_geo.reports.paper_map import blank, svg
from biwaq_geo.reports.paper_symbols import draw_lines, draw_points, draw_polygons

COLUMNS = 4
ROW_MM = 3.9
SIZE_PT = 6.2
LETTERS = 28
"""Letters of a line that fit beside a symbol in a quarter of the page."""


MOST_PX = 13.0
"""Diameter of a sign, CSS pixels: outlines of changes are larger on the map than a line is high."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend.

    Attributes
    ----------
    layer, symbol
        What is drawn in front of the text; None for a plain line of text.
    badge
        Text in a dark badge instead of a symbol.
    """

    text: str
    layer: LayerSpec | None = None
    symbol: Symbol | None = None
    badge: str = ""


def legend_svg(entries: Sequence[Entry], *, width_mm: float) -> tuple[bytes, float]:
    """Draw the legend as SVG and return it with its height in millimetres."""
    lines = [(entry, textwrap.wrap(displayable(entry.text), LETTERS) or [""]) for entry in entries]
    total = sum(len(wrapped) for _, wrapped in lines)
    rows = -(-total // COLUMNS)
    columns: list[list[tuple[Entry, list[str]]]] = [[]]
    used = 0
    for entry, wrapped in lines:
        # a heading does not stand alone at the foot of a column
        need = len(wrapped) + (1 if entry.symbol is None and not entry.badge else 0)
        if used and used + need > rows and len(columns) < COLUMNS:
            columns.append([])
            used = 0
        columns[-1].append((entry, wrapped))
        used += len(wrapped)
    height = ROW_MM * max(sum(len(wrapped) for _, wrapped in column) for column in columns) + 1
    figure, axes = blank(width_mm, height)
    axes.set_xlim(0, width_mm)
    axes.set_ylim(0, height)
    for number, column in enumerate(columns):
        _column(axes, column, x=number * width_mm / COLUMNS, top=height - 0.5)
    return svg(figure), height


def _column(axes: Axes, column: list[tuple[Entry, list[str]]], *, x: float, top: float) -> None:
    y = top
    for entry, wrapped in column:
        middle = y - ROW_MM / 2
        indent = _sample(axes, entry, x=x, y=middle)
        for number, line in enumerate(wrapped):
            axes.text(
                x + indent,
                middle - number * (ROW_MM - 0.9),
                line,
                fontsize=SIZE_PT,
                color=INK,
                fontweight="normal" if indent else "bold",
                va="center_baseline",
                parse_math=False,
            )
        y -= ROW_MM * len(wrapped)


def _sample(axes: Axes, entry: Entry, *, x: float, y: float) -> float:
    centre = np.array([[x + 2.5, y]])
    if entry.badge:
        badge(axes, entry.badge, x=x + 2.5, y=y)
    elif entry.layer is None or entry.symbol is None:
        return 0.0
    elif entry.layer.draw is Draw.POINTS and not entry.layer.heat:
        layer = replace(entry.layer, size=min(entry.layer.size, MOST_PX))
        draw_points(axes, layer, entry.symbol, xy=centre, order=1)
    elif entry.layer.draw is Draw.LINES:
        line = shapely.LineString([(x + 0.5, y), (x + 4.5, y)])
        draw_lines(axes, entry.layer, entry.symbol, lines=np.array([line]), order=1)
    else:
        box = shapely.box(x + 0.7, y - 1.2, x + 4.3, y + 1.2)
        draw_polygons(axes, entry.layer, entry.symbol, polygons=np.array([box]), order=1)
    return 6.2
