"""What is read out of geodata, and what is asked about it."""

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.services.import_units.raw_table import Answers, Topic
from tests.sample_town import EPSG, X0, Y0
from tests.unit_file_samples import (
    ROWS,
    frame,
    geo_bytes,
    named,
    shapefile_parts,
    zipped,
)

WITHOUT_EMPTY = tuple(tuple(cell or None for cell in row) for row in ROWS)


def topics(table):
    return [question.topic for question in table.questions]


def asked(table, topic):
    return next(question for question in table.questions if question.topic is topic)


def rows_of(data, file_name="x.csv", **answers):
    return read_unit_file(data, file_name=file_name, answers=Answers(**answers)).rows


@pytest.mark.parametrize(("driver", "ending"), [("GPKG", "gpkg"), ("GeoJSON", "geojson")])
def test_geodata_come_with_their_points_and_their_crs(tmp_path, driver, ending):
    data = geo_bytes(tmp_path, frame(4326), driver=driver)
    table = read_unit_file(data, file_name=f"x.{ending}")
    assert table.crs == "EPSG:4326"
    assert [row[0] for row in table.rows] == [row[0] for row in ROWS]
    back = gpd.GeoSeries(shapely.from_wkb(list(table.shapes)), crs=4326).to_crs(EPSG)
    assert back.iloc[0].distance(frame().geometry.iloc[0]) < 0.01


def test_of_several_layers_one_is_chosen(tmp_path):
    geo_bytes(tmp_path, driver="GPKG")
    data = geo_bytes(tmp_path, frame().head(1), driver="GPKG", layer="andere", mode="a")
    table = read_unit_file(data, file_name="x.gpkg")
    assert set(asked(table, Topic.LAYER).options) == {"einheiten", "andere"}
    assert len(rows_of(data, "x.gpkg", layer="andere")) == 1


@pytest.mark.parametrize(
    "stem", ["einheiten", "Ordner/einheiten", "Läden im Ort", "Ordner mit ä/Läden", "__a/b"]
)
def test_a_zipped_shapefile_is_found_whatever_it_is_called(tmp_path, stem):
    table = read_unit_file(zipped(named(shapefile_parts(tmp_path), stem)), file_name="x.zip")
    assert [row[0] for row in table.rows] == [row[0] for row in ROWS]
    assert table.shapes[0] == frame().geometry.iloc[0].wkb
    assert "25833" in table.crs
    assert topics(table) == []


def test_parts_in_upper_case_are_found(tmp_path):
    parts = {f"UNITS{suffix.upper()}": x for suffix, x in shapefile_parts(tmp_path).items()}
    assert len(read_unit_file(zipped(parts), file_name="X.ZIP").rows) == 3


def test_of_two_shapefiles_in_one_archive_one_is_chosen(tmp_path):
    parts = shapefile_parts(tmp_path)
    fewer = shapefile_parts(tmp_path, frame().head(1))
    data = zipped({**named(parts, "a/viele"), **named(fewer, "b/eine")})
    table = read_unit_file(data, file_name="x.zip")
    assert asked(table, Topic.LAYER).options == ("a/viele", "b/eine")
    assert len(rows_of(data, "x.zip", layer="b/eine")) == 1


def test_a_missing_index_is_made_anew_on_the_copy_and_asked(tmp_path):
    parts = shapefile_parts(tmp_path)
    del parts[".shx"]
    table = read_unit_file(zipped(named(parts, "x")), file_name="x.zip")
    assert topics(table) == [Topic.REPAIR]
    assert table.shapes[0] == frame().geometry.iloc[0].wkb


def test_a_shapefile_without_a_word_on_its_crs_is_read_without_one(tmp_path):
    parts = shapefile_parts(tmp_path)
    del parts[".prj"]
    assert read_unit_file(zipped(named(parts, "x")), file_name="x.zip").crs is None


@pytest.mark.parametrize("really", ["utf-8", "cp1252", "cp850", "latin-1"])
@pytest.mark.parametrize("told", ["right", "wrong", "not at all"])
def test_umlauts_of_shapefiles_are_right_after_at_most_one_question(tmp_path, really, told):
    data = frame().assign(Adresse="Bäckergäßchen Öl")
    parts = shapefile_parts(tmp_path, data)
    wide = "Bäckergäßchen Öl".encode()
    parts[".dbf"] = parts[".dbf"].replace(wide, wide.decode().encode(really).ljust(len(wide)))
    parts[".dbf"] = parts[".dbf"].replace("Hauptstraße".encode(), "Hauptstraße".encode(really))
    del parts[".cpg"]
    says = {"right": really, "wrong": "UTF-8" if really != "utf-8" else "1252"}
    if told in says:
        parts[".cpg"] = says[told].encode()
    # the columns of texts that this test has not rewritten are plain ASCII
    table = read_unit_file(zipped(named(parts, "x")), file_name="x.zip")
    assert [row[0] for row in table.rows] == ["Bäckergäßchen Öl"] * 3
    assert topics(table) == ([] if told == "right" else [Topic.ENCODING])


def test_times_of_geodata_are_read_as_days(tmp_path):
    data = frame().assign(gesehen=pd.to_datetime(["2024-03-01", None, "2025-01-02"]))
    table = read_unit_file(geo_bytes(tmp_path, data, driver="GPKG"), file_name="x.gpkg")
    assert table.column("gesehen") == (date(2024, 3, 1), None, date(2025, 1, 2))


def test_polygons_and_missing_shapes_come_as_they_are(tmp_path):
    shapes = [shapely.box(X0, Y0, X0 + 9, Y0 + 9), None, shapely.Point(X0, Y0)]
    data = frame().set_geometry(gpd.GeoSeries(shapes, crs=EPSG))
    table = read_unit_file(geo_bytes(tmp_path, data, driver="GeoJSON"), file_name="x.geojson")
    assert [
        None if each is None else shapely.from_wkb(each).geom_type for each in table.shapes
    ] == [
        "Polygon",
        None,
        "Point",
    ]
