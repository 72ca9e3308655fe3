"""Builds the prefab estates in rows, and leaves the gaps that demolition left."""

import math

import shapely
from shapely import LineString, Polygon, affinity

from tools.demo_town.dice import Dice
from tools.demo_town.ground import Footprint, Ground, rectangle
from tools.demo_town.plan import Feature
from tools.demo_town.streetside import StreetFinder


def build_estate(ground: Ground, estate: Feature, *, finder: StreetFinder) -> list[Polygon]:
    """Fill the estate with rows of slabs along its angle; return the demolished ones."""
    values = estate.values
    dice = Dice("estate", values["name"])
    centre = estate.shape.centroid
    angle = math.radians(values["angle"])
    level = affinity.rotate(estate.shape, -angle, origin=centre, use_radians=True)
    west, south, east, north = level.bounds
    gone: list[Polygon] = []
    front = finder.street_at(centre, reach=250)
    street = front.name if front else ""
    y = south + values["depth"] / 2 + dice.between(3, 7)
    row = 0
    while y < north - 4:
        for chord in _chords(level, west=west, east=east, y=y):
            x = chord[0] + (dice.between(0, 12) if row % 2 else 0)
            while x + values["min_length"] <= chord[1]:
                length = _length(dice, values=values, room=chord[1] - x)
                slab = _turned(x + length / 2, y, length, values["depth"], angle, centre)
                if not ground.fits(slab, margin=11):
                    x += 6
                    continue
                if dice.happens(values["gone"]):
                    gone.append(slab)
                    ground.keep_free(slab.buffer(6))
                else:
                    ground.build(Footprint(slab, "residential", values["levels"], street, "slab"))
                x += length + dice.between(13, 24)
        y += values["row"] + dice.between(-2, 5)
        row += 1
    _close_courts(
        ground, level, values=values, angle=angle, centre=centre, street=street, dice=dice
    )
    return gone


def _close_courts(
    ground: Ground,
    level: Polygon,
    *,
    values: dict[str, float],
    angle: float,
    centre: shapely.Point,
    street: str,
    dice: Dice,
) -> None:
    """Stand shorter slabs across where two rows leave room, then rows of garages."""
    west, south, east, north = level.bounds
    for kind, length, depth, margin, tries in (
        ("residential", values["row"] - 8, values["depth"], 9.0, 60),
        ("other", 27.0, 6.0, 12.0, 14),
    ):
        for _ in range(tries):
            x, y = dice.between(west, east), dice.between(south, north)
            slab = _turned(x, y, depth, length, angle, centre)
            inside = affinity.rotate(level, angle, origin=centre, use_radians=True).contains(slab)
            if inside and ground.fits(slab, margin=margin):
                levels = values["levels"] if kind == "residential" else 1.0
                ground.build(Footprint(slab, kind, levels, street if levels > 1 else "", "slab"))


def _chords(level: Polygon, *, west: float, east: float, y: float) -> list[tuple[float, float]]:
    cut = level.intersection(LineString([(west - 1, y), (east + 1, y)]))
    spans = [(p.bounds[0] + 4, p.bounds[2] - 4) for p in shapely.get_parts(cut) if p.length > 0]
    return sorted(spans)


def _length(dice: Dice, *, values: dict[str, float], room: float) -> float:
    """Return a multiple of 12 m, the width of one staircase, that fits the room."""
    wish = min(dice.between(values["min_length"], values["max_length"]), room)
    return max(12.0 * round(wish / 12.0 - 0.2), 24.0)


def _turned(
    x: float, y: float, length: float, depth: float, angle: float, centre: shapely.Point
) -> Polygon:
    slab = rectangle(x, y, length=length, depth=depth, angle=0.0)
    return affinity.rotate(slab, angle, origin=centre, use_radians=True)
