"""Town, axes and areas as places of key figures."""

import geopandas as gpd
import pytest
from shapely import Point

from biwaq_geo.analysis.kpis.places import (
    AXIS_M,
    TOWN,
    Place,
    PlaceKind,
    inside,
    length_m,
    places_of,
)
from tests import sample_town
from tests.sample_town import EPSG, X0, Y0

LAYERS = sample_town.layers()
SECTIONS, AREAS = LAYERS["sections"], LAYERS["areas"]
HIGH_STREET = Place(PlaceKind.AXIS, "Hauptstraße", "Hauptstraße")


def there(place, *points):
    places = gpd.GeoSeries([Point(X0 + x, Y0 + y) for x, y in points], crs=EPSG)
    return list(inside(places, place, sections=SECTIONS, areas=AREAS))


def test_places_are_the_town_its_axes_and_its_areas_by_name():
    assert places_of(SECTIONS, AREAS) == (
        TOWN,
        HIGH_STREET,
        Place(PlaceKind.AREA, "a2", "Ost"),
        Place(PlaceKind.AREA, "a1", "West"),
    )
    assert places_of(SECTIONS.iloc[:0], AREAS.iloc[:0]) == (TOWN,)


def test_on_an_axis_is_what_stands_near_one_of_its_sections():
    # Hauptstraße runs along y = 200
    assert there(HIGH_STREET, (50, 208), (50, 200 + AXIS_M), (50, 201 + AXIS_M)) == [
        True,
        True,
        False,
    ]


def test_a_unit_near_two_axes_belongs_to_the_nearer_one():
    other = SECTIONS.assign(axis=["West", "Ost"])
    points = gpd.GeoSeries([Point(X0 + 195, Y0 + 205), Point(X0 + 205, Y0 + 205)], crs=EPSG)
    found = [
        list(inside(points, Place(PlaceKind.AXIS, key), sections=other, areas=AREAS))
        for key in ("West", "Ost")
    ]
    assert found == [[True, False], [False, True]]


def test_an_area_holds_what_lies_in_it_and_the_town_everything():
    points = [(50, 208), (350, 208), (900, 900)]
    assert there(Place(PlaceKind.AREA, "a1", "West"), *points) == [True, False, False]
    assert there(TOWN, *points) == [True, True, True]


@pytest.mark.parametrize(
    "place", [Place(PlaceKind.AREA, "gone"), Place(PlaceKind.AXIS, "gone"), HIGH_STREET]
)
def test_a_place_that_is_gone_and_a_register_without_units_hold_nothing(place):
    assert there(place) == []
    if place.key == "gone":
        assert there(place, (50, 208)) == [False]


def test_a_town_without_sections_has_nothing_on_an_axis():
    points = gpd.GeoSeries([Point(X0, Y0)], crs=EPSG)
    assert not inside(points, HIGH_STREET, sections=SECTIONS.iloc[:0], areas=AREAS).any()


def test_an_axis_is_as_long_as_its_sections():
    assert length_m(HIGH_STREET, SECTIONS) == pytest.approx(400.0)
    assert length_m(TOWN, SECTIONS) is None
