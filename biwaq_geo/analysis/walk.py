"""The shortest walk from unit to unit along the streets."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from biwaq_geo.analysis.network import MAX_ACCESS_M, Ints, WalkNetwork, snap
from biwaq_geo.analysis.reach import metres_per_minute
from biwaq_geo.analysis.tour import Tour, shortest_tour
from biwaq_geo.analysis.ways import Ways, ways_between
from biwaq_geo.domain.errors import PlaceOffNetworkError

SAME_PLACE_M = 1.0
"""Points in one square of this side are one place to stand at."""


@dataclass(frozen=True, slots=True)
class Leg:
    """The way to the next stop: `path` in the CRS of the network, from door to door."""

    metres: float
    minutes: float
    path: shapely.LineString


@dataclass(frozen=True, slots=True)
class Stop:
    """A place to stand at, with every unit that is seen from there.

    Attributes
    ----------
    labels
        Labels of the units, in the order they were given.
    leg
        The way there; None at the first stop of a walk that begins there.
    """

    labels: tuple[Hashable, ...]
    point: shapely.Point
    leg: Leg | None


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk over units.

    Attributes
    ----------
    home
        The way back; None where the walk ends at its last stop.
    metres, minutes
        Whole length and time on foot, without the time spent at the stops.
    at_least_m
        No walk over these stops is shorter than this.
    proven
        Whether no walk is shorter, to within a decimetre for each stop.
    gap
        By which share (0 to 1) the walk can at most be longer than the shortest;
        inf where there was no time to find out.
    unreachable
        Labels of units to which no street leads from the others.
    """

    stops: tuple[Stop, ...]
    home: Leg | None
    metres: float
    minutes: float
    at_least_m: float
    proven: bool
    gap: float
    unreachable: tuple[Hashable, ...]


def shortest_walk(
    network: WalkNetwork,
    units: gpd.GeoSeries,
    *,
    buildings: pd.Series | None = None,
    start: shapely.Point | None = None,
    closed: bool = True,
    speed_kmh: float,
    limit_s: float = 8.0,
) -> Walk:
    """Return the shortest walk that comes to every unit.

    Units in one building, or on one square metre, share a stop. Of units
    that no street joins, the walk takes those it can reach from `start`, else the part
    of the network with the most stops; the others are named in `unreachable`, as are
    units farther than `MAX_ACCESS_M` from every street.

    Parameters
    ----------
    units
        A point for each unit, CRS of the network, unique labels.
    buildings
        Id of the building of each unit, missing where unknown; indexed like `units`.
    start
        Where the walk begins; at any unit where None.
    closed
        Whether the walk returns to where it began.
    limit_s
        Seconds for the proof that nothing shorter exists, see `shortest_tour`.

    Raises
    ------
    PlaceOffNetworkError
        `start` lies farther than `MAX_ACCESS_M` from every street.
    """
    points_of = {label: _point(point) for label, point in units.items()}
    together = _together(points_of, buildings)
    points = [points_of[group[0]] for group in together]
    begin = None if start is None else _beginning(start, points)
    if start is not None and begin == len(points):
        points, together = [*points, start], [*together, ()]
    snapped = snap(network, gpd.GeoSeries(points, crs=units.crs))
    if start is not None and not snapped.on_network()[begin]:
        raise PlaceOffNetworkError(
            place=f"{start.x:.0f}, {start.y:.0f}",
            distance_m=round(float(snapped.access[begin])),
            limit_m=round(MAX_ACCESS_M),
        )
    ways = ways_between(network, snapped, points=points)
    near = _one_part(ways, snapped.on_network(), begin)
    tour = shortest_tour(
        ways.metres[np.ix_(near, near)],
        start=None if begin is None else int(np.flatnonzero(near == begin)[0]),
        closed=closed,
        limit_s=limit_s,
    )
    order = [int(near[row]) for row in tour.order]
    return _walk(ways, tour, order, together, closed=closed, pace=metres_per_minute(speed_kmh))


def _walk(
    ways: Ways,
    tour: Tour,
    order: Sequence[int],
    together: Sequence[tuple[Hashable, ...]],
    *,
    closed: bool,
    pace: float,
) -> Walk:
    left = sorted(set(range(len(together))) - set(order))
    return Walk(
        stops=_stops(ways, order, together, pace=pace),
        home=_leg(ways, order[-1], order[0], pace) if closed and len(order) > 1 else None,
        metres=tour.metres,
        minutes=tour.metres / pace,
        at_least_m=tour.at_least_m,
        proven=tour.proven,
        gap=tour.gap,
        unreachable=tuple(label for place in left for label in together[place]),
    )


def _point(shape: BaseGeometry) -> shapely.Point:
    return shapely.Point(shape.coords[0])


def _together(
    points: Mapping[Hashable, shapely.Point], buildings: pd.Series | None
) -> list[tuple[Hashable, ...]]:
    """Return the labels of the units at each place, places in the order of their first unit."""
    groups: dict[Hashable, list[Hashable]] = {}
    building = {} if buildings is None else buildings.dropna().to_dict()
    for label, point in points.items():
        spot = (round(point.x / SAME_PLACE_M), round(point.y / SAME_PLACE_M))
        groups.setdefault(building.get(label, spot), []).append(label)
    return [tuple(labels) for labels in groups.values()]


def _beginning(start: shapely.Point, points: Sequence[shapely.Point]) -> int:
    """Return which place the walk begins at; the number after the last for none of them."""
    at = (k for k, point in enumerate(points) if start.distance(point) < SAME_PLACE_M)
    return next(at, len(points))


def _one_part(ways: Ways, there: npt.NDArray[np.bool_], begin: int | None) -> Ints:
    """Return the places that can be walked to from each other, in their order."""
    joined = np.isfinite(ways.metres) & there[:, None] & there[None]
    if begin is None:
        if not there.any():
            return np.empty(0, dtype=np.int32)
        # of equally large parts the one with the most urgent unit, which is listed first
        begin = int(np.where(there, joined.sum(axis=1), -1).argmax())
    return np.flatnonzero(joined[begin]).astype(np.int32)


def _stops(
    ways: Ways, order: Sequence[int], together: Sequence[tuple[Hashable, ...]], *, pace: float
) -> tuple[Stop, ...]:
    return tuple(
        Stop(
            labels=together[place],
            point=ways.points[place],
            leg=None if before is None else _leg(ways, before, place, pace),
        )
        for before, place in zip([None, *order], order, strict=False)
        # a beginning that is no unit is where the first way starts, and no stop
        if together[place]
    )


def _leg(ways: Ways, a: int, b: int, pace: float) -> Leg:
    metres = float(ways.metres[a, b])
    return Leg(metres, metres / pace, ways.line(a, b))
