"""The shopping axes: their course, their sections, places along them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import geopandas as gpd
import shapely
from shapely import LineString, Point
from shapely.ops import substring

from tools.demo_town.dice import Dice
from tools.demo_town.network import Street
from tools.demo_town.plan import EPSG, read_plan


@dataclass(frozen=True, slots=True)
class AxisHabit:
    """What the demonstration assumes about an axis.

    `reach` is the length that counts as a shopping street, from its inner end, in
    metres; the others are shares between 0 and 1.
    """

    reach: float
    shops: float
    vacancy: float
    townscape: tuple[float, float]


AXES: Mapping[str, AxisHabit] = {
    "Muskauer Straße": AxisHabit(800, 0.46, 0.30, (32, 62)),
    "Bautzener Straße": AxisHabit(960, 0.62, 0.34, (24, 52)),
    "Berliner Straße": AxisHabit(430, 0.14, 0.12, (40, 66)),
    "Görlitzer Straße": AxisHabit(470, 0.4, 0.20, (30, 58)),
    "Boulevard": AxisHabit(260, 0.5, 0.22, (45, 70)),
    "Straße des Friedens": AxisHabit(640, 0.15, 0.20, (42, 68)),
    "Bahnhofstraße": AxisHabit(520, 0.2, 0.20, (35, 60)),
    "Marktplatz": AxisHabit(400, 0.6, 0.08, (62, 84)),
}

_SECTION = 150.0
_SCORED_ON = ("2026-04-21", "2026-04-22", "2026-05-06")


def axis_lines(streets: Sequence[Street]) -> dict[str, LineString]:
    """Return the shopping part of each axis, beginning at its inner end."""
    starts = {f.values["name"]: Point(f.shape.coords[0]) for f in reversed(read_plan("streets"))}
    lines = {}
    for name, habit in AXES.items():
        parts = [s.line for s in streets if s.name == name]
        whole = shapely.line_merge(shapely.union_all(parts))
        line = max(shapely.get_parts(whole), key=lambda part: part.length)
        if Point(line.coords[-1]).distance(starts[name]) < Point(line.coords[0]).distance(
            starts[name]
        ):
            line = line.reverse()
        lines[name] = cast("LineString", substring(line, 0, min(habit.reach, line.length)))
    return lines


def make_sections(lines: Mapping[str, LineString]) -> gpd.GeoDataFrame:
    """Return the axes in pieces of about 150 m, most with a made-up townscape score."""
    rows = []
    for axis, line in lines.items():
        count = max(round(line.length / _SECTION), 1)
        for number in range(count):
            dice = Dice("section", axis, number)
            score = round(dice.between(*AXES[axis].townscape))
            scored = dice.happens(0.85)
            rows.append(
                {
                    "name": f"{axis}, Abschnitt {number + 1}" if count > 1 else axis,
                    "axis": axis,
                    "street_score": float(score) if scored else None,
                    "scored_on": dice.pick(_SCORED_ON) if scored else None,
                    "origin": "demo",
                    "geometry": substring(
                        line, number / count, (number + 1) / count, normalized=True
                    ),
                }
            )
    frame = gpd.GeoDataFrame(rows, crs=EPSG)
    frame.insert(0, "id", [f"sec{i:02d}" for i in range(1, len(frame) + 1)])
    return frame
