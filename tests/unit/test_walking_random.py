"""Random towns: equal to networkx on the split graph, and never less for more minutes."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString

from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.walking.doors import doors
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.analysis.walking.search import from_each, from_nearest
from tests.sample_catalogues import WALKERS
from tests.sample_town import EPSG
from tests.split_graph import from_nearest_place, split_graph

COORDINATE = st.integers(0, 40).map(lambda n: n * 10.0)
SPOTS = st.tuples(COORDINATE, COORDINATE)
POINTS = st.lists(SPOTS, min_size=1, max_size=6)


@st.composite
def random_streets(draw):
    nodes = draw(st.lists(SPOTS, min_size=2, max_size=8))
    ends = st.integers(0, len(nodes) - 1)
    bends = st.lists(SPOTS, max_size=2)
    kinds = st.sampled_from(["residential", "residential", "steps"])
    surfaces = st.sampled_from([None, "asphalt", "gravel"])
    ways = st.sampled_from([None, None, "yes"])
    edges = draw(
        st.lists(st.tuples(ends, ends, bends, kinds, surfaces, ways), min_size=1, max_size=14)
    )
    rows = [
        {
            "u": u,
            "v": v,
            "kind": kind,
            "surface": surface,
            "one_way": way,
            "geometry": LineString([nodes[u], *bend, nodes[v]]),
        }
        for u, v, bend, kind, surface, way in edges
    ]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=EPSG)


def as_series(points):
    return gpd.GeoSeries(shapely.points(np.array(points) + 0.123), crs=EPSG)


PROFILES = st.sampled_from(sorted(WALKERS))


@settings(deadline=None, max_examples=120)
@given(random_streets(), POINTS, POINTS, PROFILES)
def test_random_towns_agree_with_networkx_on_the_split_graph(streets, shops, houses, key):
    profile = WALKERS[key]
    walking = walking_network(streets, profile)
    network = walking.costs.network
    origins, targets = snap(network, as_series(shops)), snap(network, as_series(houses))
    kept = streets.loc[walking.streets]
    graph = split_graph(network, kept, {"o": origins, "t": targets}, profile=profile)
    found = from_nearest(walking.costs, origins, doors(walking.costs, targets), limit=1e6)
    expected = from_nearest_place(graph, len(shops), len(houses))
    assert found == pytest.approx(expected, abs=1e-9)
    ((_, each),) = from_each(walking.costs, origins, doors(walking.costs, targets), limit=1e6)
    assert each.min(axis=0) == pytest.approx(expected, abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(
    random_streets(),
    POINTS,
    POINTS,
    PROFILES,
    st.floats(0.5, 20),
    st.floats(0, 20),
    st.floats(1, 6),
    st.floats(0, 1),
)
def test_more_minutes_or_a_faster_walk_never_reach_fewer(
    streets, shops, houses, key, limit, more, speed, faster
):
    def reached(limit, speed):
        walking = walking_network(streets, WALKERS[key], speed_kmh=speed)
        network = walking.costs.network
        origins, targets = snap(network, as_series(shops)), snap(network, as_series(houses))
        found = from_nearest(walking.costs, origins, doors(walking.costs, targets), limit=limit)
        return set(np.flatnonzero(np.isfinite(found)))

    assert reached(limit, speed) <= reached(limit + more, speed)
    assert reached(limit, speed) <= reached(limit, speed + faster)
