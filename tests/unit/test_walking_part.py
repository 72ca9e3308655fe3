"""Searches of a part of a large network: the answers of the whole, to the last bit."""

from math import inf

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString

from biwaq_geo.analysis.network import snap, walk_network
from biwaq_geo.analysis.walking import part as parts
from biwaq_geo.analysis.walking.costs import metre_costs, walk_costs
from biwaq_geo.analysis.walking.doors import doors
from biwaq_geo.analysis.walking.grid import grid_of
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.analysis.walking.search import from_each, from_nearest, node_costs
from tests.sample_catalogues import WALKERS
from tests.sample_town import EPSG
from tests.unit.test_walking_random import POINTS, PROFILES, as_series, random_streets


def look_for_parts(patch):
    """Look for a part of small networks too."""
    patch.setattr(parts, "WHOLE_UP_TO", 0)
    patch.setattr(parts, "WHOLE_SEARCHES", 0)


def always_cut(patch):
    """Cut a part out of small networks too, whatever it costs."""
    look_for_parts(patch)
    patch.setattr(parts, "CUT", 0.1)
    patch.setattr(parts, "SIDE_IN_STREETS", 0.7)


def answers(costs, shops, houses, limit):
    network = costs.network
    origins, targets = snap(network, shops), doors(costs, snap(network, houses))
    each = [walks for _, walks in from_each(costs, origins, targets, limit=limit)]
    nearest = from_nearest(costs, origins, targets, limit=limit)
    return nearest, np.concatenate(each), node_costs(costs, origins, limit=limit)


def both_ways(make, shops, houses, limit):
    whole = answers(make(), shops, houses, limit)
    with pytest.MonkeyPatch.context() as patch:
        always_cut(patch)
        part = answers(make(), shops, houses, limit)
    return whole, part


def assert_equal(whole, part):
    for one, other in zip(whole, part, strict=True):
        np.testing.assert_array_equal(one, other)


LIMITS = st.one_of(st.floats(0.05, 8), st.just(1e6), st.just(inf))


@settings(deadline=None, max_examples=80)
@given(random_streets(), POINTS, POINTS, PROFILES, LIMITS)
def test_a_part_of_a_random_town_gives_the_walks_of_the_whole(streets, shops, houses, key, limit):
    def make():
        return walking_network(streets, WALKERS[key]).costs

    assert_equal(*both_ways(make, as_series(shops), as_series(houses), limit))


@settings(deadline=None, max_examples=80)
@given(random_streets(), POINTS, POINTS, st.data())
def test_streets_of_any_cost_give_the_walks_of_the_whole(streets, shops, houses, data):
    network = walk_network(streets)
    size = len(streets)
    price = st.sampled_from([0.0, 1e-15, 0.001, 0.4, 1.0, 3.0, 50.0, inf])
    there = np.array(data.draw(st.lists(price, min_size=size, max_size=size)))
    back = np.array(data.draw(st.lists(price, min_size=size, max_size=size)))
    limit = data.draw(st.floats(0.5, 60))

    def make():
        return walk_costs(network, there.copy(), back.copy(), per_metre=0.0125)

    assert_equal(*both_ways(make, as_series(shops), as_series(houses), limit))


def row_of_streets(count, shortcut=None):
    """Return streets of 100 m in a row, and one more that is drawn from node to node."""
    nodes = [(100.0 * number, 0.0) for number in range(count + 1)]
    rows = [(n, n + 1, LineString(nodes[n : n + 2])) for n in range(count)]
    if shortcut is not None:
        u, v = shortcut
        rows.append((u, v, LineString([nodes[u], nodes[v]])))
    frame = gpd.GeoDataFrame(rows, columns=["u", "v", "geometry"], geometry="geometry", crs=EPSG)
    return frame.assign(kind="residential")


def part_of(costs, seeds, limit):
    return parts.part_around(costs.arcs, costs.bound, np.array(seeds), limit=limit)


