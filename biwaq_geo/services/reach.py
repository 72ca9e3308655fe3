"""Use cases: who lives within so many minutes on foot of a place, and what lies nearest."""

import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import geopandas as gpd
import numpy as np

from biwaq_geo.analysis.network import MAX_ACCESS_M, Snapped, snap
from biwaq_geo.analysis.participants_within import (
    ParticipantsWithin,
    Spread,
    participants_within,
    spread,
)
from biwaq_geo.analysis.reach import Persons, Residents, residents
from biwaq_geo.analysis.walking.costs import WalkCosts
from biwaq_geo.analysis.walking.doors import Doors, doors
from biwaq_geo.analysis.walking.isochrone import isochrones
from biwaq_geo.analysis.walking.network import WalkingNetwork, walking_network
from biwaq_geo.analysis.walking.search import from_nearest
from biwaq_geo.analysis.within import REACH_BANDS, within_bands
from biwaq_geo.domain.catalogue import WalkProfile
from biwaq_geo.domain.errors import PlaceOffNetworkError
from biwaq_geo.domain.errors.entries import NoWayForProfileError
from biwaq_geo.services.ports import Town
from biwaq_geo.services.street_audits import sections_scored


@dataclass(frozen=True, eq=False)
class Walkers:
    """One profile on the streets of a town, with every building on them.

    Costly to make and never changed: make it once and share it.

    Attributes
    ----------
    homes_off
        Buildings in which people live that are too far from every street.
    """

    walking: WalkingNetwork
    houses: Snapped
    people: Residents
    spread: Spread
    homes_off: int
    epsg: int

    @cached_property
    def back(self) -> WalkCosts:
        """Costs of the walks in the other direction."""
        return self.walking.costs.reversed()

    @cached_property
    def doors_there(self) -> Doors:
        """The buildings as walks from a place come to them."""
        return doors(self.walking.costs, self.houses)

    @cached_property
    def doors_back(self) -> Doors:
        """The buildings as walks from them leave."""
        return doors(self.back, self.houses)

    @cached_property
    def digest(self) -> str:
        """Text that stands for network, costs, buildings and people."""
        found = hashlib.sha256(self.walking.costs.digest.encode())
        arrays = (self.houses.street, self.houses.along, self.houses.access)
        for array in (*arrays, self.people.people, self.spread.share):
            found.update(np.ascontiguousarray(array).tobytes())
        return found.hexdigest()


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Who lives within reach of places.

    Attributes
    ----------
    persons, participants
        By minutes.
    rings
        Areas for the map, see `analysis.walking.isochrone`.
    lost
        Labels of places too far from every street; they reach nobody.
    """

    persons: Mapping[float, Persons]
    participants: Mapping[float, ParticipantsWithin]
    rings: gpd.GeoDataFrame
    lost: Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest service of a kind; minutes on foot from the place to it."""

    kind: str
    name: str
    minutes: float


def walkers(
    town: Town, profile: WalkProfile, *, speed_kmh: float | None = None, perceived: bool = False
) -> Walkers:
    """Put a profile on the streets of a town.

    Parameters
    ----------
    speed_kmh
        In place of the speed of the profile.
    perceived
        Whether the street score makes ways feel longer or shorter.

    Raises
    ------
    NoWayForProfileError
        The town has no street that these walkers may use.
    """
    buildings = town.layer("buildings")
    walking = walking_network(
        town.layer("streets"),
        profile,
        speed_kmh=speed_kmh,
        sections=sections_scored(town) if perceived else None,
    )
    if not len(walking.streets):
        raise NoWayForProfileError(profile=profile.key)
    houses = snap(walking.costs.network, buildings.geometry)
    people, spread_out = residents(buildings), spread(town.layer("areas"), buildings)
    return Walkers(
        walking=walking,
        houses=houses,
        people=people,
        spread=spread_out,
        homes_off=int((people.lived_in & ~houses.on_network()).sum()),
        epsg=town.profile.epsg,
    )


class ReachCache:
    """The last answers, by network with its costs, places and direction."""

    def __init__(self, size: int = 64) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, Reach] = OrderedDict()
        self._lock = Lock()

    def reach(self, walked: Walkers, places: gpd.GeoSeries, *, towards: bool) -> Reach:
        """Return the answer of `reach`, computed only where it is not known."""
        shapes = tuple(places.to_wkb())
        key = (walked.digest, tuple(places.index), shapes, towards)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        found = reach(walked, places, towards=towards)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return found


def reach(
    walked: Walkers,
    places: gpd.GeoSeries,
    *,
    towards: bool,
    bands: Sequence[float] = REACH_BANDS,
) -> Reach:
    """Count who lives within each band of minutes of the nearest of the places.

    Parameters
    ----------
    places
        Points or polygons in the town's CRS.
    towards
        True for walks to the places, False for walks from them; they differ where a street
        is one-way on foot.

    Raises
    ------
    PlaceOffNetworkError
        All places lie too far from every street; the first is named.
    """
    costs = walked.back if towards else walked.walking.costs
    targets = walked.doors_back if towards else walked.doors_there
    snapped = snap(costs.network, places)
    lost = list(places.index[~snapped.on_network()])
    if lost and len(lost) == len(places):
        raise PlaceOffNetworkError(
            place=lost[0],
            distance_m=round(float(snapped.access[0])),
            limit_m=round(MAX_ACCESS_M),
        )
    minutes = from_nearest(costs, snapped, targets, limit=max(bands))
    return Reach(
        persons=within_bands(walked.people, minutes, bands),
        participants=participants_within(walked.spread, minutes, bands),
        rings=isochrones(costs, snapped, bands=bands, epsg=walked.epsg),
        lost=lost,
    )


def nearest_services(
    walked: Walkers, place: gpd.GeoSeries, services: gpd.GeoDataFrame, *, within: float = 60.0
) -> list[Nearest]:
    """Return the nearest service of each kind, the quickest first.

    Kinds to which no walk of at most `within` minutes leads are left out.

    Parameters
    ----------
    place
        One point or polygon in the town's CRS.
    services
        Base layer with columns `kind` and `name`.
    """
    costs = walked.walking.costs
    there = doors(costs, snap(costs.network, services.geometry))
    minutes = from_nearest(costs, snap(costs.network, place), there, limit=within)
    found: dict[str, Nearest] = {}
    for position in np.argsort(minutes, kind="stable"):
        if not np.isfinite(minutes[position]):
            break
        row = services.iloc[position]
        one = Nearest(str(row["kind"]), str(row["name"]), float(minutes[position]))
        found.setdefault(one.kind, one)
    return list(found.values())
