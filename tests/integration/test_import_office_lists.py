"""Lists as offices keep them: what the page proposes, and what becomes of the rows."""

from datetime import date
from io import BytesIO

import geopandas as gpd
import openpyxl
import pytest
from shapely import Point

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.unit_values import DatePrecision, UnitState
from biwaq_geo.services.import_units.mapping import propose_mapping
from biwaq_geo.services.import_units.plan import Outcome, Reason
from biwaq_geo.services.import_units.planning import plan_import
from biwaq_geo.services.import_units.raw_table import Topic
from tests import ready_town
from tests.sample_import import TODAY, proposals
from tests.sample_town import EPSG, X0, Y0
from tests.unit_file_samples import frame, geo_bytes

DOORS = gpd.GeoSeries([Point(X0 + 60 + 30 * i, Y0 + 300) for i in range(3)], crs=EPSG)


@pytest.fixture
def town(tmp_path):
    library = FolderLibrary(tmp_path)
    opened = ready_town.sample(library, tmp_path)
    yield opened
    opened.store.close()


def planned(town, data, file_name):
    """Return the table, the mapping and the plan, every proposal taken."""
    table = read_unit_file(data, file_name=file_name)
    mapping = propose_mapping(table, as_of=TODAY)
    answers = proposals(town, table, mapping)
    plan = plan_import(town, lambda: TODAY, table=table, mapping=mapping, answers=answers)
    return table, mapping, plan


def book(*rows, merged=()):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cells in merged:
        made.active.merge_cells(cells)
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_workbook_with_titles_merged_cells_and_a_sum_is_read_as_its_author_meant_it(town):
    data = book(
        ("Stadt Musterstadt – Wirtschaftsförderung",),
        ("Leerstandsliste, Stand 01.10.2026",),
        (),
        ("Lfd. Nr.", "Straße", "Haus-Nr.", "Ladengröße", "leer seit", "Vornutzung"),
        (1, "Hauptstraße", 1, "ca. 120 m²", "seit Mai 2021", "Bäckerei"),
        (2, None, 3, "1.080,50 qm", "ca. 2019", "Friseur"),
        (),
        (3, "Hauptstr.", "4", "95", 44_317, "Schreibwaren"),
        (None, "Summe", None, "295"),
        merged=("A1:F1", "A2:F2", "B5:B6"),
    )
    table, mapping, plan = planned(town, data, "Leerstandsliste.xlsx")
    assert mapping.targets() == ("street", "house_number", "floor_area_m2", "since", "last_branch")
    assert [row.line for row in plan.rows] == [5, 6, 8, 9]
    units = [row.unit for row in plan.rows[:3]]
    assert [unit.address for unit in units] == [f"Hauptstraße {n}" for n in (1, 3, 4)]
    assert [unit.floor_area_m2 for unit in units] == [120.0, 1080.5, 95.0]
    # 44317 days after the end of 1899 are the first of May 2021
    assert [unit.since for unit in units] == [date(2021, 5, 1), date(2019, 1, 1), date(2021, 5, 1)]
    assert units[2].last_branch is Branch.BOOKS_LEISURE
    assert plan.rows[3].reason is Reason.NO_PLACE
    assert next(each for each in table.questions if each.topic is Topic.HEADER).proposal == "4"


def test_names_of_columns_on_two_lines_are_read_from_the_lower_one(town):
    data = book(
        ("Straße", "Lage", None, "Leerstand", None),
        (None, "Rechtswert", "Hochwert", "seit", "Grund"),
        ("Nordweg 1", X0 + 10, Y0 + 300, date(2021, 5, 1), "kein Nachfolger"),
        ("Nordweg 2", X0 + 30, Y0 + 300, "5/2021", "Insolvenz"),
        merged=("A1:A2", "B1:C1", "D1:E1"),
    )
    table, _, plan = planned(town, data, "leer.xlsx")
    assert table.columns == ("Straße", "Rechtswert", "Hochwert", "seit", "Grund")
    assert [row.outcome for row in plan.rows] == [Outcome.NEW] * 2
    assert [row.remarks for row in plan.rows] == [(), ()]


