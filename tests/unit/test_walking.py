"""The walking network: what it holds, and walks that can be computed by hand."""

import tracemalloc

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import LineString, Point

from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.walking.doors import doors
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.analysis.walking.search import from_each, from_nearest
from tests.sample_catalogues import WALKERS
from tests.sample_town import EPSG, X0, Y0, layers

ADULT, SLOW, WHEELS = WALKERS["adult"], WALKERS["slow"], WALKERS["wheels"]


def streets_of(*edges, **columns):
    rows = [{"u": u, "v": v, "geometry": LineString(line)} for u, v, line in edges]
    frame = gpd.GeoDataFrame(
        rows, columns=["u", "v", "geometry"], geometry="geometry", crs=EPSG
    ).assign(kind="residential")
    return frame.assign(**{name: list(values) for name, values in columns.items()})


def places(*points):
    return gpd.GeoSeries([Point(xy) for xy in points], crs=EPSG)


def minutes(streets, profile, a, b, **how):
    network = walking_network(streets, profile, **how)
    there = snap(network.costs.network, places(a))
    target = snap(network.costs.network, places(b))
    return from_nearest(network.costs, there, doors(network.costs, target), limit=60.0)[0]


STRAIGHT = (1, 2, [(0, 0), (240, 0)])
ON = (2, 3, [(240, 0), (480, 0)])


@pytest.mark.parametrize(
    ("profile", "expected"), [(ADULT, 3.0), (SLOW, 4.0), (WHEELS, 4.8)], ids=lambda x: str(x)[:12]
)
def test_a_street_takes_its_length_at_the_speed_of_the_profile(profile, expected):
    # 240 m at 4.8, 3.6 and 3.0 km/h
    assert minutes(streets_of(STRAIGHT), profile, (0, 0), (240, 0)) == pytest.approx(expected)


def test_another_speed_takes_the_place_of_that_of_the_profile():
    # 240 m at 6 km/h
    found = minutes(streets_of(STRAIGHT), ADULT, (0, 0), (240, 0), speed_kmh=6.0)
    assert found == pytest.approx(2.4)


def test_the_ways_to_both_doors_are_walked_at_the_same_speed():
    # 16 m, 80 m along the street, 24 m: 120 m at 80 m/min
    assert minutes(streets_of(STRAIGHT), ADULT, (40, 16), (120, -24)) == pytest.approx(1.5)


def test_steps_take_longer_and_are_no_way_for_wheels():
    detour = (1, 2, [(0, 0), (0, 300), (240, 300), (240, 0)])
    streets = streets_of(STRAIGHT, detour, kind=["steps", "residential"])
    # 240 m of steps count twice; the way round has 840 m
    assert minutes(streets, ADULT, (0, 0), (240, 0)) == pytest.approx(6.0)
    assert minutes(streets, WHEELS, (0, 0), (240, 0)) == pytest.approx(840 / 50)
    left = walking_network(streets, WHEELS).left_out
    assert (left.closed, left.closed_m) == (1, pytest.approx(240))


def test_a_way_that_is_unfit_for_wheelchairs_is_closed_to_wheels_only():
    streets = streets_of(STRAIGHT, ON, wheelchair=[None, "no"])
    assert minutes(streets, ADULT, (0, 0), (480, 0)) == pytest.approx(6.0)
    network = walking_network(streets, WHEELS)
    assert list(network.streets) == [0]


def test_rough_surfaces_slow_wheels_down_and_the_known_share_is_told():
    streets = streets_of(STRAIGHT, ON, surface=["gravel", None])
    # 240 m of gravel count twice for wheels at 50 m/min
    assert minutes(streets, WHEELS, (0, 0), (480, 0)) == pytest.approx((2 * 240 + 240) / 50)
    assert minutes(streets, ADULT, (0, 0), (480, 0)) == pytest.approx(6.0)
    assert walking_network(streets, WHEELS).left_out.surface_known == pytest.approx(0.5)


