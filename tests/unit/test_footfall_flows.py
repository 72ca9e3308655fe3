"""Flows of the gravity model, computed by hand on streets that can be drawn on a napkin."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point

from biwaq_geo.analysis.footfall.flows import pull
from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.walking.network import walking_network
from tests.sample_catalogues import WALKERS
from tests.sample_town import EPSG

ADULT = WALKERS["adult"]
DECAY = 0.1


def network(*edges):
    rows = [{"u": u, "v": v, "geometry": LineString(line)} for u, v, line in edges]
    frame = gpd.GeoDataFrame(rows, geometry="geometry", crs=EPSG).assign(kind="residential")
    # 80 m in a minute
    return walking_network(frame, ADULT, speed_kmh=4.8).costs


def at(costs, **points):
    places = gpd.GeoSeries({key: Point(xy) for key, xy in points.items()}, crs=EPSG)
    return snap(costs.network, places)


def drawn(costs, homes, masses, goals, **how):
    return pull(
        costs,
        at(costs, **homes),
        np.array(masses, dtype=float),
        at(costs, **goals),
        decay_per_min=DECAY,
        **how,
    )


def one(**weights):
    return pd.Series(weights, dtype=float)


# three streets of 80 m in a row, one minute each
ROW = [(0, 1, [(0, 0), (80, 0)]), (1, 2, [(80, 0), (160, 0)]), (2, 3, [(160, 0), (240, 0)])]
FORK = [*ROW, (2, 4, [(160, 0), (160, 80)])]


def test_walkers_go_through_every_street_between_and_fewer_the_longer_the_way():
    made = drawn(network(*ROW), {"home": (40, 0)}, [100], {"shop": (200, 0)})
    # half a street, one street, half a street: two minutes
    walks = 100 * np.exp(-DECAY * 2)
    found = made.flows(one(shop=1.0))
    assert found.tolist() == pytest.approx([walks / 2, walks, walks / 2])
    assert made.flows(one(shop=3.0)).tolist() == pytest.approx((3 * found).tolist())


def test_on_one_street_only_the_piece_between_is_walked():
    for home, shop in ((20, 60), (60, 20)):
        made = drawn(network(*ROW), {"home": (home, 0)}, [10], {"shop": (shop, 0)})
        walks = 10 * np.exp(-DECAY * 0.5)
        assert made.flows(one(shop=1.0)).tolist() == pytest.approx([walks / 2, 0, 0])


def test_the_way_to_the_doors_costs_time_and_loads_no_street():
    made = drawn(network(*ROW), {"home": (0, 40)}, [10], {"shop": (80, -40)})
    # 40 m, 80 m, 40 m: two minutes
    found = made.flows(one(shop=1.0))
    assert found.sum() == pytest.approx(10 * np.exp(-DECAY * 2))
    assert found[0] == pytest.approx(found.sum())


def test_two_goals_draw_each_on_its_own_and_together():
    costs = network(*FORK)
    homes, masses = {"a": (0, 0), "b": (160, 80)}, [100, 50]
    made = drawn(costs, homes, masses, {"end": (240, 0), "top": (160, 80)})
    # a goes three minutes to either, b two minutes to the end and is at the top already
    to_end = made.flows(one(end=1.0))
    a, b = 100 * np.exp(-0.3), 50 * np.exp(-0.2)
    assert to_end.tolist() == pytest.approx([a, a, a + b, b])
    to_top = made.flows(one(top=2.0))
    assert to_top.tolist() == pytest.approx([2 * a, 2 * a, 0, 2 * a])
    both = made.flows(one(end=1.0, top=2.0))
    assert both.tolist() == pytest.approx((to_end + to_top).tolist())


def test_what_lies_beyond_the_limit_moves_nobody():
    made = drawn(network(*ROW), {"home": (0, 0)}, [100], {"shop": (240, 0)}, limit_min=2.9)
    assert made.flows(one(shop=1.0)).tolist() == [0, 0, 0]
    just = drawn(network(*ROW), {"home": (0, 0)}, [100], {"shop": (240, 0)}, limit_min=3.0)
    assert just.flows(one(shop=1.0)).sum() > 0


def test_a_place_far_from_every_street_is_counted_as_lost():
    far = {"home": (0, 0), "farm": (0, 900)}
    made = drawn(network(*ROW), far, [100, 5], {"shop": (240, 0), "mill": (240, 900)})
    assert (made.lost_origins, made.lost_destinations) == (1, 1)
    assert made.flows(one(mill=9.0)).tolist() == [0, 0, 0]


def test_without_goals_or_walkers_nobody_walks():
    assert drawn(network(*ROW), {"home": (0, 0)}, [100], {}).flows(one()).tolist() == [0, 0, 0]
    empty = drawn(network(*ROW), {"home": (0, 0)}, [0], {"shop": (80, 0)})
    assert empty.flows(one(shop=1.0)).tolist() == [0, 0, 0]


def test_of_two_streets_between_the_same_corners_the_shorter_is_walked():
    twice = [*ROW, (1, 2, [(80, 0), (120, 60), (160, 0)])]
    found = drawn(network(*twice), {"h": (0, 0)}, [1], {"s": (240, 0)}).flows(one(s=1.0))
    assert found[1] > 0
    assert found[3] == 0


def test_a_goal_on_a_loop_is_walked_to_over_its_shorter_side():
    loop = [*ROW, (3, 3, [(240, 0), (280, 0), (280, 40), (240, 40), (240, 0)])]
    found = drawn(network(*loop), {"h": (160, 0)}, [1], {"s": (280, 0)}).flows(one(s=1.0))
    # 80 m and 40 of 160 m: one and a half minutes
    walks = np.exp(-DECAY * 1.5)
    assert found.tolist() == pytest.approx([0, 0, walks, walks / 4])


POINTS = st.tuples(st.floats(0, 240), st.floats(-30, 30))


@given(st.lists(POINTS, min_size=1, max_size=4), st.lists(POINTS, min_size=1, max_size=4))
def test_the_way_back_loads_the_same_streets(homes, goals):
    costs = network(*FORK)
    a = {f"a{n}": xy for n, xy in enumerate(homes)}
    b = {f"b{n}": xy for n, xy in enumerate(goals)}
    there = drawn(costs, a, [1.0] * len(a), b).flows(pd.Series(1.0, index=list(b)))
    back = drawn(costs, b, [1.0] * len(b), a).flows(pd.Series(1.0, index=list(a)))
    assert there.tolist() == pytest.approx(back.tolist(), abs=1e-9)


@given(st.lists(POINTS, min_size=1, max_size=4), st.floats(0, 10), st.floats(0, 10))
def test_more_attraction_never_lowers_any_flow(homes, weight, more):
    costs = network(*FORK)
    made = drawn(costs, {f"a{n}": xy for n, xy in enumerate(homes)}, [1.0] * len(homes),
                 {"s": (240, 0), "t": (160, 80)})  # fmt: skip
    before = made.flows(one(s=weight, t=1.0))
    assert (made.flows(one(s=weight + more, t=1.0)) >= before - 1e-12).all()
