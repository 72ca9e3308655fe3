"""A walk over units follows the streets, leaves nobody out silently, and is the shortest."""

from itertools import pairwise, permutations

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import pytest
import shapely
from shapely import LineString, Point

from biwaq_geo.analysis.network import walk_network
from biwaq_geo.analysis.walk import shortest_walk
from biwaq_geo.domain.errors import PlaceOffNetworkError
from tests.sample_town import EPSG, X0, Y0, layers

KMH = 4.8
"""80 metres in a minute."""


def network():
    return walk_network(layers()["streets"])


def at(*places: tuple[float, float]) -> gpd.GeoSeries:
    """Points by metres east and north of the town's south-west corner, labelled 0, 1, ..."""
    return gpd.GeoSeries([Point(X0 + x, Y0 + y) for x, y in places], crs=EPSG)


def walk(units: gpd.GeoSeries, **values: object):
    return shortest_walk(network(), units, **({"speed_kmh": KMH} | values))


def order(found) -> list[object]:
    return [label for stop in found.stops for label in stop.labels]


def test_three_units_on_one_street_are_walked_from_end_to_end():
    # on Hauptstraße at 50, 350 and 150 m: 300 m along it, and back
    units = at((50, 200), (350, 200), (150, 200))
    there = walk(units, closed=False)
    assert order(there) == [0, 2, 1]
    assert (there.metres, there.minutes) == (300, 3.75)
    assert walk(units).metres == 600


def test_the_way_from_the_street_to_the_door_counts_each_time():
    # doors 8 m off the street: 8 + 100 + 8
    assert walk(at((50, 208), (150, 208)), closed=False).metres == pytest.approx(116)


def test_a_walk_around_the_block_has_the_length_of_the_block():
    # one unit in the middle of each side of the south-west block of 200 m
    found = walk(at((100, 0), (200, 100), (100, 200), (0, 100)))
    assert found.metres == 800
    assert found.proven


def test_the_path_of_each_leg_runs_along_the_streets_and_is_as_long_as_stated():
    found = walk(at((50, 8), (390, 212), (130, 395), (205, 90), (60, 195)))
    legs = [stop.leg for stop in found.stops if stop.leg] + [found.home]
    assert sum(leg.metres for leg in legs) == pytest.approx(found.metres)
    streets = layers()["streets"].union_all().buffer(0.01)
    for leg in legs:
        assert leg.path.length == pytest.approx(leg.metres)
        # all but the two ways to the doors
        assert leg.path.difference(streets).length < 2 * 12.1


def test_each_leg_begins_where_the_one_before_ended():
    found = walk(at((50, 8), (390, 212), (130, 395)))
    legs = [*[stop.leg for stop in found.stops if stop.leg], found.home]
    points = [stop.point for stop in found.stops]
    ends = [(leg.path.coords[0], leg.path.coords[-1]) for leg in legs]
    want = [p.coords[0] for p in points]
    assert ends == list(zip(want, [*want[1:], want[0]], strict=True))


def test_a_walk_from_a_place_begins_and_ends_there():
    office = Point(X0, Y0 + 200)
    found = walk(at((300, 200), (100, 200)), start=office)
    assert found.stops[0].leg.path.coords[0] == office.coords[0]
    assert found.home.path.coords[-1] == office.coords[0]
    # 300 m along the street and back
    assert found.metres == 600


def test_a_walk_from_one_of_the_units_has_no_way_to_it():
    units = at((300, 200), (100, 200), (200, 200))
    found = walk(units, start=units[2], closed=False)
    assert order(found)[0] == 2
    assert found.stops[0].leg is None
    # to the nearer end and across to the other: 100 + 200
    assert found.metres == 300


def test_one_unit_is_a_stop_without_a_way():
    found = walk(at((50, 200)))
    assert order(found) == [0]
    assert (found.metres, found.home, found.proven) == (0, None, True)


def test_no_unit_is_no_walk():
    found = walk(at())
    assert (found.stops, found.metres, found.unreachable) == ((), 0, ())


def test_no_unit_but_a_start_is_no_walk_either():
    found = walk(at(), start=Point(X0, Y0))
    assert (found.stops, found.metres, found.home) == ((), 0, None)


def test_two_units_of_one_building_are_one_stop():
    units = at((50, 208), (58, 208), (350, 208))
    found = walk(units, buildings=pd.Series(["b0", "b0", "b3"]), closed=False)
    assert [stop.labels for stop in found.stops] == [(0, 1), (2,)]


def test_two_units_at_one_point_are_one_stop_even_without_a_building():
    found = walk(at((50, 208), (50, 208)), buildings=pd.Series([None, None]))
    assert [stop.labels for stop in found.stops] == [(0, 1)]
    assert found.metres == 0