def test_a_one_way_path_is_walked_its_way_and_round_it_the_other_way():
    round_ = (2, 1, [(240, 0), (240, 80), (0, 80), (0, 0)])
    streets = streets_of(STRAIGHT, round_, one_way=["yes", None])
    assert minutes(streets, ADULT, (40, 0), (200, 0)) == pytest.approx(2.0)
    # back to the end at (240, 0), 400 m round, and 40 m from the start
    assert minutes(streets, ADULT, (200, 0), (40, 0)) == pytest.approx((40 + 400 + 40) / 80)


def test_against_a_dead_end_that_is_one_way_nobody_gets_back():
    streets = streets_of(STRAIGHT, ON, one_way=[None, "yes"])
    assert minutes(streets, ADULT, (0, 0), (300, 0)) == pytest.approx(300 / 80)
    assert minutes(streets, ADULT, (300, 0), (0, 0)) == np.inf


def test_of_parallel_streets_the_quicker_one_counts_even_where_it_is_longer():
    longer = (1, 2, [(0, 0), (0, 40), (240, 40), (240, 0)])
    streets = streets_of(STRAIGHT, longer, kind=["steps", "path"])
    # 240 m of steps count 480 m, the path has 320 m
    assert minutes(streets, ADULT, (0, 0), (240, 0)) == pytest.approx(4.0)


def test_the_main_part_is_kept_and_the_islands_are_told():
    streets = streets_of(
        STRAIGHT, ON, (7, 8, [(0, 900), (100, 900)]), (8, 9, [(100, 900), (160, 900)])
    )
    network = walking_network(streets, ADULT)
    left = network.left_out
    assert list(network.streets) == [0, 1]
    assert (left.islands, left.island_streets, left.island_m) == (1, 2, pytest.approx(160))


def test_many_short_streets_do_not_outweigh_one_long_one():
    short = [(n, n + 1, [(n, 900), (n + 1, 900)]) for n in range(10, 20)]
    assert list(walking_network(streets_of(STRAIGHT, *short), ADULT).streets) == [0]


@pytest.mark.parametrize("kind", ["none", "all closed"])
def test_without_a_street_nobody_gets_anywhere(kind):
    streets = streets_of() if kind == "none" else streets_of(STRAIGHT, kind=["steps"])
    network = walking_network(streets, WHEELS)
    assert network.left_out.surface_known is None
    spot = snap(network.costs.network, places((0, 0), (50, 0)))
    assert not spot.on_network().any()
    assert np.isinf(from_nearest(network.costs, spot, doors(network.costs, spot), limit=60.0)).all()
    ((rows, found),) = from_each(network.costs, spot, doors(network.costs, spot), limit=60.0)
    assert (rows, np.isinf(found).all()) == (slice(0, 2), True)


def test_two_nodes_at_one_place_are_joined_only_by_a_street():
    apart = streets_of(STRAIGHT, (5, 6, [(240, 0), (480, 0)]))
    assert walking_network(apart, ADULT).left_out.islands == 1
    joined = streets_of(STRAIGHT, (5, 6, [(240, 0), (480, 0)]), (2, 5, [(240, 0), (240, 0)]))
    assert minutes(joined, ADULT, (0, 0), (480, 0)) == pytest.approx(6.0, abs=1e-9)


def test_a_loop_without_any_other_street_is_a_network():
    ring = streets_of((1, 1, [(0, 0), (120, 0), (120, 120), (0, 120), (0, 0)]))
    # 120 m backwards over the node, not 360 m round
    assert minutes(ring, ADULT, (60, 0), (0, 60)) == pytest.approx(1.5)


def test_a_building_far_away_is_not_reached_and_hinders_nobody():
    network = walking_network(streets_of(STRAIGHT), ADULT)
    spots = snap(network.costs.network, places((0, 0), (0, 201), (80, 0)))
    found = from_nearest(
        network.costs,
        snap(network.costs.network, places((0, 0))),
        doors(network.costs, spots),
        limit=9,
    )
    assert found.tolist() == pytest.approx([0.0, np.inf, 1.0], abs=1e-9)
    # from a place that is off the network, others are reached from the rest
    assert from_nearest(network.costs, spots, doors(network.costs, spots), limit=9)[
        2
    ] == pytest.approx(0.0, abs=1e-9)


