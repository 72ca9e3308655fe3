"""The table of key figures as a file."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from biwaq_geo.analysis.kpis.catalogue import OF_A_DAY
from biwaq_geo.analysis.kpis.kpi import seen
from biwaq_geo.analysis.kpis.places import PlaceKind
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.domain.fields import Audience
from biwaq_geo.reports.kpi_export import KpiTable, kpi_file, kpi_file_name
from biwaq_geo.texts import load
from tests.sample_facts import DAY, facts
from tests.sample_town import PROFILE, unit, units


def table(*, earlier=True, place="Achse Hauptstraße", audience=Audience.CONFIDENTIAL):
    kpis = seen(OF_A_DAY, audience=audience, place=PlaceKind.TOWN)
    now = {kpi.key: kpi.measure(facts(*units())) for kpi in kpis}
    before = {kpi.key: kpi.measure(facts(*(unit(n) for n in range(8)))) for kpi in kpis}
    return KpiTable(
        town=PROFILE,
        place=place,
        day=DAY,
        kpis=kpis,
        found=now,
        earlier=before if earlier else None,
        earlier_day=date(2025, 6, 30) if earlier else None,
        made_on=date(2026, 7, 1),
    )


def rows_of(made, texts):
    lines = kpi_file(made, ExportFormat.CSV, texts).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(lines), delimiter=";"))


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_csv_file_has_a_line_for_each_figure_with_value_basis_and_formula(language):
    texts = load(language)
    rows = rows_of(table(), texts)
    assert [row[texts("figures.column_key")] for row in rows] == [
        kpi.key for kpi in seen(OF_A_DAY, audience=Audience.CONFIDENTIAL, place=PlaceKind.TOWN)
    ]
    first = rows[0]
    # two of eight are vacant, none was before
    assert first[texts("figures.column_value")] == "0,25"
    assert first[texts("figures.column_known")] == "8"
    assert first[texts("figures.column_change")] == "0,25"
    assert first[texts("figures.column_formula")] == "empty units ÷ units of known use"


def test_without_an_earlier_day_nothing_is_held_against_it():
    texts = load("de")
    rows = rows_of(table(earlier=False), texts)
    assert texts("figures.column_change") not in rows[0]


def test_a_workbook_has_numbers_and_says_where_they_come_from():
    texts = load("de")
    made = kpi_file(table(), ExportFormat.XLSX, texts)
    book = openpyxl.load_workbook(io.BytesIO(made))
    figures, about = book.worksheets
    assert figures["B2"].value == 0.25
    said = [[cell.value for cell in row] for row in about.iter_rows()]
    assert said[1][1] == texts("app.demo_short")
    assert ["Ort", "Achse Hauptstraße"] in said
    assert any(texts("kpi_help.vacancy_rate_units") in row for row in said)


def test_no_file_for_the_public_names_a_figure_of_the_town_hall():
    texts = load("de")
    keys = {
        row[texts("figures.column_key")] for row in rows_of(table(audience=Audience.PUBLIC), texts)
    }
    assert not keys & {"checked_share", "owner_known", "holding_cost", "firms_hosting"}


def test_the_name_of_the_file_is_made_of_our_own_words():
    made = table(place="Achse ../../Böse = 1")
    assert kpi_file_name(made, ExportFormat.CSV) == (
        "biwaq-musterstadt-achse-boese-1-2026-06-30-DEMO.csv"
    )
