"""Builds the old town: blocks closed along the street, yards behind."""

import math
from typing import cast

import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from tools.demo_town.dice import Dice
from tools.demo_town.ground import Footprint, Ground, rectangle
from tools.demo_town.streetside import StreetFinder

_FLUSH = 0.2
"""Most fronts stand this far behind the building line; metres."""
_LEAST_FRONT, _LEAST_AREA = 5.0, 50.0
"""Smaller leftovers stay open: metres, square metres."""
_FRONT_REACH = 6.0
"""A front this near to a street's building line faces that street; metres."""


def build_block(ground: Ground, block: Polygon, *, finder: StreetFinder, levels: int) -> None:
    """Line the block's street sides with houses, then put sheds into the yard."""
    dice = Dice("block", *(round(c) for c in block.centroid.coords[0]))
    ring = LineString(shapely.orient_polygons(block).exterior.coords)
    at = dice.between(0, 6)
    while at < ring.length - 8:
        width = dice.between(11, 24)
        _build_front(
            ground,
            ring,
            span=(at, min(at + width, ring.length)),
            finder=finder,
            dice=dice,
            levels=levels,
        )
        at += width + (dice.between(4, 16) if dice.happens(0.13) else 0.0)
    _build_yard(ground, block, dice=dice)


def _build_front(
    ground: Ground,
    ring: LineString,
    *,
    span: tuple[float, float],
    finder: StreetFinder,
    dice: Dice,
    levels: int,
) -> None:
    front = cast("LineString", substring(ring, *span))
    street = finder.street_at(front.interpolate(0.5, normalized=True), reach=_FRONT_REACH)
    depth = dice.between(9.5, 13.5)
    set_back = dice.between(0.2, 1.4) if dice.happens(0.3) else _FLUSH
    storeys = levels + dice.pick((-1, 0, 0, 0, 1))
    if street is None or front.length < _LEAST_FRONT:
        return
    body = _body(front, depth=depth, set_back=set_back)
    wing = dice.happens(0.35)
    shape = ground.trimmed(body) if isinstance(body, Polygon) else None
    if shape is None or shape.area < _LEAST_AREA:
        return
    if wing:
        shape = _with_wing(ground, front, shape, depth=depth, dice=dice)
    ground.build(Footprint(shape, "residential", storeys, street.name, "closed"))


def _body(front: LineString, *, depth: float, set_back: float) -> BaseGeometry:
    """Return the house behind its front; the block lies on the left of the front."""
    body = front.buffer(depth, single_sided=True, join_style="mitre", cap_style="flat")
    return body.difference(front.buffer(set_back, cap_style="flat")) if set_back > _FLUSH else body


def _with_wing(
    ground: Ground, front: LineString, shape: Polygon, *, depth: float, dice: Dice
) -> Polygon:
    """Add a side wing that reaches back into the yard where there is room."""
    arm = cast("LineString", substring(front, 0, min(6.5, front.length / 2)))
    reach = depth + dice.between(5, 11)
    wing = arm.buffer(reach, single_sided=True, join_style="mitre", cap_style="flat")
    joined = shapely.union(shape, wing)
    free = ground.trimmed(joined, keep=0.97) if isinstance(joined, Polygon) else None
    return free if free is not None else shape


def _build_yard(ground: Ground, block: Polygon, *, dice: Dice) -> None:
    yard = block.buffer(-19)
    if yard.is_empty:
        return
    west, south, east, north = yard.bounds
    box = cast("Polygon", shapely.minimum_rotated_rectangle(block))
    (x0, y0), (x1, y1), *_ = box.exterior.coords
    angle = math.atan2(y1 - y0, x1 - x0)
    for _ in range(int(yard.area / 420)):
        shed = rectangle(
            dice.between(west, east),
            dice.between(south, north),
            length=dice.between(5, 16),
            depth=dice.between(4, 8),
            angle=angle,
        )
        if yard.contains(shed) and ground.fits(shed, margin=2.5):
            ground.build(Footprint(shed, "other", 1, style="yard"))
