"""What is read out of files of units, and what is asked about them."""

from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.services.import_units.raw_table import Answers, Topic
from tests.sample_town import EPSG, X0, Y0
from tests.unit_file_samples import (
    HEAD,
    ROWS,
    csv_bytes,
    frame,
    geo_bytes,
    named,
    shapefile_parts,
    workbook,
    zipped,
)

WITHOUT_EMPTY = tuple(tuple(cell or None for cell in row) for row in ROWS)
ENDINGS = {"utf-8", "cp1252", "cp850", "latin-1", "utf-16"}


def topics(table):
    return [question.topic for question in table.questions]


def asked(table, topic):
    return next(question for question in table.questions if question.topic is topic)


def rows_of(data, file_name="x.csv", **answers):
    return read_unit_file(data, file_name=file_name, answers=Answers(**answers)).rows


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_mark_between_the_cells_is_found(delimiter):
    # the areas hold a comma, so with commas between the cells they stand in quotes
    rows = [(*row[:3], f'"{row[3]}"') for row in ROWS]
    table = read_unit_file(csv_bytes(rows, delimiter=delimiter), file_name="x.csv")
    assert table.columns == HEAD
    assert table.rows == WITHOUT_EMPTY
    assert table.lines == (2, 3, 4)
    assert topics(table) == []


def test_two_marks_that_both_cut_evenly_are_asked():
    data = b"Adresse;Lage,Zustand\nWeg 1;links,leer\nWeg 2;rechts,leer\n"
    question = asked(read_unit_file(data, file_name="x.csv"), Topic.DELIMITER)
    assert set(question.options) == {";", ","}
    assert question.samples[";"] == ("Weg 1", "links,leer")
    assert rows_of(data, delimiter=",")[0] == ("Weg 1;links", "leer")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_text_that_says_its_encoding_is_read_without_a_question(encoding):
    table = read_unit_file(csv_bytes(encoding=encoding), file_name="x.csv")
    assert table.rows == WITHOUT_EMPTY
    assert topics(table) == []


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp850", "latin-1", "utf-16-le"])
def test_umlauts_are_right_after_at_most_one_question(encoding):
    table = read_unit_file(csv_bytes(encoding=encoding), file_name="x.csv")
    assert table.rows == WITHOUT_EMPTY
    assert table.columns == HEAD
    assert set(topics(table)) <= {Topic.ENCODING}


def test_the_question_about_the_encoding_shows_up_to_three_words_in_each():
    question = asked(
        read_unit_file(csv_bytes(encoding="cp1252"), file_name="x.csv"), Topic.ENCODING
    )
    assert question.proposal == "cp1252"
    assert question.samples["cp1252"] == ("Fläche m²", "Hauptstraße 1", "Hauptstraße 2")
    assert question.samples["cp850"][1] == "Hauptstra▀e 1"


def test_an_answer_on_the_encoding_is_followed():
    assert rows_of(csv_bytes(encoding="cp850"), encoding="cp1252")[0][0] == "Hauptstraáe 1"


@pytest.mark.parametrize(
    ("areas", "mark", "asks"),
    [
        (("50,5", "1.234,5"), ",", False),
        (("50.5", "1,234.5"), ".", False),
        (("1.234", "50,5"), ",", True),
        (("1.234", "980"), ",", True),
        (("1,234", "980"), ".", True),
        (("120", "980"), ",", False),
    ],
)
def test_the_decimal_mark_is_asked_only_where_a_number_reads_both_ways(areas, mark, asks):
    data = csv_bytes([("Weg 1", "leer", "", area) for area in areas])
    table = read_unit_file(data, file_name="x.csv")
    assert table.decimal == mark
    assert (Topic.DECIMAL in topics(table)) is asks


def test_a_title_above_the_column_names_is_passed_over_and_asked():
    book = workbook(("Liste", [("Leerstand 2026",), (), HEAD, *ROWS]))
    table = read_unit_file(book, file_name="x.xlsx")
    assert table.columns == HEAD
    assert table.lines == (4, 5, 6)
    assert asked(table, Topic.HEADER).proposal == "3"


def test_a_workbook_gives_numbers_days_and_what_formulas_came_to():
    day = date(2024, 3, 1)
    book = workbook(("Liste", [("Adresse", "seit", "m²"), ("Weg 1", day, 50.5)]))
    assert rows_of(book, "x.xlsx") == (("Weg 1", day, 50.5),)


def test_a_formula_that_was_never_calculated_is_empty_and_counted():
    book = workbook(("Liste", [("Adresse", "m²"), ("Weg 1", "=1+1")]))
    table = read_unit_file(book, file_name="x.xlsx")
    assert table.rows == (("Weg 1", None),)
    assert table.formulas_without_value == 1


def test_of_several_sheets_the_fullest_is_proposed_and_another_can_be_chosen():
    book = workbook(("Deckblatt", [("Stadt", "Jahr"), ("X", "2026")]), ("Liste", [HEAD, *ROWS]))
    table = read_unit_file(book, file_name="x.xlsx")
    assert asked(table, Topic.LAYER).options == ("Liste", "Deckblatt")
    assert rows_of(book, "x.xlsx", layer="Deckblatt") == (("X", "2026"),)


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


NASTY = [
    ('a"; DROP TABLE units; --', "a__ DROP TABLE units_ --"),
    ("x" * 300, "x" * 60),
    ("", "3"),
    ("m²", "m²"),
    ("M²", "M² (2)"),
    ("geometry", "geometry"),
    ("geometry", "geometry (2)"),
    ("a\tb", "a b"),
]


def test_harmful_and_double_column_names_are_renamed_and_listed():
    head, wanted = zip(*NASTY, strict=True)
    book = workbook(("Liste", [[name or None for name in head], [1] * len(head)]))
    table = read_unit_file(book, file_name="x.xlsx")
    assert table.columns == wanted
    assert dict(table.renamed)["x" * 120] == "x" * 60
    assert ("geometry", "geometry (2)") in table.renamed
    assert ("m²", "m²") not in table.renamed


def test_a_row_with_more_cells_than_columns_is_named():
    data = b"Adresse;Zustand\nWeg 1;leer\nWeg 2;leer;zu viel\nWeg 3\n"
    table = read_unit_file(data, file_name="x.csv")
    assert table.ragged == {3}
    assert table.rows[2] == ("Weg 3", None)


def test_a_cell_with_line_breaks_keeps_the_count_of_lines():
    data = b'Adresse;Zustand\n"Weg 1\nHinterhaus";leer\nWeg 2;leer\n'
    assert read_unit_file(data, file_name="x.csv").lines == (2, 4)


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
