"""Walking reach on made-up towns, against networkx in the same run.

Run from the project's folder: `python -m benchmarks.reach [CROSSINGS ...]`, by default for a
town of 10,000 crossings. The ratios are what counts: both sides search the same streets from
the same places up to the same limit on one machine at one time. networkx searches crossings
only; ours counts the ways to doors as well. Times are of the processor, and the load of the
machine is told with them.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import isqrt
from statistics import median
from time import process_time

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import shapely

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.analysis.network import Snapped, snap
from biwaq_geo.analysis.reach import Residents, residents
from biwaq_geo.analysis.walking.costs import WalkCosts
from biwaq_geo.analysis.walking.isochrone import isochrones
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.analysis.walking.search import Doors, doors, from_each, from_nearest
from biwaq_geo.analysis.within import REACH_BANDS, inhabitants_of_each, within_bands
from biwaq_geo.domain.catalogue import WalkProfile
from biwaq_geo.settings import ROOT

USUAL = 10_000
BLOCK_M = 90.0
HOUSES, KINDS, PLACES, ORIGINS, RUNS = 8_000, 12, 20, 150, 5
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


def points(count: int, *, seed: int, extent_m: float) -> gpd.GeoSeries:
    """Return points anywhere in the town."""
    xy = np.random.default_rng(seed).uniform(0, extent_m, (count, 2))
    return gpd.GeoSeries(shapely.points(xy), crs=CRS)


def milliseconds(work: Callable[[], object]) -> float:
    """Return the median time of several runs on the processor: waiting for it does not count."""
    times = []
    for _ in range(RUNS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return 1000 * median(times)


def graph_of(costs: WalkCosts) -> nx.DiGraph:
    """Return the same crossings and minutes for networkx."""
    arcs = costs.arcs.tocoo()
    graph = nx.DiGraph()
    tail, head = (array.tolist() for array in arcs.coords)
    graph.add_weighted_edges_from(zip(tail, head, arcs.data.tolist(), strict=True))
    return graph


def crossings_at(costs: WalkCosts, snapped: Snapped) -> list[int]:
    """Return a crossing at the street of each place."""
    found: list[int] = costs.network.u[snapped.street].tolist()
    return found


@dataclass(frozen=True, slots=True)
class Bench:
    """One made-up town, ready to be searched by both."""

    crossings: int
    town: gpd.GeoDataFrame
    profile: WalkProfile
    costs: WalkCosts
    back: WalkCosts
    graph: nx.DiGraph
    homes: gpd.GeoSeries
    people: Residents

    def houses(self, costs: WalkCosts) -> Doors:
        """Return the houses as the costs come to them."""
        return doors(costs, snap(costs.network, self.homes))

    def places(self, count: int, *, seed: int) -> Snapped:
        """Return places on their streets."""
        extent = isqrt(self.crossings) * BLOCK_M
        return snap(self.costs.network, points(count, seed=seed, extent_m=extent))


def bench(crossings: int) -> Bench:
    """Make the town."""
    town = streets(crossings)
    adult = read_catalogues(ROOT / "catalogues").walking["adult"]
    costs = walking_network(town, adult).costs
    homes = points(HOUSES, seed=2, extent_m=isqrt(crossings) * BLOCK_M)
    kept = gpd.GeoDataFrame({"kind": "residential", "inhabitants": pd.Series([2.0] * HOUSES)})
    return Bench(
        crossings=crossings,
        town=town,
        profile=adult,
        costs=costs,
        back=costs.reversed(),
        graph=graph_of(costs),
        homes=homes,
        people=residents(kept),
    )


def say(what: str, ms: float, *, slow: float | None = None) -> None:
    """Print one line."""
    ratio = "" if slow is None else f"   networkx {slow:9.1f} ms   ratio {slow / ms:6.1f}"
    print(f"{what:44}{ms:9.1f} ms{ratio}")


def say_reach_set(made: Bench) -> None:
    """Print the time of the whole set of kinds of place, houses and bands."""
    kinds = [made.places(PLACES, seed=10 + n) for n in range(KINDS)]
    at = [set(crossings_at(made.costs, places)) for places in kinds]

    houses = made.houses(made.back)

    def ours() -> None:
        for places in kinds:
            within_bands(made.people, from_nearest(made.back, places, houses, limit=LIMIT))

    def theirs() -> None:
        for sources in at:
            nx.multi_source_dijkstra_path_length(made.graph, sources, cutoff=LIMIT)

    what = f"reach set: {KINDS} kinds x {PLACES} places x {len(REACH_BANDS)} bands"
    say(what, milliseconds(ours), slow=milliseconds(theirs))


def say_origins(made: Bench) -> None:
    """Print the time for each of many origins, to every house and with the inhabitants."""
    origins = made.places(ORIGINS, seed=3)
    sources, houses = crossings_at(made.costs, origins), made.houses(made.costs)

    def ours() -> None:
        for _ in from_each(made.costs, origins, houses, limit=LIMIT):
            pass

    def theirs() -> None:
        for source in sources:
            nx.single_source_dijkstra_path_length(made.graph, source, cutoff=LIMIT)

    fast, slow = milliseconds(ours), milliseconds(theirs)
    say("one origin to all houses", fast / ORIGINS, slow=slow / ORIGINS)
    counted = milliseconds(lambda: inhabitants_of_each(made.costs, origins, houses, made.people))
    say(f"inhabitants for {ORIGINS} origins", counted)


def run(crossings: int) -> None:
    """Print times and ratios for one town."""
    made = bench(crossings)
    load, cores = os.getloadavg()[0], os.cpu_count()
    print(f"\n{made.costs.arcs.shape[0]} crossings, {len(made.town)} streets", end="")
    print(f"; load {load:.1f} on {cores} cores")
    built = milliseconds(lambda: walking_network(made.town, made.profile))
    say("network of one profile, once", built)
    snapped = milliseconds(lambda: snap(made.costs.network, made.homes))
    say(f"{HOUSES} houses on their streets, once", snapped)
    say_reach_set(made)
    say_origins(made)
    one = made.places(1, seed=4)
    drawn = milliseconds(lambda: isochrones(made.costs, one, bands=REACH_BANDS, epsg=CRS))
    say("areas for the map, one place", drawn)


def main() -> None:
    """Print times and ratios for each size asked for."""
    for crossings in map(int, sys.argv[1:] or [USUAL]):
        run(crossings)


if __name__ == "__main__":
    main()
