"""The base map from far away: main streets, built-up land, and nothing twice."""

from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Polygon, box

from biwaq_geo.mapping.base_tiles import FIRST_ZOOM, near_groups, tile_groups
from biwaq_geo.mapping.from_afar import (
    CELL_M,
    NEAR_ZOOM,
    built_up,
    drawn_from_afar,
    is_built_up,
    joined_lines,
)
from biwaq_geo.mapping.gl.base import far, near
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.themes import LIGHT

LAYERS, _ = read_layers(Path(__file__).parents[2] / "layers")
BASE = [layer for layer in LAYERS if layer.base]

places = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=40, unique=True
)


def houses(found):
    return np.array([box(x * 50, y * 50, x * 50 + 10, y * 50 + 10) for x, y in found])


def translate(shapes, metres):
    return shapely.transform(shapes, lambda xy: xy + np.array([metres, 0.0]))


@given(places)
def test_every_house_stands_on_built_up_land(found):
    shapes = houses(found)
    land = built_up(shapes)
    assert land.is_valid
    assert shapely.covers(land, shapely.centroid(shapes)).all()


@given(places)
def test_built_up_land_is_no_more_than_the_squares_of_its_houses_and_the_gaps(found):
    shapes = houses(found)
    assert shapely.dwithin(built_up(shapes), shapes, 0).all()
    near_houses = shapely.union_all(shapely.buffer(shapes, 3 * CELL_M))
    assert near_houses.covers(built_up(shapes))


def test_a_gap_of_one_square_is_closed_and_a_wider_one_stays_open():
    one = houses([(0, 0)])
    gap = np.concatenate([one, translate(one, 2 * CELL_M)])
    wide = np.concatenate([one, translate(one, 4 * CELL_M)])
    assert isinstance(built_up(gap), Polygon)
    assert len(shapely.get_parts(built_up(wide))) == 2


def test_a_town_without_houses_has_no_built_up_land():
    assert built_up(np.array([])).is_empty


def test_pieces_of_a_street_become_one_line():
    pieces = np.array([LineString([(i, 0), (i + 1, 0)]) for i in range(50)])
    (line,) = joined_lines(pieces)
    assert line.equals(LineString([(0, 0), (50, 0)]))
    assert len(line.coords) == 2


def test_far_and_near_meet_at_one_zoom_and_never_draw_the_same_at_once():
    look = LIGHT
    for layer in drawn_from_afar(LAYERS):
        for part in far(layer, look, source="a", source_layer="b"):
            assert part["maxzoom"] == NEAR_ZOOM
    for layer in BASE:
        for part in near(layer, look, source="a", source_layer="b"):
            assert part["minzoom"] >= NEAR_ZOOM


def test_from_afar_areas_lie_below_lines_and_houses_are_built_up_land():
    drawn = drawn_from_afar(LAYERS)
    assert [layer.key for layer in drawn] == ["land", "buildings", "streets", "railways"]
    assert [layer.key for layer in drawn if is_built_up(layer)] == ["buildings"]
    (streets,) = (layer for layer in drawn if layer.key == "streets")
    assert {symbol.key for symbol in streets.symbols} == {"main", "collecting"}


def test_every_base_layer_is_whole_in_one_near_group():
    groups = near_groups(LAYERS)
    assert sorted(layer.key for group in groups.values() for layer in group) == sorted(
        layer.key for layer in BASE
    )
    assert min(groups) == NEAR_ZOOM
    assert set(tile_groups(LAYERS)) == {FIRST_ZOOM, *groups}


def test_a_map_without_a_base_has_no_tiles():
    assert tile_groups([layer for layer in LAYERS if not layer.base]) == {}


@pytest.mark.parametrize("key", ["services", "vacant"])
def test_what_is_no_base_layer_is_not_drawn_from_afar(key):
    assert key not in {layer.key for layer in drawn_from_afar(LAYERS)}
