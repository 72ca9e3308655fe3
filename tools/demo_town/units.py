"""Puts commercial units onto the ground floors of the shopping axes and centres."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import geopandas as gpd
import shapely
from shapely import LineString, Point, Polygon
from shapely.ops import nearest_points

from biwaq_geo.domain.units import UnitKind, UnitState
from tools.demo_town.axes import AXES
from tools.demo_town.dice import Dice
from tools.demo_town.houses import House
from tools.demo_town.plan import EPSG
from tools.demo_town.spells import throw_spell, throw_state
from tools.demo_town.trades import MARKET, pick_trade

SOURCE = "erfunden für die Demonstration"
_POSITIONS: Mapping[int, Sequence[str]] = {
    1: ("",),
    2: ("EG links", "EG rechts"),
    3: ("EG links", "EG Mitte", "EG rechts"),
}
_CENTRE_VACANCY = 0.09
_FRONTS = (16.0, 23.0, 40.0)
"""Lengths of front from which a house has two, three or five shops; metres."""
_STORE = 600.0
"""From this floor area on a shop is a department store or supermarket; square metres."""


@dataclass(frozen=True, slots=True)
class Room:
    """One ground-floor room: its house, its place in it and its measures."""

    house: House
    number: int
    count: int
    location: Point
    front: float


def make_units(houses: Sequence[House], *, axes: Mapping[str, LineString]) -> gpd.GeoDataFrame:
    """Return the units; every one of them is invented and says so in its address."""
    rows = [_row(room) for house in houses for room in _rooms(house, axes)]
    return gpd.GeoDataFrame(rows, crs=EPSG)


def _rooms(house: House, axes: Mapping[str, LineString]) -> Iterator[Room]:
    shape = house.built.shape
    if house.built.kind == "mixed" and house.axis:
        line = axes[house.axis]
        start, end = _facade(shape, line)
        count = _shop_count(end - start)
        for number in range(count):
            on_street = line.interpolate(start + (number + 0.5) * (end - start) / count)
            yield Room(house, number, count, _indoors(shape, on_street), (end - start) / count)
    elif house.built.shops:
        count = house.built.shops
        ring = shape.buffer(-4).exterior
        for number in range(count):
            place = ring.interpolate((number + 0.5) / count, normalized=True)
            yield Room(house, number, count, place, 60.0 / count)


def _facade(shape: Polygon, line: LineString) -> tuple[float, float]:
    """Return the stretch of the axis in front of the house; metres along the axis."""
    places = [line.project(Point(xy)) for xy in shape.exterior.coords]
    middle = line.project(shape.centroid)
    half = min(max(places) - min(places), 64.0) / 2
    return max(middle - half, 0.0), min(middle + half, line.length)


def _shop_count(front: float) -> int:
    return (1, 2, 3, 5)[bisect_right(_FRONTS, front)]


def _indoors(shape: Polygon, on_street: Point) -> Point:
    """Return the place two metres behind the facade."""
    inner = shape.buffer(-2)
    place = nearest_points(shape if inner.is_empty else inner, on_street)[0]
    return Point(round(place.x, 2), round(place.y, 2))


def _row(room: Room) -> dict[str, Any]:
    house = room.house
    key = f"{round(house.built.shape.centroid.x)}/{round(house.built.shape.centroid.y)}"
    dice = Dice("unit", key, room.number)
    vacancy = AXES[house.axis].vacancy if house.axis else _CENTRE_VACANCY
    anchor = house.built.shops > 0 and room.number == 0
    trade = MARKET if anchor else pick_trade(dice)
    state = UnitState.USED if anchor else throw_state(dice, vacancy=vacancy)
    area = _area(room, dice=dice, wish=dice.between(*trade.area))
    measured = dice.happens(0.84)
    front = min(room.front, 18.0) * dice.between(0.5, 0.9)
    return {
        "unit_id": str(uuid5(NAMESPACE_URL, f"weisswasser-demo/{key}/{room.number}")),
        "building_id": house.house_id,
        "address": house.address,
        "position": _position(room),
        "kind": (UnitKind.DEPARTMENT_STORE if area > _STORE else trade.kind).value,
        **throw_spell(dice, state=state, trade=trade, axis=house.axis),
        "floor_area_m2": float(round(area)) if measured else None,
        "frontage_m": round(front, 1) if dice.happens(0.77) else None,
        "origin": "demo",
        "source": SOURCE,
        "geometry": room.location,
    }


def _area(room: Room, *, dice: Dice, wish: float) -> float:
    """Return usable floor area that the ground floor can hold; square metres.

    The first shop of a centre is its supermarket and has half of the floor.
    """
    floor = 0.8 * float(shapely.area(room.house.built.shape))
    if not room.house.built.shops:
        return max(min(wish, floor / room.count), 12.0)
    if room.number == 0:
        return floor if room.count == 1 else 0.5 * floor
    return dice.between(0.5, 0.9) * 0.5 * floor / room.count


def _position(room: Room) -> str | None:
    labels = _POSITIONS.get(room.count, ())
    return (labels[room.number] if labels else f"Laden {room.number + 1}") or None
