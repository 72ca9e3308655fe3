"""Walking reach: how far it is from houses to places along the streets, and for how many."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from biwaq_geo.analysis.network import MAX_ACCESS_M, Floats, Snapped, WalkNetwork
from biwaq_geo.analysis.walking.costs import metre_costs
from biwaq_geo.analysis.walking.doors import doors
from biwaq_geo.analysis.walking.search import from_nearest
from biwaq_geo.domain.errors import PlaceOffNetworkError

DWELLING_KINDS = frozenset({"residential", "mixed"})
"""Kinds of building in which people can be expected to live."""


@dataclass(frozen=True, slots=True)
class Persons:
    """A number of persons with the records it rests on.

    Attributes
    ----------
    value
        None where no building has a known number of inhabitants.
    known, total
        Buildings with a known number, of all in which people can live.
    """

    value: float | None
    known: int
    total: int


def metres_per_minute(speed_kmh: float) -> float:
    """Return the speed in metres per minute.

    >>> metres_per_minute(4.8)
    80.0
    """
    return speed_kmh * 1000 / 60


def metres_to_nearest(
    network: WalkNetwork, places: Snapped, targets: Snapped, *, limit_m: float
) -> pd.Series:
    """Length of the shortest walk from each target to the nearest of the places.

    A walk leads straight from the door to the nearest street, along streets, and
    straight to the place; see `walking.search`.

    Returns
    -------
    pandas.Series
        Named "metres", indexed like `targets`; NaN beyond `limit_m`, for targets off
        the network and where there are no places.

    Raises
    ------
    PlaceOffNetworkError
        A place lies farther than `MAX_ACCESS_M` from every street.
    """
    _require_on_network(places)
    costs = metre_costs(network)
    metres = from_nearest(costs, places, doors(costs, targets), limit=limit_m)
    metres[np.isinf(metres)] = np.nan
    return pd.Series(metres, index=targets.index, name="metres")


def minutes_to_nearest(
    network: WalkNetwork,
    places: Snapped,
    targets: Snapped,
    *,
    speed_kmh: float,
    limit_min: float,
) -> pd.Series:
    """Walking time from each target to the nearest of the places, in minutes.

    As `metres_to_nearest` at a constant speed; named "minutes", NaN beyond `limit_min`.
    """
    pace = metres_per_minute(speed_kmh)
    metres = metres_to_nearest(network, places, targets, limit_m=limit_min * pace)
    return (metres / pace).rename("minutes")


@dataclass(frozen=True, slots=True, eq=False)
class Residents:
    """Who lives in the buildings of a town, ready to be added up again and again.

    Attributes
    ----------
    people
        Inhabitants of each building; 0 where unknown.
    lived_in
        Whether people can live in each building.
    known, total
        Buildings with a known number, of all in which people can live.
    """

    people: Floats
    lived_in: npt.NDArray[np.bool_]
    known: int
    total: int

    def within(self, near: npt.NDArray[np.bool_]) -> Persons:
        """Return the inhabitants of the buildings that are near, in their order."""
        if not self.known:
            return Persons(None, 0, self.total)
        return Persons(float(self.people @ near), self.known, self.total)


def residents(buildings: gpd.GeoDataFrame) -> Residents:
    """Count who lives in the base layer, from `kind` and `inhabitants` (missing if unknown)."""
    people = buildings["inhabitants"].astype(float)
    # homes for the elderly and the like are of another kind, but people live there
    lived_in = buildings["kind"].isin(DWELLING_KINDS) | (people > 0)
    known = lived_in & people.notna()
    counted = np.asarray(people.where(known, 0.0), dtype=np.float64)
    homes = np.asarray(lived_in, dtype=bool)
    return Residents(counted, homes, int(known.sum()), int(homes.sum()))


def inhabitants_within(buildings: gpd.GeoDataFrame, near: pd.Series) -> Persons:
    """Inhabitants of the buildings from which a place is near.

    Parameters
    ----------
    buildings
        Base layer with columns `kind` and `inhabitants` (missing where unknown).
    near
        True where the walk is short enough; indexed like `buildings`.
    """
    return residents(buildings).within(near.reindex(buildings.index).to_numpy(dtype=bool))


def _require_on_network(places: Snapped) -> None:
    for label, distance, there in zip(
        places.index, places.access, places.on_network(), strict=True
    ):
        if not there:
            raise PlaceOffNetworkError(
                place=label, distance_m=round(float(distance)), limit_m=round(MAX_ACCESS_M)
            )