def test_a_walk_of_exactly_the_limit_counts():
    network = walking_network(layers()["streets"], ADULT)
    corner = snap(network.costs.network, places((X0, Y0)))
    ends = snap(network.costs.network, places((X0 + 400, Y0), (X0 + 400, Y0 + 1)))
    # 400 m in five minutes, 401 m not
    assert np.isfinite(
        from_nearest(network.costs, corner, doors(network.costs, ends), limit=5.0)
    ).tolist() == [
        True,
        False,
    ]


def test_a_small_memory_changes_the_chunks_and_not_the_walks():
    town = layers()
    network = walking_network(town["streets"], ADULT)
    houses = snap(network.costs.network, town["buildings"].geometry)
    ((_, whole),) = from_each(network.costs, houses, doors(network.costs, houses), limit=60.0)
    parts = list(
        from_each(network.costs, houses, doors(network.costs, houses), limit=60.0, most_bytes=1_000)
    )
    assert len(parts) > 2
    assert [rows.start for rows, _ in parts[1:]] == [rows.stop for rows, _ in parts[:-1]]
    assert np.array_equal(np.vstack([found for _, found in parts]), whole)
    assert np.allclose(whole, whole.T, atol=1e-12)


def test_many_origins_stay_within_the_memory():
    town = layers()
    network = walking_network(town["streets"], ADULT)
    xy = np.random.default_rng(7).uniform((X0, Y0), (X0 + 400, Y0 + 400), (3_000, 2))
    spots = snap(network.costs.network, places(*xy))
    houses, most = doors(network.costs, spots), 20_000_000
    tracemalloc.start()
    chunks = sum(1 for _ in from_each(network.costs, spots, houses, limit=60.0, most_bytes=most))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # all at once would be 72 MB for the result alone; the last chunk lives beside the next
    assert chunks > 10
    assert peak < 1.25 * most


def test_a_walk_back_is_the_walk_in_the_reversed_network():
    streets = layers()["streets"]
    streets["one_way"] = ["yes" if n % 3 == 0 else None for n in range(len(streets))]
    costs = walking_network(streets, ADULT).costs
    spots = snap(costs.network, layers()["buildings"].geometry)
    ((_, there),) = from_each(costs, spots, doors(costs, spots), limit=60.0)
    ((_, back),) = from_each(costs.reversed(), spots, doors(costs.reversed(), spots), limit=60.0)
    assert np.allclose(there, back.T, atol=1e-12)
    assert not np.allclose(there, there.T)


def test_perceived_time_is_off_unless_scores_are_given():
    town = layers()
    assert not walking_network(town["streets"], ADULT).perceived
    felt = walking_network(town["streets"], ADULT, sections=town["sections"])
    real = walking_network(town["streets"], ADULT)
    assert felt.perceived
    factor = felt.costs.there / real.costs.there
    # the western half of Hauptstraße has 40 points: a fifth of the way from 1 to 1.5
    named = pd.Series(factor, index=felt.streets)
    west = town["streets"].index[(town["streets"]["u"] == 3) & (town["streets"]["v"] == 4)][0]
    assert named[west] == pytest.approx(1.1)
    assert named.drop(west).tolist() == pytest.approx([1.0] * (len(named) - 1))


def test_good_streets_feel_shorter():
    town = layers()
    sections = town["sections"].assign(street_score=[100.0, 75.0])
    felt = walking_network(town["streets"], ADULT, sections=sections)
    real = walking_network(town["streets"], ADULT)
    assert sorted(felt.costs.there / real.costs.there)[:3] == pytest.approx([0.8, 0.9, 1.0])


def test_equal_networks_bear_one_digest_and_others_not():
    streets = layers()["streets"]
    one, same = (walking_network(streets, ADULT).costs for _ in range(2))
    assert one.digest == same.digest
    assert walking_network(streets, ADULT, speed_kmh=4.7).costs.digest != one.digest
    assert walking_network(streets.iloc[:-1], ADULT).costs.digest != one.digest
