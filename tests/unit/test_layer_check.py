"""Which frames are taken as base layers and which are refused, with which words."""

import geopandas as gpd
import numpy as np
import pytest
from shapely import LineString, Point, Polygon

from biwaq_geo.adapters.layer_check import checked_layer, empty_layer
from biwaq_geo.domain.errors import (
    ColumnMissingError,
    CrsImplausibleError,
    CrsMissingError,
    FileEmptyError,
    GeometryError,
    ProtectedDataError,
    ValueNotAllowedError,
)
from biwaq_geo.domain.towns import BASE_LAYERS
from tests.sample_town import EPSG, X0, Y0, layers

BOW_TIE = Polygon([(X0, Y0), (X0 + 9, Y0 + 9), (X0 + 9, Y0), (X0, Y0 + 9)])


def cell(column, value):
    """Put a value into the first row of a column."""

    def put(frame):
        values = [value, *frame[column].iloc[1:]]
        return frame.assign(**{column: np.array(values, dtype=object)})

    return put


def first_shape(shape):
    return lambda frame: frame.set_geometry([shape, *frame.geometry.iloc[1:]], crs=EPSG)


def ids(*names):
    return lambda frame: frame.set_axis([*names, *frame.index[len(names) :]])


def without(column):
    return lambda frame: frame.drop(columns=column)


BROKEN = {
    "no CRS": ("streets", lambda f: f.set_crs(None, allow_override=True), CrsMissingError),
    "another CRS": ("streets", lambda f: f.to_crs(25832), CrsImplausibleError),
    "no row": ("streets", lambda f: f.iloc[:0], FileEmptyError),
    "no column": ("streets", without("u"), ColumnMissingError),
    "an id twice": ("streets", ids("a", "a"), ValueNotAllowedError),
    "an empty id": ("streets", ids(""), ValueNotAllowedError),
    "a missing id": ("streets", ids(None), ValueNotAllowedError),
    "a needed text missing": ("streets", cell("kind", None), ValueNotAllowedError),
    "a number as text": ("streets", cell("kind", 3), ValueNotAllowedError),
    "a text as number": ("streets", cell("u", "drei"), ValueNotAllowedError),
    "a fraction as whole number": ("streets", cell("u", 1.5), ValueNotAllowedError),
    "a truth as number": ("streets", cell("u", True), ValueNotAllowedError),
    "no such origin": ("streets", cell("origin", "guessed"), ValueNotAllowedError),
    "an infinite number": ("buildings", cell("levels", np.inf), ValueNotAllowedError),
    "fewer than no inhabitants": ("buildings", cell("inhabitants", -1.0), ValueNotAllowedError),
    "a score of 101": ("sections", cell("street_score", 101.0), ValueNotAllowedError),
    "no such day": ("sections", cell("scored_on", "2026-02-30"), ValueNotAllowedError),
    "a point for a line": ("streets", first_shape(Point(X0, Y0)), GeometryError),
    "no geometry": ("streets", first_shape(None), GeometryError),
    "an empty geometry": ("streets", first_shape(LineString()), GeometryError),
    "a bow-tie": ("buildings", first_shape(BOW_TIE), GeometryError),
    "no number in a place": ("services", first_shape(Point(np.nan, Y0)), GeometryError),
    "a birth date in areas": ("areas", lambda f: f.assign(born="1990"), ProtectedDataError),
    "an address in areas": ("areas", lambda f: f.assign(address="Weg 1"), ProtectedDataError),
    "an exact count": ("areas", cell("participants", 23.0), ProtectedDataError),
    "a count below ten": ("areas", cell("participants", 5.0), ProtectedDataError),
    "a count of zero": ("areas", cell("participants", 0.0), ProtectedDataError),
    "a fraction of a person": ("areas", cell("participants", 25.5), ProtectedDataError),
    "a count in a small area": ("areas", cell("inhabitants", 999), ProtectedDataError),
}


@pytest.mark.parametrize(("name", "breaking", "error"), BROKEN.values(), ids=BROKEN)
def test_a_broken_layer_is_refused(name, breaking, error):
    with pytest.raises(error) as told:
        checked_layer(breaking(layers()[name]), name=name, epsg=EPSG)
    assert type(told.value) is error
    assert told.value.values["file"] == name


def test_the_row_and_the_column_at_fault_are_named():
    frame = cell("street_score", -1.0)(layers()["sections"])
    with pytest.raises(ValueNotAllowedError) as told:
        checked_layer(frame, name="sections", epsg=EPSG)
    assert told.value.values == {
        "file": "sections",
        "column": "street_score",
        "line": "sec1",
        "found": -1.0,
        "expected": "0 … 100",
    }


def test_a_protected_count_is_not_repeated_in_the_message():
    frame = cell("participants", 23.0)(layers()["areas"])
    with pytest.raises(ProtectedDataError) as told:
        checked_layer(frame, name="areas", epsg=EPSG)
    assert "23" not in str(told.value)


@pytest.mark.parametrize("name", sorted(layers()))
def test_a_good_layer_keeps_its_values_and_gets_the_types_of_its_schema(name):
    before = layers()[name]
    after = checked_layer(before, name=name, epsg=EPSG)
    assert list(after.index) == list(before.index)
    assert list(after.columns) == [*BASE_LAYERS[name].columns, "geometry"]
    for column in BASE_LAYERS[name].columns:
        known = before[column].dropna() if column in before.columns else ()
        assert list(after[column].dropna()) == list(known)
    # checked twice is checked once
    assert checked_layer(after, name=name, epsg=EPSG).equals(after)


def test_columns_that_may_be_absent_are_filled_with_missing_values():
    frame = layers()["buildings"].drop(columns=["levels", "address"])
    after = checked_layer(frame, name="buildings", epsg=EPSG)
    assert after["levels"].isna().all()
    assert after["address"].isna().all()


def test_columns_that_no_schema_knows_are_left_out():
    frame = layers()["streets"].assign(pavement="both")
    assert "pavement" not in checked_layer(frame, name="streets", epsg=EPSG).columns


def test_heights_are_taken_off():
    frame = first_shape(Point(X0, Y0, 140.0))(layers()["services"])
    after = checked_layer(frame, name="services", epsg=EPSG)
    assert not after.geometry.iloc[0].has_z


@pytest.mark.parametrize("name", sorted(BASE_LAYERS))
def test_an_empty_layer_has_the_columns_of_its_schema(name):
    empty = empty_layer(name, epsg=EPSG)
    assert isinstance(empty, gpd.GeoDataFrame)
    assert (len(empty), empty.crs.to_epsg(), empty.index.name) == (0, EPSG, "id")
    assert list(empty.columns) == [*BASE_LAYERS[name].columns, "geometry"]


def test_a_layer_without_a_row_is_empty_where_it_may_be():
    after = checked_layer(layers()["services"].iloc[:0], name="services", epsg=EPSG)
    assert after.equals(empty_layer("services", epsg=EPSG))
