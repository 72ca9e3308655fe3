"""Tables for Excel: signs, numbers, days, and no formula."""

import json
from datetime import datetime
from uuid import UUID

import pytest

from biwaq_geo.adapters.exports.csv_file import csv_bytes
from biwaq_geo.domain.exports import ExportFormat
from tests.sample_export import FORMULAS, GERMAN, HARMLESS, frame, lines, table, workbook, written
from tests.sample_town import unit, units


def test_csv_has_a_mark_semicolons_decimal_commas_and_words():
    data = csv_bytes(table([unit(0, floor_area_m2=62.5, corner=True)]), GERMAN)
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = lines(data)
    assert row["Fläche [m²]"] == "62,5"
    assert (row["Adresse"], row["Zustand"], row["Ecklage"]) == ("Hauptstraße 1", "genutzt", "ja")
    assert row["zuletzt gesehen"] == "2026-05-01"


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text_in_every_table(text):
    listed = [unit(0, state_reason=text, floor_area_m2=50.0)]
    (row,) = lines(written(ExportFormat.CSV, listed=listed))
    assert row["Begründung des Zustands"] == f"'{text}"
    sheet = workbook(written(ExportFormat.XLSX, listed=listed)).worksheets[0]
    (cell,) = [c for c in sheet[2] if sheet.cell(1, c.column).value == "Begründung des Zustands"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None


@pytest.mark.parametrize("text", HARMLESS)
def test_a_text_that_is_no_formula_stays_as_it_is_and_becomes_no_link(text):
    listed = [unit(0, state_reason=text)]
    (row,) = lines(written(ExportFormat.CSV, listed=listed))
    assert row["Begründung des Zustands"] == text
    sheet = workbook(written(ExportFormat.XLSX, listed=listed)).worksheets[0]
    assert not sheet._hyperlinks
    assert text in {cell.value for cell in sheet[2]}


def test_geodata_hold_every_text_as_it_was_typed(tmp_path):
    texts = [*FORMULAS, *HARMLESS]
    listed = [unit(0, unit_id=UUID(int=n + 1), position=t) for n, t in enumerate(texts)]
    data = written(ExportFormat.GEOPACKAGE, listed=listed)
    assert frame(data, tmp_path / "u.gpkg", layer="units")["position"].tolist() == texts
    made = json.loads(written(ExportFormat.GEOJSON, listed=listed))
    assert [each["properties"]["position"] for each in made["features"]] == texts


def test_a_negative_number_stays_a_number():
    listed = [unit(0, rent_asked_eur_m2=-7.25)]
    (row,) = lines(written(ExportFormat.CSV, listed=listed))
    assert row["Miete gefordert [€/m²]"] == "-7,25"
    sheet = workbook(written(ExportFormat.XLSX, listed=listed)).worksheets[0]
    assert -7.25 in {cell.value for cell in sheet[2]}


def test_a_workbook_has_days_as_days_a_frozen_head_and_says_what_its_columns_mean():
    book = workbook(written(ExportFormat.XLSX))
    sheet, fields, about = book.worksheets
    head = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "A2"
    assert sheet.cell(2, head.index("seit") + 1).value == datetime(2024, 3, 1)  # noqa: DTZ001
    assert sheet.max_row == 1 + len(units())
    titles = [row[0].value for row in fields.iter_rows(min_row=2)]
    assert titles == head[: len(titles)]
    assert ("ACHTUNG", GERMAN("app.demo_short")) == tuple(cell.value for cell in about[2])


def test_no_cell_of_a_workbook_is_a_formula():
    listed = [unit(i, state_reason=text) for i, text in enumerate(FORMULAS)]
    book = workbook(written(ExportFormat.XLSX, listed=listed))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
