import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely import LineString, Point

from biwaq_geo.analysis.network import MAX_ACCESS_M, snap, walk_network
from biwaq_geo.analysis.reach import (
    Persons,
    inhabitants_within,
    metres_per_minute,
    metres_to_nearest,
    minutes_to_nearest,
)
from biwaq_geo.domain.errors import GeometryError, PlaceOffNetworkError
from tests.sample_town import EPSG, X0, Y0, layers

TOWN = layers()
NETWORK = walk_network(TOWN["streets"])


def places(**points):
    return gpd.GeoSeries({name: Point(xy) for name, xy in points.items()}, crs=EPSG)


def walk(network, origins, targets, limit_m=10_000.0):
    return metres_to_nearest(
        network, snap(network, origins), snap(network, targets), limit_m=limit_m
    )


def streets_of(*edges):
    rows = [{"u": u, "v": v, "geometry": LineString(line)} for u, v, line in edges]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=EPSG)


def test_the_sample_town_has_nine_nodes_and_two_arcs_for_each_street():
    assert NETWORK.metres.shape == (9, 9)
    assert NETWORK.metres.nnz == 2 * 12
    assert set(NETWORK.metres.data) == {200.0}
    assert (NETWORK.metres != NETWORK.metres.T).nnz == 0
    assert NETWORK.metres.data.dtype == np.float64
    assert NETWORK.metres.indices.dtype == np.int32


def test_a_walk_round_a_corner_counts_both_ways_to_the_street():
    # 8 m to Hauptstraße at x = 50, 150 m east to the crossing, 100 m north, 5 m to the door
    found = walk(
        NETWORK,
        places(shop=(X0 + 50, Y0 + 208)),
        places(house=(X0 + 205, Y0 + 300)),
    )
    assert found["house"] == pytest.approx(8 + 150 + 100 + 5)


def test_on_the_same_street_the_walk_is_direct():
    # both on Hauptstraße between x = 0 and 200: 8 + (140 - 50) + 10
    found = walk(
        NETWORK,
        places(shop=(X0 + 50, Y0 + 208)),
        places(house=(X0 + 140, Y0 + 190)),
    )
    assert found["house"] == pytest.approx(8 + 90 + 10)


def test_the_nearest_of_several_places_counts():
    shops = places(near=(X0 + 50, Y0 + 200), far=(X0 + 390, Y0 + 200))
    found = walk(NETWORK, shops, places(a=(X0 + 90, Y0 + 200), b=(X0 + 340, Y0 + 200)))
    assert found.tolist() == pytest.approx([40.0, 50.0])


def test_minutes_are_metres_at_the_speed():
    shop = snap(NETWORK, places(shop=(X0, Y0)))
    houses = snap(NETWORK, places(a=(X0, Y0 + 400), b=(X0 + 400, Y0 + 400)))
    # 400 m and 800 m at 4.8 km/h = 80 m/min
    found = minutes_to_nearest(NETWORK, shop, houses, speed_kmh=4.8, limit_min=10)
    assert found.tolist() == pytest.approx([5.0, 10.0])
    assert found.name == "minutes"
    # at 3.6 km/h = 60 m/min 800 m take longer than ten minutes
    slow = minutes_to_nearest(NETWORK, shop, houses, speed_kmh=3.6, limit_min=10)
    assert slow.tolist() == pytest.approx([400 / 60, np.nan], nan_ok=True)


def test_without_places_nobody_gets_anywhere():
    nothing = snap(NETWORK, gpd.GeoSeries([], crs=EPSG))
    houses = snap(NETWORK, TOWN["buildings"].geometry)
    assert metres_to_nearest(NETWORK, nothing, houses, limit_m=1e6).isna().all()
    assert metres_to_nearest(NETWORK, houses, nothing, limit_m=1e6).empty


def test_a_house_far_from_every_street_is_not_reached():
    # 201 m west of the westernmost street
    edge, beyond = X0 - MAX_ACCESS_M, X0 - MAX_ACCESS_M - 1
    found = walk(NETWORK, places(shop=(X0, Y0)), places(in_=(edge, Y0), out=(beyond, Y0)))
    assert found["in_"] == pytest.approx(200.0, abs=1e-5)
    assert np.isnan(found["out"])