def test_units_far_from_every_street_are_named_and_the_others_are_walked():
    found = walk(at((50, 208), (2000, 2000), (150, 208)))
    assert sorted(order(found)) == [0, 2]
    assert found.unreachable == (1,)


def island() -> gpd.GeoDataFrame:
    """The sample streets and one more that nothing joins, two kilometres to the east."""
    streets = layers()["streets"]
    line = LineString([(X0 + 2400, Y0), (X0 + 2600, Y0)])
    return pd.concat([streets, gpd.GeoDataFrame({"u": [90], "v": [91]}, geometry=[line], crs=EPSG)])


def test_units_that_no_street_joins_are_named_and_the_larger_group_is_walked():
    units = at((2450, 0), (50, 208), (150, 208))
    found = shortest_walk(walk_network(island()), units, speed_kmh=KMH)
    assert sorted(order(found)) == [1, 2]
    assert found.unreachable == (0,)


def test_the_chosen_start_decides_which_group_is_walked():
    units = at((2450, 0), (50, 208), (150, 208))
    start = Point(X0 + 2600, Y0)
    found = shortest_walk(walk_network(island()), units, start=start, speed_kmh=KMH)
    assert (order(found), found.unreachable) == ([0], (1, 2))


def test_a_start_far_from_every_street_is_refused():
    with pytest.raises(PlaceOffNetworkError):
        walk(at((50, 208)), start=Point(X0 + 5000, Y0))


def test_a_slower_walker_needs_more_minutes_for_the_same_way():
    units = at((50, 200), (350, 200))
    assert walk(units, speed_kmh=2.4).minutes == 2 * walk(units).minutes


def rough_town(seed: int) -> gpd.GeoDataFrame:
    """A grid of bent streets with a loop and a pair of parallel streets, one of them longer."""
    rng = np.random.default_rng(seed)
    node = {k: (100 * (k % 4) + 30 * rng.random(), 100 * (k // 4)) for k in range(12)}
    pairs = [(k, k + 1) for k in range(11) if k % 4 < 3] + [(k, k + 4) for k in range(8)]
    pairs = [pair for pair in pairs if rng.random() < 0.85] + [(0, 5), (0, 5), (6, 6)]
    rows = []
    for u, v in pairs:
        middle = np.mean([node[u], node[v]], axis=0) + rng.normal(0, 12, 2)
        other = [middle + np.array([15, 20])] if u == v else []
        rows.append((u, v, LineString([node[u], middle, *other, node[v]])))
    u, v, lines = zip(*rows, strict=True)
    return gpd.GeoDataFrame({"u": u, "v": v}, geometry=list(lines), crs=EPSG)


def split_graph(streets: gpd.GeoDataFrame, doors: list[Point]) -> nx.Graph:
    """The same streets cut at every door, as a graph of its own: nodes are coordinates."""
    graph = nx.MultiGraph()
    nearest = [int(streets.distance(door).to_numpy().argmin()) for door in doors]
    for row, line in enumerate(streets.geometry):
        on = [k for k, street in enumerate(nearest) if street == row]
        cuts = sorted((line.project(doors[k]), f"foot{k}") for k in on)
        ends = [(0.0, int(streets["u"].iloc[row])), *cuts]
        ends.append((line.length, int(streets["v"].iloc[row])))
        for (a, left), (b, right) in pairwise(ends):
            graph.add_edge(left, right, weight=b - a)
    for k, door in enumerate(doors):
        away = door.distance(streets.geometry.iloc[nearest[k]])
        graph.add_edge(f"foot{k}", f"door{k}", weight=away)
    return graph


@pytest.mark.parametrize("closed", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_on_crooked_streets_the_walk_is_the_best_of_all_orders(seed, closed):
    streets = rough_town(seed)
    rng = np.random.default_rng(seed + 100)
    doors = [Point(*xy) for xy in rng.random((6, 2)) * (330, 220)]
    graph = split_graph(streets, doors)
    far = {k: nx.single_source_dijkstra_path_length(graph, f"door{k}") for k in range(6)}
    near = [k for k in range(6) if far[k].keys() >= {"door0"}]

    def along(way):
        pairs = [*pairwise(way), *([(way[-1], way[0])] if closed else [])]
        return sum(far[a][f"door{b}"] for a, b in pairs)

    best = min(along(way) for way in permutations(near))
    found = shortest_walk(
        walk_network(streets),
        gpd.GeoSeries(doors, crs=EPSG),
        start=None,
        closed=closed,
        speed_kmh=KMH,
    )
    if len(near) > len(doors) / 2:
        assert sorted(order(found)) == near
        assert found.metres == pytest.approx(best, abs=0.6)
    legs = [stop.leg for stop in found.stops if stop.leg] + ([found.home] if found.home else [])
    assert shapely.length([leg.path for leg in legs]) == pytest.approx(
        [leg.metres for leg in legs], abs=1e-3
    )
