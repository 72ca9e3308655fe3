"""Shapes drawn on the map: what is taken, what is refused by name, and how it is measured."""

import json
import math

import pytest
from pyproj import Geod, Transformer
from shapely import LineString, Point, Polygon

from biwaq_geo.adapters.store.scenario_json import scenario_from_json, scenario_to_json
from biwaq_geo.domain.errors.drawing import (
    DrawingCrossesItselfError,
    DrawingOutsideTownError,
    DrawingTooLongError,
    DrawingUnreadableError,
    DrawingWithoutSizeError,
)
from biwaq_geo.domain.scenarios import ImproveStreet
from biwaq_geo.services.drawing import MOST_CORNERS, measured, read_drawing
from biwaq_geo.texts import load
from tests import sample_town
from tests.fakes import FakeTown
from tests.sample_town import X0, Y0
from tests.store_samples import scenario

TOWN = FakeTown()
TO_DEGREES = Transformer.from_crs(sample_town.EPSG, 4326, always_xy=True)
OUTSIDE = DrawingOutsideTownError
CROSSED, EMPTY, UNREADABLE = (
    DrawingCrossesItselfError,
    DrawingWithoutSizeError,
    DrawingUnreadableError,
)


def degrees(*places):
    return [list(TO_DEGREES.transform(X0 + x, Y0 + y)) for x, y in places]


def line(*places):
    return {"type": "LineString", "coordinates": degrees(*places)}


def area(*places):
    return {"type": "Polygon", "coordinates": [degrees(*places, places[0])]}


def point(x, y):
    return {"type": "Point", "coordinates": degrees((x, y))[0]}


@pytest.mark.parametrize(
    ("said", "place"),
    [
        (point(100, 100), Point(X0 + 100, Y0 + 100)),
        (line((0, 0), (100, 0)), LineString([(X0, Y0), (X0 + 100, Y0)])),
        (area((0, 0), (40, 0), (40, 30)), Polygon([(X0, Y0), (X0 + 40, Y0), (X0 + 40, Y0 + 30)])),
    ],
)
def test_a_drawing_stands_in_the_crs_of_the_town_and_is_measured_on_the_ellipsoid(said, place):
    drawn = read_drawing(TOWN, said)
    assert drawn.place.equals_exact(place, 0.002)
    # said the same when it comes back from the register
    again = measured(drawn.place, epsg=sample_town.EPSG)
    assert math.isclose(again.length_m, drawn.length_m, abs_tol=0.01)
    assert math.isclose(again.area_m2, drawn.area_m2, abs_tol=0.1)
    # what the projection shortens in this town is less than a two-thousandth
    assert math.isclose(drawn.length_m, place.length, rel_tol=5e-4)
    assert math.isclose(drawn.area_m2, place.area, rel_tol=1e-3)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (area((0, 0), (40, 30), (40, 0), (0, 30)), CROSSED),
        (area((0, 0), (40, 0), (40, 40), (20, 0), (0, 40)), CROSSED),
        (area((0, 0), (40, 0), (80, 0)), EMPTY),
        (area((0, 0), (40, 0), (0, 0)), EMPTY),
        (area((0, 0), (0.2, 0), (0.2, 0.2)), EMPTY),
        (line((5, 5), (5, 5)), EMPTY),
        (line((5, 5), (5, 5.05)), EMPTY),
        (line((5, 5)), EMPTY),
        ({"type": "LineString", "coordinates": []}, EMPTY),
        (point(5_000, 0), OUTSIDE),
        (line((0, 0), (5_000, 0)), OUTSIDE),
        (area((0, 0), (2_000, 0), (0, 2_000)), OUTSIDE),
        ({"type": "Point", "coordinates": [-90.0, -80.0]}, OUTSIDE),
        (line(*((i % 7, i / 10) for i in range(MOST_CORNERS + 1))), DrawingTooLongError),
        ({"type": "Polygon", "coordinates": [degrees((0, 0), (9, 0), (9, 9)), []]}, UNREADABLE),
        ({"type": "Point", "coordinates": [math.nan, 51.5]}, UNREADABLE),
        ({"type": "Point", "coordinates": [math.inf, 51.5]}, UNREADABLE),
        ({"type": "Point", "coordinates": ["14", "51"]}, UNREADABLE),
        ({"type": "Point", "coordinates": [14.0]}, UNREADABLE),
        ({"type": "Point", "coordinates": None}, UNREADABLE),
        ({"type": "MultiPoint", "coordinates": degrees((0, 0))}, UNREADABLE),
        ({"type": "LineString", "coordinates": "javascript:alert(1)"}, UNREADABLE),
        ({}, UNREADABLE),
    ],
)
def test_a_drawing_that_cannot_be_is_refused_by_name(said, error):
    with pytest.raises(error) as refused:
        read_drawing(TOWN, said)
    for language in ("de", "en"):
        assert "{" not in load(language).error(refused.value)


def test_a_drawn_place_comes_back_from_the_store_as_it_was_saved():
    places = (
        Point(X0, Y0),
        LineString([(X0, Y0), (X0 + 9.125, Y0)]),
        Polygon([(X0, Y0), (X0 + 5, Y0), (X0, Y0 + 5)]),
    )
    edits = tuple(
        ImproveStreet(scenario().edits[1].edit_id, "trees", 1.0, place=place) for place in places
    )
    values = scenario_to_json(scenario(edits=edits))
    assert scenario_from_json(values).edits == edits
    assert json.loads(json.dumps(values)) == values
    # the form in which points have always been kept
    assert values["edits"][0]["place"] == [X0, Y0]


def test_the_ellipsoid_is_that_of_the_map():
    drawn = read_drawing(TOWN, line((0, 0), (200, 0)))
    (lng, lat), (to_lng, to_lat) = degrees((0, 0), (200, 0))
    assert drawn.length_m == pytest.approx(Geod(ellps="WGS84").inv(lng, lat, to_lng, to_lat)[2])
