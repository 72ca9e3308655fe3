"""What is read out of files of units, and what is asked about them."""

from datetime import date

import pytest

from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.services.import_units.raw_table import Answers, Topic
from tests.unit_file_samples import (
    HEAD,
    ROWS,
    csv_bytes,
    workbook,
)

WITHOUT_EMPTY = tuple(tuple(cell or None for cell in row) for row in ROWS)


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
