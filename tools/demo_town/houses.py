"""Gives the buildings their use, their invented numbers and their inhabitants."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import shapely
from shapely import LineString, Point, Polygon

from tools.demo_town.axes import AXES
from tools.demo_town.dice import Dice
from tools.demo_town.ground import Footprint
from tools.demo_town.network import Street
from tools.demo_town.plan import EPSG

INHABITANTS = 14_992
"""Official number of 2023 (Wikipedia, de, article on the town)."""

_SHOP_STYLES = frozenset({"closed", "open", "hand"})
_FRONT_REACH = 22.0
_HOME_SHARE = {"residential": 1.0, "mixed": 0.7}
_ROOMY_STYLES = frozenset({"houses", "village"})
_ROOMY = 0.82
"""Homes with a garden hold fewer people on the same floor area; assumption."""


@dataclass(frozen=True, slots=True)
class House:
    """A building with its place in the town."""

    house_id: str
    built: Footprint
    address: str
    axis: str


def make_houses(
    built: Sequence[Footprint], *, streets: Sequence[Street], axes: Mapping[str, LineString]
) -> list[House]:
    """Return the buildings from north to south with their addresses and uses."""
    ordered = sorted(built, key=lambda f: (-round(f.shape.bounds[3], 1), f.shape.bounds[0]))
    on_axis = [_axis_of(f, axes) for f in ordered]
    fronts = [
        replace(f, street=axis) if axis else f for f, axis in zip(ordered, on_axis, strict=True)
    ]
    numbers = _numbers(fronts, streets)
    return [
        _with_use(House(f"b{i + 1:04d}", front, _address(front, numbers.get(i)), axis))
        for i, (front, axis) in enumerate(zip(fronts, on_axis, strict=True))
    ]


def _address(front: Footprint, number: int | None) -> str:
    """Return an address that no real one can be mistaken for."""
    return f"{front.street} D{number} (Demo)" if number else ""


def house_frame(houses: Sequence[House]) -> gpd.GeoDataFrame:
    """Return the buildings layer; inhabitants sum to the official total exactly."""
    return gpd.GeoDataFrame(
        {
            "id": [h.house_id for h in houses],
            "kind": [h.built.kind for h in houses],
            "levels": [float(h.built.levels) for h in houses],
            "inhabitants": _inhabitants(houses),
            "address": [h.address or None for h in houses],
            "origin": "demo",
        },
        geometry=[shapely.set_precision(h.built.shape, 0.01) for h in houses],
        crs=EPSG,
    )


def _inhabitants(houses: Sequence[House]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Share the total out by floor area, the largest remainders get the last heads."""
    area = np.array([_home_area(h.built) for h in houses])
    exact = INHABITANTS * area / area.sum()
    heads: np.ndarray[tuple[int], np.dtype[np.float64]] = np.floor(exact)
    left = INHABITANTS - int(heads.sum())
    heads[np.argsort(heads - exact, kind="stable")[:left]] += 1
    return heads


def _home_area(built: Footprint) -> float:
    share = _HOME_SHARE.get(built.kind, 0.0)
    return built.shape.area * built.levels * share * (_ROOMY if built.style in _ROOMY_STYLES else 1)


def _with_use(house: House) -> House:
    """Turn houses with shops below and flats above into mixed ones."""
    built = house.built
    if built.kind != "residential" or not house.axis:
        return house
    if not Dice("use", *_place(built.shape)).happens(AXES[house.axis].shops):
        return house
    return replace(house, built=replace(built, kind="mixed"))


def _place(shape: Polygon) -> tuple[int, int]:
    centre = shape.centroid
    return round(centre.x), round(centre.y)


def _axis_of(built: Footprint, axes: Mapping[str, LineString]) -> str:
    if built.style not in _SHOP_STYLES or built.kind not in {"residential", "mixed"}:
        return ""
    gaps = {name: line.distance(built.shape) for name, line in axes.items()}
    nearest = min(gaps, key=lambda name: (gaps[name], name))
    return nearest if gaps[nearest] < _FRONT_REACH else ""


def _numbers(built: Sequence[Footprint], streets: Sequence[Street]) -> dict[int, int]:
    """Number the houses of each street along it: odd on its left, even on its right."""
    parts: defaultdict[str, list[LineString]] = defaultdict(list)
    for street in streets:
        parts[street.name].append(street.line)
    along: defaultdict[tuple[str, bool], list[tuple[float, int]]] = defaultdict(list)
    for index, footprint in enumerate(built):
        if footprint.street in parts and footprint.street:
            at, left = _position(parts[footprint.street], footprint.shape.centroid)
            along[footprint.street, left].append((at, index))
    return {
        index: 2 * place + (1 if left else 2)
        for (_, left), found in along.items()
        for place, (_, index) in enumerate(sorted(found))
    }


def _position(parts: Sequence[LineString], point: Point) -> tuple[float, bool]:
    """Return metres along the merged street and whether the point lies left of it."""
    lines = sorted(
        shapely.get_parts(shapely.line_merge(shapely.union_all(parts))), key=lambda p: p.bounds
    )
    nearest = min(range(len(lines)), key=lambda i: lines[i].distance(point))
    line = lines[nearest]
    at = line.project(point)
    here, ahead = line.interpolate(max(at - 1, 0)), line.interpolate(min(at + 1, line.length))
    cross = (ahead.x - here.x) * (point.y - here.y) - (ahead.y - here.y) * (point.x - here.x)
    return sum(p.length for p in lines[:nearest]) + at, cross > 0
