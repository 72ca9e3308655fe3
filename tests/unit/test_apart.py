"""Pieces of a walking network, counted by hand on the sample town."""

import geopandas as gpd
from shapely import Point

from biwaq_geo.analysis.apart import Pieces, pieces_of
from biwaq_geo.analysis.network import snap, walk_network
from tests import sample_town


def pieces(wanted, places=None):
    layers = sample_town.layers()
    streets = layers["streets"]
    kept = [wanted(u, v) for u, v in zip(streets.u, streets.v, strict=True)]
    network = walk_network(streets[kept])
    at = layers["buildings"].geometry if places is None else gpd.GeoSeries(places)
    return pieces_of(network, snap(network, at))


def test_a_whole_network_keeps_nobody_apart():
    assert pieces(lambda _u, _v: True) == Pieces(1, 0, 0)


def test_houses_on_the_smaller_piece_are_counted():
    # four houses lie on the southern row, four on the one above
    cut = pieces(lambda u, v: (u < 3) == (v < 3))
    assert cut == Pieces(2, 4, 0)


def test_houses_over_200_metres_from_every_street_are_counted_apart_from_them():
    far = [Point(sample_town.X0, sample_town.Y0 + y) for y in (0, 10, 650)]
    assert pieces(lambda _u, _v: True, far) == Pieces(1, 0, 1)


def test_a_town_without_houses_has_nobody_apart():
    assert pieces(lambda _u, _v: True, []) == Pieces(1, 0, 0)
