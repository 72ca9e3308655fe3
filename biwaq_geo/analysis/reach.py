"""Walking reach: how far it is from houses to places along the streets, and for how many."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from biwaq_geo.analysis.network import FLOOR, MAX_ACCESS_M, Floats, Snapped, WalkNetwork
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
    straight to the place. Shortest paths by Dijkstra's algorithm from one source that
    is joined to the streets of all places.

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
    if len(places.index) == 0 or len(targets.index) == 0:
        return pd.Series(np.nan, index=targets.index, name="metres")
    nodes = dijkstra(_with_source(network, places), indices=network.metres.shape[0], limit=limit_m)
    u, v = network.u[targets.street], network.v[targets.street]
    rest = network.length[targets.street] - targets.along
    street = np.minimum(nodes[u] + targets.along, nodes[v] + rest)
    walk = np.minimum(street, _same_street(places, targets)) + targets.access
    walk[~targets.on_network() | (walk > limit_m)] = np.nan
    return pd.Series(walk, index=targets.index, name="metres")


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


def inhabitants_within(buildings: gpd.GeoDataFrame, near: pd.Series) -> Persons:
    """Inhabitants of the buildings from which a place is near.

    Parameters
    ----------
    buildings
        Base layer with columns `kind` and `inhabitants` (missing where unknown).
    near
        True where the walk is short enough; indexed like `buildings`.
    """
    people = buildings["inhabitants"].astype(float)
    # homes for the elderly and the like are of another kind, but people live there
    lived_in = buildings["kind"].isin(DWELLING_KINDS) | (people > 0)
    known = lived_in & people.notna()
    if not known.any():
        return Persons(None, 0, int(lived_in.sum()))
    return Persons(float(people[known & near].sum()), int(known.sum()), int(lived_in.sum()))


def _require_on_network(places: Snapped) -> None:
    for label, distance, there in zip(
        places.index, places.access, places.on_network(), strict=True
    ):
        if not there:
            raise PlaceOffNetworkError(
                place=label, distance_m=round(float(distance)), limit_m=round(MAX_ACCESS_M)
            )


def _with_source(network: WalkNetwork, places: Snapped) -> csr_array:
    """Return the matrix with one more row: from the places to the ends of their streets."""
    count = network.metres.shape[0]
    start = np.full(count, np.inf)
    rest = network.length[places.street] - places.along
    np.minimum.at(start, network.u[places.street], places.access + places.along)
    np.minimum.at(start, network.v[places.street], places.access + rest)
    ends = np.flatnonzero(np.isfinite(start)).astype(np.int32)
    matrix = network.metres
    return csr_array(
        (
            np.concatenate([matrix.data, np.maximum(start[ends], FLOOR)]),
            np.concatenate([matrix.indices, ends]),
            np.append(matrix.indptr, matrix.indptr[-1] + len(ends)).astype(np.int32),
        ),
        shape=(count + 1, count + 1),
    )


def _same_street(places: Snapped, targets: Snapped) -> Floats:
    """Return metres from each target's street point to a place on the same street, or inf."""
    walk = np.full(len(targets.index), np.inf)
    shared = np.flatnonzero(np.isin(targets.street, places.street))
    for street, along, access in zip(places.street, places.along, places.access, strict=True):
        here = shared[targets.street[shared] == street]
        walk[here] = np.minimum(walk[here], access + np.abs(targets.along[here] - along))
    return walk
