"""Walking reach on a made-up town of 10,000 crossings, against networkx in the same run.

Run from the project's folder: `python -m benchmarks.reach`. The ratio is what counts: both
sides search the same streets from the same places up to the same limit on one machine at
one time. networkx searches crossings only; ours counts the ways to doors as well.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import shapely

from biwaq_geo.analysis.network import snap, walk_network
from biwaq_geo.analysis.reach import inhabitants_within, metres_to_nearest

SIDE, BLOCK_M = 100, 90.0
HOUSES, PLACES, LIMIT_M, RUNS = 8_000, 20, 800.0, 9
CRS = 25833


def streets() -> gpd.GeoDataFrame:
    """Return a grid of bent streets: 10,000 nodes, 19,800 streets."""
    number = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    u = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    v = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    shift = np.random.default_rng(1).uniform(-20, 20, (SIDE * SIDE, 2))
    xy = np.stack([number.ravel() % SIDE, number.ravel() // SIDE], axis=1) * BLOCK_M + shift
    lines = shapely.linestrings(np.stack([xy[u], (xy[u] + xy[v]) / 2 + 3.0, xy[v]], axis=1))
    return gpd.GeoDataFrame({"u": u, "v": v}, geometry=lines, crs=CRS)


def points(count: int, *, seed: int) -> gpd.GeoSeries:
    """Return points anywhere in the town."""
    xy = np.random.default_rng(seed).uniform(0, SIDE * BLOCK_M, (count, 2))
    return gpd.GeoSeries(shapely.points(xy), crs=CRS)


def milliseconds(work: Callable[[], object]) -> float:
    """Return the median time of several runs."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return 1000 * median(times)


def main() -> None:
    """Print the times and the ratio."""
    town = streets()
    network = walk_network(town)
    doors = points(HOUSES, seed=2)
    houses, places = snap(network, doors), snap(network, points(PLACES, seed=3))
    people = gpd.GeoDataFrame({"kind": "residential", "inhabitants": pd.Series([2.0] * HOUSES)})
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(town["u"], town["v"], town.length, strict=True))
    sources = set(town["u"].iloc[places.street])

    def ours() -> float | None:
        metres = metres_to_nearest(network, places, houses, limit_m=LIMIT_M)
        return inhabitants_within(people, metres <= LIMIT_M).value

    def theirs() -> object:
        return nx.multi_source_dijkstra_path_length(graph, sources, cutoff=LIMIT_M)

    fast, slow = milliseconds(ours), milliseconds(theirs)
    print(f"network of the town, once    {milliseconds(lambda: walk_network(town)):8.1f} ms")
    print(f"snap {HOUSES} houses, once      {milliseconds(lambda: snap(network, doors)):8.1f} ms")
    print(f"reach of {PLACES} places          {fast:8.1f} ms")
    print(f"networkx, crossings only     {slow:8.1f} ms")
    print(f"ratio                        {slow / fast:8.1f}")


if __name__ == "__main__":
    main()