def test_an_offer_far_from_every_street_is_named():
    offers = places(fine=(X0, Y0), lost=(X0 - 250, Y0))
    with pytest.raises(PlaceOffNetworkError) as caught:
        walk(NETWORK, offers, TOWN["buildings"].geometry)
    assert vars(caught.value)["values"] == {"place": "lost", "distance_m": 250, "limit_m": 200}


def test_of_parallel_streets_the_shorter_one_carries_the_walk():
    detour = [(0, 0), (50, 80), (100, 0)]
    streets = streets_of((1, 2, detour), (2, 1, [(100, 0), (0, 0)]), (2, 3, [(100, 0), (100, 50)]))
    network = walk_network(streets)
    assert network.metres.nnz == 4
    found = walk(network, places(shop=(0, 0)), places(house=(100, 50)))
    assert found["house"] == pytest.approx(150.0, abs=1e-5)


def test_a_street_of_no_length_still_joins_its_ends():
    streets = streets_of(
        (1, 2, [(0, 0), (100, 0)]), (2, 3, [(100, 0), (100, 0)]), (3, 4, [(100, 0), (100, 50)])
    )
    found = walk(walk_network(streets), places(shop=(0, 0)), places(house=(100, 50)))
    assert found["house"] == pytest.approx(150.0, abs=1e-5)


def test_a_loop_can_be_walked_both_ways_round():
    ring = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]
    streets = streets_of((1, 1, ring), (1, 2, [(0, 0), (0, -100)]))
    # 300 m along the ring or 100 m back through the crossing, then 100 m south
    found = walk(walk_network(streets), places(shop=(0, 100)), places(house=(0, -100)))
    assert found["house"] == pytest.approx(200.0, abs=1e-5)


def test_separate_parts_of_a_network_do_not_reach_each_other():
    streets = streets_of((1, 2, [(0, 0), (100, 0)]), (3, 4, [(0, 150), (100, 150)]))
    found = walk(walk_network(streets), places(shop=(50, 0)), places(a=(0, 0), b=(0, 150)))
    assert found["a"] == pytest.approx(50.0)
    assert np.isnan(found["b"])


def test_a_line_drawn_from_v_to_u_is_noticed():
    streets = streets_of((1, 2, [(0, 0), (100, 0)]), (2, 3, [(200, 0), (100, 0)]))
    with pytest.raises(GeometryError):
        walk_network(streets)


def test_the_layer_stays_as_it_was_and_the_network_cannot_be_changed():
    before = TOWN["streets"].copy(deep=True)
    network = walk_network(TOWN["streets"])
    pd.testing.assert_frame_equal(TOWN["streets"], before)
    with pytest.raises(ValueError, match="read-only"):
        network.length[0] = 1.0


def test_people_near_a_place_are_added_up():
    near = pd.Series([True, True] + [False] * 6, index=TOWN["buildings"].index)
    # buildings b0 and b1 house 100 and 200 people
    assert inhabitants_within(TOWN["buildings"], near) == Persons(300.0, 8, 8)


def test_houses_of_unknown_number_are_told():
    buildings = TOWN["buildings"].copy()
    buildings.loc["b1", "inhabitants"] = np.nan
    near = pd.Series(data=True, index=buildings.index)
    # 3,600 people in all, without the 200 of b1
    assert inhabitants_within(buildings, near) == Persons(3400.0, 7, 8)


def test_factories_are_no_homes_but_a_home_of_another_kind_is():
    buildings = TOWN["buildings"].copy()
    buildings.loc["b0", ["kind", "inhabitants"]] = ["industrial", np.nan]
    buildings.loc["b1", ["kind", "inhabitants"]] = ["public", 200.0]
    buildings.loc["b2", ["kind", "inhabitants"]] = ["commercial", 0.0]
    near = pd.Series(data=True, index=buildings.index)
    assert inhabitants_within(buildings, near) == Persons(3600.0 - 100 - 300, 6, 6)


def test_where_no_number_is_known_no_number_is_told():
    buildings = TOWN["buildings"].assign(inhabitants=np.nan)
    near = pd.Series(data=True, index=buildings.index)
    assert inhabitants_within(buildings, near) == Persons(None, 0, 8)


def test_speeds_become_metres_per_minute():
    assert [metres_per_minute(speed) for speed in (3.6, 4.8, 5.0)] == pytest.approx(
        [60, 80, 250 / 3]
    )
