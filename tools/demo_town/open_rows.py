"""Builds streets of houses that stand apart: villas, rows of flats, homes, farmsteads."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely import LineString, Point, Polygon, affinity

from tools.demo_town.dice import Dice
from tools.demo_town.ground import Footprint, Ground, rectangle
from tools.demo_town.network import FOOT_KINDS, HALF_WIDTH, Street
from tools.demo_town.plan import Feature


@dataclass(frozen=True, slots=True)
class Habit:
    """How people build in a zone: ranges in metres along and away from the street."""

    length: tuple[float, float]
    depth: tuple[float, float]
    garden: tuple[float, float]
    gap: tuple[float, float]
    levels: Sequence[float]
    sheds: float
    left_out: float


_SHORTEST = 18.0
"""Pieces of street below this have no plot; metres."""

HABITS: Mapping[str, Habit] = {
    "open": Habit((13, 25), (10, 12.5), (3, 6), (6, 13), (2, 2, 3, 3, 4), 0.3, 0.1),
    "houses": Habit((8.5, 13), (8, 11), (5, 8.5), (8.5, 15), (1, 1, 2, 2), 0.3, 0.08),
    "village": Habit((8, 10.5), (13, 19), (1.5, 4), (10, 17), (1, 2), 0.8, 0.1),
}


def build_street(ground: Ground, street: Street, *, zones: Sequence[Feature]) -> None:
    """Build along both sides of one piece of street as its zones have it."""
    if street.kind in FOOT_KINDS or street.line.length < _SHORTEST:
        return
    for side in (1, -1):
        dice = Dice("row", *street.line.coords[0], *street.line.coords[-1], side)
        at = dice.between(5, 14)
        while at < street.line.length - 4:
            at += _build_plot(ground, street, side=side, at=at, dice=dice, zones=zones)


def _build_plot(
    ground: Ground, street: Street, *, side: int, at: float, dice: Dice, zones: Sequence[Feature]
) -> float:
    """Build on the plot that begins at `at`; return the length used."""
    x, y, angle = _place(street.line, at=at, away=side * 18)
    zone = next((z for z in zones if shapely.contains_xy(z.shape, x, y)), None)
    if zone is None or zone.values["style"] not in HABITS:
        return 9.0
    habit = HABITS[zone.values["style"]]
    length, depth = dice.between(*habit.length), dice.between(*habit.depth)
    away = HALF_WIDTH[street.kind] + dice.between(*habit.garden)
    if dice.happens(habit.left_out):
        return length + 6
    x, y, angle = _place(street.line, at=at + length / 2, away=side * (away + depth / 2))
    angle += dice.between(-0.03, 0.03)
    body = rectangle(x, y, length=length, depth=depth, angle=angle)
    if not ground.fits(body, margin=4.0):
        return 4.0
    style = zone.values["style"]
    body = _varied(body, dice=dice, centre=(x, y), angle=angle, size=(length, depth))
    levels = max(
        1.0, dice.pick(habit.levels) + (zone.values["levels"] - 2 if style == "open" else 0)
    )
    ground.build(Footprint(body, "residential", levels, street.name, style))
    if dice.happens(habit.sheds):
        _build_behind(ground, body, style=style, angle=angle, side=side, dice=dice, depth=depth)
    return length + dice.between(*habit.gap)


def _place(line: LineString, *, at: float, away: float) -> tuple[float, float, float]:
    """Return x, y beside the line (left of it where `away` is positive) and its direction."""
    a, b = line.interpolate(max(at - 4, 0)), line.interpolate(min(at + 4, line.length))
    angle = math.atan2(b.y - a.y, b.x - a.x)
    here: Point = line.interpolate(at)
    return here.x - away * math.sin(angle), here.y + away * math.cos(angle), angle


def _varied(
    body: Polygon,
    *,
    dice: Dice,
    centre: tuple[float, float],
    angle: float,
    size: tuple[float, float],
) -> Polygon:
    """Cut a corner out of some houses, so that not every one is a box."""
    if not dice.happens(0.42):
        return body
    length, depth = size
    across, back = dice.pick((-1, 1)), dice.pick((-1, 1))
    notch = shapely.box(0, 0, length * dice.between(0.3, 0.5), depth * dice.between(0.2, 0.4))
    notch = affinity.scale(notch, -across, -back, origin=(0, 0))
    notch = affinity.translate(notch, across * length / 2, back * depth / 2)
    notch = affinity.rotate(notch, angle, origin=(0, 0), use_radians=True)
    cut = body.difference(affinity.translate(notch, *centre))
    return cut if isinstance(cut, Polygon) else body


def _build_behind(
    ground: Ground,
    body: Polygon,
    *,
    style: str,
    angle: float,
    side: int,
    dice: Dice,
    depth: float,
) -> None:
    """Put garages, sheds and barns behind the house."""
    barn = style == "village"
    for _ in range(2 if barn else 1 + dice.happens(0.3)):
        away = side * (depth / 2 + (dice.between(5, 16) if barn else dice.between(4, 15)))
        along = dice.between(-9, 9)
        shed = rectangle(
            body.centroid.x - away * math.sin(angle) + along * math.cos(angle),
            body.centroid.y + away * math.cos(angle) + along * math.sin(angle),
            length=dice.between(9, 19) if barn else dice.between(4, 8),
            depth=dice.between(6.5, 9) if barn else dice.between(3, 5.5),
            angle=angle + (math.pi / 2 if dice.happens(0.4) else 0),
        )
        if ground.fits(shed, margin=1.2):
            ground.build(Footprint(shed, "other", 1, style="shed"))
