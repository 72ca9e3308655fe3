"""Made-up towns for the benchmark of reach, and the same town in a file for its peers."""

from dataclasses import dataclass
from math import isqrt
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from biwaq_geo.analysis.network import Snapped, snap
from biwaq_geo.analysis.walking.costs import WalkCosts
from biwaq_geo.analysis.within import REACH_BANDS

BLOCK_M = 90.0
HOUSES, KINDS, PLACES, ORIGINS = 8_000, 12, 20, 150
PEOPLE = 2.0
LIMIT = max(REACH_BANDS)
CRS = 25833


def streets(crossings: int) -> gpd.GeoDataFrame:
    """Return a grid of bent streets, about two for each crossing."""
    side = isqrt(crossings)
    number = np.arange(side * side).reshape(side, side)
    u = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    v = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    shift = np.random.default_rng(1).uniform(-20, 20, (side * side, 2))
    xy = np.stack([number.ravel() % side, number.ravel() // side], axis=1) * BLOCK_M + shift
    lines = shapely.linestrings(np.stack([xy[u], (xy[u] + xy[v]) / 2 + 3.0, xy[v]], axis=1))
    return gpd.GeoDataFrame({"u": u, "v": v, "kind": "residential"}, geometry=lines, crs=CRS)


def points(count: int, *, seed: int, crossings: int) -> gpd.GeoSeries:
    """Return points anywhere in the town."""
    extent = isqrt(crossings) * BLOCK_M
    xy = np.random.default_rng(seed).uniform(0, extent, (count, 2))
    return gpd.GeoSeries(shapely.points(xy), crs=CRS)


@dataclass(frozen=True, slots=True)
class Asked:
    """From where and to where is searched: houses, places of each kind, and origins."""

    houses: Snapped
    kinds: list[Snapped]
    origins: Snapped
    one: Snapped


def asked(costs: WalkCosts, crossings: int) -> Asked:
    """Put houses, places and origins on their streets."""

    def on_streets(count: int, seed: int) -> Snapped:
        return snap(costs.network, points(count, seed=seed, crossings=crossings))

    return Asked(
        houses=on_streets(HOUSES, 2),
        kinds=[on_streets(PLACES, 10 + n) for n in range(KINDS)],
        origins=on_streets(ORIGINS, 3),
        one=on_streets(1, 4),
    )


def write_for_peers(path: Path, costs: WalkCosts, question: Asked) -> None:
    """Write the same crossings and minutes, and a crossing at the street of each place."""
    arcs, network = costs.arcs.tocoo(), costs.network
    tail, head = arcs.coords

    def crossing(places: Snapped) -> np.ndarray:
        return network.u[places.street]

    np.savez(
        path,
        tail=tail,
        head=head,
        minutes=arcs.data,
        xy=network.xy,
        houses=crossing(question.houses),
        kinds=np.stack([crossing(places) for places in question.kinds]),
        origins=crossing(question.origins),
        limit=LIMIT,
        people=PEOPLE,
        bands=REACH_BANDS,
    )
