from itertools import pairwise

import geopandas as gpd
import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString

from biwaq_geo.analysis.network import snap, walk_network
from biwaq_geo.analysis.reach import metres_to_nearest, minutes_to_nearest
from tests.sample_town import EPSG, layers, unit


def streets_of(*edges):
    rows = [{"u": u, "v": v, "geometry": LineString(line)} for u, v, line in edges]
    return gpd.GeoDataFrame(rows, geometry="geometry", crs=EPSG)


def walk_on_split_graph(network, streets, origins, targets):
    """The same walk on a graph in which every street is cut at every place."""
    graph, cuts = nx.Graph(), {}
    for kind, places in (("o", origins), ("t", targets)):
        for label, street, along, access in zip(
            places.index, places.street, places.along, places.access, strict=True
        ):
            cuts.setdefault(street, []).append((along, (kind, "on", label)))
            graph.add_edge((kind, label), (kind, "on", label), weight=access)
    for number, (u, v) in enumerate(zip(streets["u"], streets["v"], strict=True)):
        inner = sorted(cuts.get(number, []), key=lambda cut: cut[0])
        stops = [(0.0, u), *inner, (network.length[number], v)]
        for (start, a), (end, b) in pairwise(stops):
            if end - start < graph.get_edge_data(a, b, {}).get("weight", np.inf):
                graph.add_edge(a, b, weight=max(end - start, 0.0))
    reached = nx.multi_source_dijkstra_path_length(graph, {("o", k) for k in origins.index})
    return [reached.get(("t", k), np.nan) for k in targets.index]


def test_the_sample_town_agrees_with_networkx():
    streets, buildings = layers()["streets"], layers()["buildings"]
    network = walk_network(streets)
    shops = snap(network, gpd.GeoSeries([unit(i).location for i in (0, 3)], crs=EPSG))
    houses = snap(network, buildings.geometry)
    found = metres_to_nearest(network, shops, houses, limit_m=1e9)
    expected = walk_on_split_graph(network, streets, shops, houses)
    assert found.tolist() == pytest.approx(expected, abs=1e-5)


COORDINATE = st.integers(0, 60).map(lambda n: n * 10.0)
POINTS = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=8)


@st.composite
def random_streets(draw):
    nodes = draw(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=2, max_size=9, unique=True))
    ends = st.integers(0, len(nodes) - 1)
    bends = st.lists(st.tuples(COORDINATE, COORDINATE), max_size=2)
    edges = draw(st.lists(st.tuples(ends, ends, bends), min_size=1, max_size=14))
    lines = [(u, v, [nodes[u], *bend, nodes[v]]) for u, v, bend in edges]
    return streets_of(*lines)


def as_series(points):
    return gpd.GeoSeries(shapely.points(np.array(points) + 0.123), crs=EPSG)


@settings(deadline=None, max_examples=60)
@given(random_streets(), POINTS, POINTS)
def test_random_towns_agree_with_networkx(streets, shops, houses):
    network = walk_network(streets)
    shops, houses = snap(network, as_series(shops)), snap(network, as_series(houses))
    if not shops.on_network().all():
        return
    found = metres_to_nearest(network, shops, houses, limit_m=1e9)
    expected = np.array(walk_on_split_graph(network, streets, shops, houses))
    expected[~houses.on_network()] = np.nan
    assert found.tolist() == pytest.approx(expected.tolist(), abs=1e-4, nan_ok=True)


@settings(deadline=None, max_examples=60)
@given(random_streets(), POINTS)
def test_places_are_put_on_the_nearest_street(streets, points):
    series = as_series(points)
    snapped = snap(walk_network(streets), series)
    for point, street, along, access in zip(
        series, snapped.street, snapped.along, snapped.access, strict=True
    ):
        line = streets.geometry.iloc[street]
        assert access == pytest.approx(streets.distance(point).min())
        assert line.interpolate(along).distance(point) == pytest.approx(access)


@settings(deadline=None, max_examples=30)
@given(
    random_streets(),
    POINTS,
    POINTS,
    st.floats(1, 30),
    st.floats(0, 30),
    st.floats(1, 6),
    st.floats(0, 3),
)
def test_more_minutes_or_a_faster_walk_never_reach_less(
    streets, shops, houses, minutes, more, speed, faster
):
    network = walk_network(streets)
    shops, houses = snap(network, as_series(shops)), snap(network, as_series(houses))
    if not shops.on_network().all():
        return

    def reached(limit_min, speed_kmh):
        times = minutes_to_nearest(network, shops, houses, speed_kmh=speed_kmh, limit_min=limit_min)
        return set(times.dropna().index)

    assert reached(minutes, speed) <= reached(minutes + more, speed)
    assert reached(minutes, speed) <= reached(minutes, speed + faster)
