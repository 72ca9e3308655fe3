"""Tools that are taken in hand on the work map: choosing, measuring, drawing; as plain JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shapely import Geometry

from biwaq_geo.texts import Texts


class Tool(StrEnum):
    """What can be done on a map besides looking and clicking."""

    SELECT = "select"
    MEASURE = "measure"
    DRAW = "draw"


WORDS = (
    "area",
    "around",
    "bar",
    "box",
    "box_help",
    "box_touch",
    "chosen",
    "draw_area",
    "draw_area_help",
    "draw_area_touch",
    "draw_line",
    "draw_line_help",
    "draw_line_touch",
    "draw_point",
    "draw_point_help",
    "draw_point_touch",
    "edit",
    "edit_help",
    "edit_touch",
    "edit_nothing",
    "finish",
    "hand_over",
    "handed_over",
    "lasso",
    "lasso_help",
    "lasso_touch",
    "length",
    "measure_area",
    "measure_area_help",
    "measure_area_touch",
    "measure_line",
    "measure_line_help",
    "measure_line_touch",
    "point",
    "redo",
    "remove",
    "undo",
    "unselect",
)
"""What the browser says; keys of the texts under `tools`."""


@dataclass(frozen=True, slots=True)
class MapTools:
    """What a page offers on its map.

    Attributes
    ----------
    offered
        In the order of the bar.
    chosen
        Ids of the units that are chosen together; the map marks them.
    drawing
        GeoJSON geometry (WGS84) that was handed over last; None for none.
    serial
        Of the drawing: another number puts `drawing` in place of what is drawn.
    planned
        Shapes of a scenario in the town's projected CRS, by the number of their edit.
    """

    offered: Sequence[Tool] = ()
    chosen: Sequence[str] = ()
    drawing: Mapping[str, Any] | None = None
    serial: int = 0
    planned: Mapping[int, Geometry] | None = None


NO_TOOLS = MapTools()


def bench_state(tools: MapTools) -> dict[str, object]:
    """Return what the browser is told of the tools with each run."""
    return {
        "offered": [tool.value for tool in tools.offered],
        "chosen": sorted(tools.chosen),
        "drawing": {"geometry": tools.drawing, "serial": tools.serial},
    }


def bench_words(texts: Texts) -> dict[str, str]:
    """Return the words of every tool."""
    return {key: texts(f"tools.{key}") for key in WORDS}