VAGUE = {
    "1.5.21": (date(2021, 5, 1), DatePrecision.DAY),
    "Frühjahr 2020": (date(2020, 3, 1), DatePrecision.ESTIMATED),
    "3. Quartal 2023": (date(2023, 7, 1), DatePrecision.ESTIMATED),
    "seit ca. 2 Jahren": (date(2024, 11, 1), DatePrecision.ESTIMATED),
    "2019/20": (date(2019, 1, 1), DatePrecision.ESTIMATED),
}


def test_a_column_of_vague_days_is_one_of_days(town):
    lines = [f"Hauptstraße {n};leer stehend;{cell}" for n, cell in enumerate(VAGUE, start=1)]
    data = "\r\n".join(["Straße u. Hausnummer;Status;Leer seit", *lines]).encode("cp1252")
    _, mapping, plan = planned(town, data, "liste.csv")
    assert mapping.targets() == ("address", "state", "since")
    assert [(r.unit.since, r.unit.since_precision) for r in plan.rows] == list(VAGUE.values())


def test_postcode_and_town_in_an_address_are_no_part_of_the_house(town):
    lines = ("Objektadresse;Nutzung;m2", "Hauptstraße 6, 02943 Weißwasser/O.L.;Leerstand;50")
    other = "02943 Weißwasser, Hauptstr. 7;Leerstand;60"
    data = "\n".join((*lines, other)).encode()
    _, _, plan = planned(town, data, "adressen.csv")
    known = {unit.address: unit.unit_id for unit in town.store.units()}
    assert [row.unit.unit_id for row in plan.rows] == [
        known["Hauptstraße 6"],
        known["Hauptstraße 7"],
    ]
    assert [row.changed for row in plan.rows] == [("floor_area_m2",)] * 2


def lines_of(crs, form, head):
    return "\n".join([head, *(form(p.x, p.y) for p in DOORS.to_crs(crs))]).encode()


PLACED = {
    "Gauß-Krüger with decimal commas": (
        lines_of(
            31469,
            lambda x, y: f"leer;{x:.2f};{y:.2f}".replace(".", ","),
            "Zustand;Rechtswert;Hochwert",
        ),
        "EPSG:31469",
    ),
    "longitude and latitude the wrong way round": (
        lines_of(4326, lambda x, y: f"vacant,{y:.7f},{x:.7f}", "Status,lon,lat"),
        "EPSG:4326 swapped",
    ),
    "both in one cell, as a map service gives them": (
        lines_of(4326, lambda x, y: f"leer;{y:.7f}, {x:.7f}", "Zustand;Koordinaten"),
        "EPSG:4326 swapped",
    ),
}


@pytest.mark.parametrize(("data", "crs"), PLACED.values(), ids=PLACED)
def test_rows_lie_where_they_are_whatever_their_coordinates_are(town, data, crs):
    table = read_unit_file(data, file_name="x.csv")
    mapping = propose_mapping(table, as_of=TODAY)
    answers = proposals(town, table, mapping)
    assert answers.crs == crs
    plan = plan_import(town, lambda: TODAY, table=table, mapping=mapping, answers=answers)
    for row, door in zip(plan.rows, DOORS, strict=True):
        assert row.unit.location.distance(door) < 2


def test_running_numbers_are_no_ids_of_units(town):
    data = f"ID;x;y;Status\n1;{X0 + 9};{Y0 + 300};To let\n1;{X0 + 30};{Y0 + 300};Vacant\n".encode()
    _, mapping, plan = planned(town, data, "x.csv")
    assert mapping.column_of("unit_id") is None
    assert [row.remarks for row in plan.rows] == [(), ()]
    assert [row.unit.state for row in plan.rows] == [UnitState.IN_MEDIATION, UnitState.VACANT]


def test_of_several_layers_the_one_with_most_units_is_proposed(town, tmp_path):
    geo_bytes(tmp_path, frame().head(1), driver="GPKG", layer="Plätze")
    data = geo_bytes(tmp_path, driver="GPKG", layer="Läden 2026", mode="a")
    table, _, plan = planned(town, data, "mehrere.gpkg")
    (asked,) = (each for each in table.questions if each.topic is Topic.LAYER)
    assert asked.options == ("Läden 2026", "Plätze")
    assert len(plan.rows) == 3
