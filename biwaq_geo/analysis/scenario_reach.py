"""Who reaches what a plan opens on foot, and who gains or loses a kind of service."""

from collections.abc import Iterable, Sequence
from itertools import product

import geopandas as gpd
import numpy as np
from shapely.geometry.base import BaseGeometry

from biwaq_geo.analysis.ground import Ground
from biwaq_geo.analysis.network import Floats
from biwaq_geo.analysis.reach import Persons, metres_per_minute
from biwaq_geo.analysis.stock import Flags
from biwaq_geo.analysis.walking.search import TOLERANCE
from biwaq_geo.analysis.within import REACH_BANDS
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.comparison import AccessRow
from biwaq_geo.domain.scenarios import LetUnit, MoveIn, MoveOut

SAME_PLACE_M = 50.0
"""A service of the base layer this close to a unit is the one in it: the layer is drawn by
house, the unit by door."""


def reached(
    places: Sequence[BaseGeometry], *, ground: Ground, speed: Band, minutes: Band
) -> tuple[Persons, Persons, Persons]:
    """Return who lives within a walk of the nearest place, at low, expected and high pace.

    Nobody, if there is no place, even where nobody knows who lives where.
    """
    metres = ground.metres_from_each(places)
    pairs = (
        (speed.low, minutes.low),
        (speed.expected, minutes.expected),
        (speed.high, minutes.high),
    )
    limits = [metres_per_minute(pace) * length for pace, length in pairs]
    low, expected, high = (ground.people.within(metres <= limit + TOLERANCE) for limit in limits)
    return low, expected, high


def access_rows(
    moves: Iterable[LetUnit | MoveIn | MoveOut],
    at: gpd.GeoSeries,
    *,
    ground: Ground,
    speed_kmh: float,
    bands: Sequence[float] = REACH_BANDS,
) -> list[AccessRow]:
    """Return one row for each kind of service that the moves open or close, and each band.

    Parameters
    ----------
    moves
        Those that are in place on the day that is looked at.
    at
        Points of the units, indexed by their id, in the CRS of the ground.
    """
    opened: dict[str, list[BaseGeometry]] = {}
    closed: dict[str, list[BaseGeometry]] = {}
    for move in moves:
        if move.service is not None:
            side = closed if isinstance(move, MoveOut) else opened
            side.setdefault(move.service, []).append(at.loc[str(move.unit_id)])
    return [
        _row(
            kind,
            minutes,
            _before_and_after(kind, opened.get(kind, []), closed.get(kind, []), ground),
            metres_per_minute(speed_kmh) * minutes + TOLERANCE,
            ground,
        )
        for kind, minutes in product(sorted(opened.keys() | closed.keys()), bands)
    ]


def _before_and_after(
    kind: str, opened: Sequence[BaseGeometry], closed: Sequence[BaseGeometry], ground: Ground
) -> tuple[Floats, Floats]:
    services = ground.services
    there = list(services.geometry[services["kind"].eq(kind)])
    gone: set[int] = set()
    # by place, so that the order of the edits does not matter
    for place in sorted(closed, key=lambda one: one.wkb):
        near = sorted(
            (shape.distance(place), number)
            for number, shape in enumerate(there)
            if number not in gone
        )
        if near and near[0][0] <= SAME_PLACE_M:
            gone.add(near[0][1])
    left = [shape for number, shape in enumerate(there) if number not in gone]
    after = np.minimum(ground.metres_from(*left), ground.metres_from_each(opened))
    return ground.metres_from(*there), after


def _row(
    kind: str, minutes: float, metres: tuple[Floats, Floats], limit: float, ground: Ground
) -> AccessRow:
    before, after = (one <= limit for one in metres)
    people = ground.people

    def count(near: Flags) -> float | None:
        return people.within(near).value

    return AccessRow(
        kind=kind,
        minutes=minutes,
        before=count(before),
        after=count(after),
        gained=count(after & ~before),
        lost=count(before & ~after),
        known=people.known,
        total=people.total,
    )
