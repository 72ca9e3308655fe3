"""Streets cut at the exact minute, and the areas round them."""

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point

from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.walking.doors import doors
from biwaq_geo.analysis.walking.isochrone import BESIDE_M, isochrones, reached_streets
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.analysis.walking.search import from_nearest
from tests.sample_catalogues import WALKERS
from tests.sample_town import EPSG, X0, Y0, layers

ADULT = WALKERS["adult"]
COSTS = walking_network(layers()["streets"], ADULT).costs


def at(*points):
    return gpd.GeoSeries([Point(xy) for xy in points], crs=EPSG)


def reached(costs, *points, limit):
    lines = reached_streets(costs, snap(costs.network, at(*points)), limit=limit)
    return shapely.union_all(shapely.buffer(lines, 0.01)).area / 0.02 if lines else 0.0


def street(*lines, **columns):
    frame = gpd.GeoDataFrame(
        {"u": [a for a, _, _ in lines], "v": [b for _, b, _ in lines], "kind": "path"},
        geometry=[LineString(xy) for _, _, xy in lines],
        crs=EPSG,
    )
    return walking_network(frame.assign(**columns), ADULT).costs


def test_a_single_street_is_cut_on_both_sides_of_the_place():
    costs = street((1, 2, [(0, 0), (1000, 0)]))
    # 80 m to the street cost a minute, 80 m each way are left of two
    (piece,) = reached_streets(costs, snap(costs.network, at((400, 80))), limit=2.0)
    assert piece.bounds == pytest.approx((320.0, 0.0, 480.0, 0.0))


def test_from_a_crossing_every_street_is_walked_as_far_as_the_minutes_go():
    # from the middle of the grid: four streets of 200 m, and 40 m into each of the eight
    # that go on from there
    middle = (X0 + 200, Y0 + 200)
    assert reached(COSTS, middle, limit=2.5) == pytest.approx(800, rel=1e-3)
    # from each of the four ends 40 m to both sides
    assert reached(COSTS, middle, limit=3.0) == pytest.approx(800 + 8 * 40, rel=1e-3)


def test_what_is_reached_ends_exactly_where_the_minutes_do():
    middle = snap(COSTS.network, at((X0 + 130, Y0 + 200)))
    for line in reached_streets(COSTS, middle, limit=2.75):
        for x, y in (line.coords[0], line.coords[-1]):
            end = snap(COSTS.network, at((x, y)))
            assert from_nearest(COSTS, middle, doors(COSTS, end), limit=60)[0] <= 2.75 + 1e-6


def test_a_street_that_is_reached_from_both_ends_may_stay_open_in_the_middle():
    # a round of 400 m, reached from the node with 150 m to each side
    ring = street((1, 1, [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]))
    assert reached(ring, (0, 0), limit=150 / 80) == pytest.approx(300, rel=1e-3)
    assert reached(ring, (0, 0), limit=200 / 80) == pytest.approx(400, rel=1e-3)


def test_a_one_way_path_is_reached_in_its_direction_and_for_the_way_there_in_the_other():
    costs = street((1, 2, [(0, 0), (1000, 0)]), one_way=["yes"])
    (away,) = reached_streets(costs, snap(costs.network, at((400, 0))), limit=1.0)
    assert away.bounds == pytest.approx((400, 0, 480, 0))
    (there,) = reached_streets(costs.reversed(), snap(costs.network, at((400, 0))), limit=1.0)
    assert there.bounds == pytest.approx((320, 0, 400, 0))


@pytest.mark.parametrize("spots", [[(0, 900)], []], ids=["far away", "no place"])
def test_from_nowhere_nothing_is_reached(spots):
    costs = street((1, 2, [(0, 0), (1000, 0)]))
    places = snap(costs.network, at(*spots))
    assert reached_streets(costs, places, limit=15.0) == []
    assert isochrones(costs, places, bands=(5.0, 10.0), epsg=EPSG).empty


def test_without_streets_there_is_no_picture():
    frame = gpd.GeoDataFrame({"u": [], "v": [], "kind": []}, geometry=[], crs=EPSG)
    costs = walking_network(frame, ADULT).costs
    assert isochrones(costs, snap(costs.network, at((0, 0))), bands=(5.0,), epsg=EPSG).empty


def test_rings_do_not_overlap_and_lie_beside_the_streets():
    places = snap(COSTS.network, at((X0 + 10, Y0)))
    rings = isochrones(COSTS, places, bands=(2.0, 4.0, 6.0), epsg=EPSG)
    assert rings["minutes"].tolist() == [2.0, 4.0, 6.0]
    shapes = rings.geometry.to_list()
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert shapes[one].intersection(shapes[other]).area == pytest.approx(0, abs=1.0)
    lines = reached_streets(COSTS, places, limit=6.0)
    around = shapely.union_all(shapes)
    assert around.buffer(0.1).covers(shapely.union_all(lines))
    assert shapely.union_all(lines).buffer(BESIDE_M + 3).covers(around)


def test_a_band_that_adds_nothing_is_left_out():
    costs = street((1, 2, [(0, 0), (80, 0)]))
    rings = isochrones(costs, snap(costs.network, at((0, 0))), bands=(5.0, 10.0), epsg=EPSG)
    assert rings["minutes"].tolist() == [5.0]


@settings(deadline=None, max_examples=40)
@given(st.floats(0, 400), st.floats(0, 30), st.floats(0, 6), st.floats(0, 3))
def test_more_minutes_never_reach_fewer_metres(x, aside, limit, more):
    spot = (X0 + x, Y0 + aside)
    assert reached(COSTS, spot, limit=limit) <= reached(COSTS, spot, limit=limit + more) + 0.05