def test_a_part_holds_what_is_near_and_leaves_out_what_is_far(monkeypatch):
    look_for_parts(monkeypatch)
    costs = metre_costs(walk_network(row_of_streets(1_000)))
    part = part_of(costs, [500], 1_000.0)
    assert set(range(490, 511)) <= set(part.nodes.tolist())
    assert len(part.nodes) < 40
    assert part.local(np.array([0, 1_000])).tolist() == [-1, -1]
    assert part.nodes[part.local(np.array([495]))].tolist() == [495]


def test_behind_a_street_that_is_cheaper_than_its_line_the_search_goes_on(monkeypatch):
    look_for_parts(monkeypatch)
    streets = row_of_streets(1_000, shortcut=(502, 900))
    network = walk_network(streets)
    cost = network.length.copy()
    cost[-1] = 5.0
    costs = walk_costs(network, cost, cost.copy(), per_metre=1.0)
    part = part_of(costs, [500], 1_000.0)
    assert set(range(892, 909)) <= set(part.nodes.tolist())
    assert len(part.nodes) < 80
    # the bound of all other streets still holds
    assert costs.bound.per_metre == pytest.approx(1.0)
    assert part_of(costs, [300], 100.0).local(np.array([900]))[0] == -1


def test_a_small_network_is_searched_as_a_whole():
    costs = metre_costs(walk_network(row_of_streets(50)))
    assert costs.bound is None
    assert part_of(costs, [3], 100.0).nodes is None


def test_a_part_that_is_most_of_the_network_is_not_cut_out(monkeypatch):
    look_for_parts(monkeypatch)
    costs = metre_costs(walk_network(row_of_streets(1_000)))
    assert part_of(costs, [500], 30_000.0).nodes is None


def test_streets_without_any_length_leave_the_network_whole(monkeypatch):
    look_for_parts(monkeypatch)
    spot = LineString([(5, 5), (5, 5)])
    streets = gpd.GeoDataFrame({"u": [0, 1], "v": [1, 2]}, geometry=[spot, spot], crs=EPSG)
    assert metre_costs(walk_network(streets)).bound is None


@given(
    st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=1, max_size=60),
    st.floats(5, 200),
    st.floats(0, 800),
)
def test_no_point_within_the_radius_lies_outside_the_cells(points, side, radius):
    xy = np.array(points)
    grid = grid_of(xy, side)
    cells = grid.cells_around(np.array([0]), radius)
    near = np.flatnonzero(np.hypot(*(xy - xy[0]).T) <= radius)
    if cells is not None:
        assert set(grid.cell[near].tolist()) <= set(cells.tolist())
        assert cells.tolist() == sorted(set(cells.tolist()))


def test_origins_of_a_large_network_stay_in_their_order_and_within_memory(monkeypatch):
    look_for_parts(monkeypatch)
    costs = metre_costs(walk_network(row_of_streets(3_000)))
    xy = np.random.default_rng(3).uniform(0, 300_000, 50)
    spots = snap(costs.network, gpd.GeoSeries(shapely.points(xy, np.zeros(50)), crs=EPSG))
    far = gpd.GeoSeries(shapely.points([[1e6, 1e6]] * 20), crs=EPSG)
    lost = snap(costs.network, far)
    ends = doors(costs, spots)
    whole = np.concatenate([walks for _, walks in from_each(costs, spots, ends, limit=900.0)])
    small = list(from_each(costs, spots, ends, limit=900.0, most_bytes=10_000))
    assert [rows.start for rows, _ in small] == sorted(rows.start for rows, _ in small)
    np.testing.assert_array_equal(np.concatenate([walks for _, walks in small]), whole)
    assert (np.diag(whole) == 0).all()
    nobody = np.concatenate([walks for _, walks in from_each(costs, lost, ends, limit=900.0)])
    assert nobody.shape == (20, 50)
    assert np.isinf(nobody).all()
