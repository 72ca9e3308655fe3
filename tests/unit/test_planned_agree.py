"""The planned shapes of a scenario look the same, with the same numbers, in every renderer."""

import json
from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest
import shapely
from matplotlib.colors import to_hex
from pyproj import Transformer
from shapely import LineString, Point, Polygon, box
from shapely.geometry import shape as shape_of

from biwaq_geo.domain.scenarios import ImproveStreet
from biwaq_geo.mapping.folium_map import state_group
from biwaq_geo.mapping.gl.bench import MapTools
from biwaq_geo.mapping.gl.work_map import work_map_config, work_map_state
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.planned import middle, planned_look
from biwaq_geo.mapping.themes import LOOKS, Theme
from biwaq_geo.mapping.town_map import map_spec
from biwaq_geo.reports.paper_labels import Mark, Room, draw_marks
from biwaq_geo.reports.paper_map import blank
from biwaq_geo.reports.paper_symbols import draw_shapes, points
from biwaq_geo.reports.scale import fit
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from biwaq_geo.ui.parts.scenario_desk import drawn_places
from tests.fakes import FakeTown
from tests.sample_paper import DAY, scenario
from tests.sample_town import EPSG, X0, Y0

LAYERS, _ = read_layers(ROOT / "layers")
SHAPES = (
    Point(X0 + 100, Y0 + 300),
    LineString([(X0 + 40, Y0 + 205), (X0 + 100, Y0 + 205), (X0 + 100, Y0 + 225)]),
    Polygon([(X0 + 200, Y0 + 20), (X0 + 240, Y0 + 20), (X0 + 240, Y0 + 50)]),
)
TO_TOWN = Transformer.from_crs(4326, EPSG, always_xy=True).transform


@pytest.fixture(scope="module", params=Theme)
def spec(request):
    shown = map_spec(FakeTown(), LAYERS, language="de", day=DAY)
    return replace(shown, theme=request.param)


def numbered():
    """The second, third and fourth edit of a list have a place of their own."""
    edits = [ImproveStreet(UUID(int=700), "bench", 1.0, section_id="sec1")]
    edits += [
        ImproveStreet(UUID(int=701 + n), "bench", 1.0, place=place)
        for n, place in enumerate(SHAPES)
    ]
    return drawn_places(FakeTown(), scenario(edits=tuple(edits)))


def of_maplibre(spec):
    config = work_map_config(spec, town_key="town", tiles="1", texts=load("de"))
    told = work_map_state(spec, revision=1, tools=MapTools(planned=numbered()))
    return config["planned"], told["planned"]


def of_leaflet(spec):
    group = state_group(spec, revision=1, planned=numbered())
    told = next(x.state for x in group._children.values() if hasattr(x, "state"))
    state = json.loads(told)
    return state["suit"]["planned"], state["planned"]


BROWSERS = {"leaflet": of_leaflet, "maplibre": of_maplibre}


@pytest.mark.parametrize("renderer", BROWSERS)
def test_browsers_are_told_the_look_of_the_theme(spec, renderer):
    look, _ = BROWSERS[renderer](spec)
    wanted = planned_look(LOOKS[spec.theme])
    assert look == {name: getattr(wanted, name) for name in wanted.__slots__}


@pytest.mark.parametrize("renderer", BROWSERS)
def test_browsers_are_told_each_shape_once_and_each_number_in_its_middle(spec, renderer):
    _, told = BROWSERS[renderer](spec)
    line, area, *numbers = told["features"]
    for feature, wanted in ((line, SHAPES[1]), (area, SHAPES[2])):
        assert feature["properties"] == {}
        assert in_town(feature).hausdorff_distance(wanted) < 0.01
    assert [x["properties"] for x in numbers] == [{"n": "2"}, {"n": "3"}, {"n": "4"}]
    for feature, wanted in zip(numbers, SHAPES, strict=True):
        assert in_town(feature).distance(middle(wanted)) < 0.01
        assert wanted.distance(in_town(feature)) < 0.01


def in_town(feature):
    return shapely.transform(
        shape_of(feature["geometry"]), lambda xy: np.column_stack(TO_TOWN(*xy.T))
    )


def test_paper_draws_lines_and_areas_in_the_look_of_the_theme(spec):
    look = LOOKS[spec.theme]
    wanted = planned_look(look)
    _, axes = blank(100, 100)
    draw_shapes(axes, SHAPES[1:], look=look)
    lines = [x for x in axes.lines if x.get_gid() == "drawn"]
    drawn = [(to_hex(x.get_color()), x.get_linewidth()) for x in lines]
    strokes = [(wanted.edge, points(wanted.casing)), (wanted.ink, points(wanted.line))]
    assert drawn == strokes * 2
    (area,) = [x for x in axes.patches if x.get_gid() == "drawn_area"]
    assert to_hex(area.get_facecolor()) == wanted.ink
    assert area.get_facecolor()[3] == pytest.approx(wanted.fill)


def test_paper_writes_the_numbers_of_the_screen_on_plates_of_the_same_colours(spec):
    look = LOOKS[spec.theme]
    wanted = planned_look(look)
    places = {number: middle(place) for number, place in numbered().items()}
    marks = [
        Mark(number, at.x, at.y, on_place=isinstance(numbered()[number], Point))
        for number, at in places.items()
    ]
    sheet = fit(box(X0, Y0, X0 + 400, Y0 + 400).bounds, width_mm=200, height_mm=200)
    _, axes = blank(200, 200)
    draw_marks(axes, marks, sheet=sheet, room=Room(sheet), look=look)
    assert [text.get_text() for text in axes.texts] == ["2", "3", "4"]
    for text in axes.texts:
        plate = text.get_bbox_patch()
        assert to_hex(text.get_color()) == to_hex(plate.get_edgecolor()) == wanted.edge
        assert to_hex(plate.get_facecolor()) == wanted.ink
    # the plate is the sign of a measure at a point, and lies on it
    assert Point(axes.texts[0].get_position()).distance(SHAPES[0]) < 1e-6


def test_nothing_planned_is_told_as_nothing(spec):
    empty = {"type": "FeatureCollection", "features": []}
    assert work_map_state(spec, revision=1)["planned"] == empty
