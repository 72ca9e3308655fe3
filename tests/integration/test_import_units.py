"""What becomes of each row of a file."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.units import DatePrecision, UnitKind, UnitState
from biwaq_geo.services.import_units.asking import questions
from biwaq_geo.services.import_units.mapping import propose_mapping
from biwaq_geo.services.import_units.plan import Outcome, Reason
from biwaq_geo.services.import_units.planning import plan_import
from biwaq_geo.services.import_units.raw_table import Topic
from biwaq_geo.services.import_units.rows import Trouble
from tests import sample_town
from tests.sample_import import TODAY, planned, proposals, table_of
from tests.sample_town import X0, Y0

HEAD = "Adresse;x;y;Zustand;Leerstand seit;Fläche m²"


@pytest.fixture
def town(tmp_path):
    library = FolderLibrary(tmp_path)
    opened = library.create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )
    yield opened
    opened.store.close()


def at(x, y):
    return f"{X0 + x};{Y0 + y}"


def rows_of(plan):
    return {row.line: row for row in plan.rows}


def test_a_place_that_nobody_has_recorded_is_new(town):
    plan = planned(town, HEAD, f"Nordweg 5;{at(100, 380)};leer;03/2024;120,5")
    made = plan.rows[0].unit
    assert plan.rows[0].outcome is Outcome.NEW
    assert (made.address, made.state, made.floor_area_m2) == ("Nordweg 5", UnitState.VACANT, 120.5)
    assert (made.since, made.since_precision) == (date(2024, 3, 1), DatePrecision.MONTH)
    assert made.location == Point(X0 + 100, Y0 + 380)
    assert (made.observed_on, made.origin, made.source) == (TODAY, Origin.STAFF, "leerstand.csv:2")
    assert (made.kind, made.version) == (UnitKind.SHOP, 1)


def test_a_known_unit_is_found_by_its_address_however_it_is_written(town):
    # unit 6 is vacant since March 2024, its area is not known
    plan = planned(town, HEAD, f"HAUPTSTR. 7;{at(230, 208)};leer;;80")
    row = plan.rows[0]
    assert row.outcome is Outcome.CHANGED
    assert row.changed == ("floor_area_m2",)
    assert row.unit.unit_id == UUID(int=7)
    assert (row.unit.floor_area_m2, row.unit.version) == (80, 2)
    assert row.unit.since == date(2024, 3, 1)


def test_a_known_unit_is_found_by_its_id_and_by_its_place(town):
    by_id = planned(town, f"id;{HEAD}", f"{UUID(int=7)};Anders 1;{at(230, 208)};leer;;")
    assert by_id.rows[0].unit.unit_id == UUID(int=7)
    # four metres from unit 3, in the street and in no building, without an address
    by_place = planned(town, HEAD, f";{at(320, 204)};leer;2025;")
    assert by_place.rows[0].outcome is Outcome.REFUSED
    # units 3 and 7 of the sample town stand on one spot
    assert by_place.rows[0].reason is Reason.SEVERAL


def test_another_address_at_the_same_door_is_another_unit(town):
    plan = planned(town, HEAD, f"Querstraße 9;{at(230, 208)};leer;;")
    assert plan.rows[0].outcome is Outcome.NEW


def test_another_position_in_the_house_is_another_unit(town):
    plan = planned(
        town,
        "Adresse;Lage im Gebäude;Zustand",
        "Hauptstraße 7;;leer",
        "Hauptstraße 7;EG links;leer",
    )
    assert [row.outcome for row in plan.rows] == [Outcome.SAME, Outcome.NEW]


def test_an_address_without_coordinates_is_placed_in_its_building(town):
    plan = planned(town, "Straße;Nr;Position;Zustand", "Hauptstr.;3;OG;leer")
    made = plan.rows[0].unit
    assert made.building_id == "b2"
    assert town.layer("buildings").geometry["b2"].contains(made.location)


def test_what_the_register_says_already_changes_nothing(town):
    plan = planned(town, HEAD, f"Hauptstraße 6;{at(140, 208)};leer;01.03.2024;100")
    # unit 5 has 100 m² and is vacant since March 2024, to the month: a day is more exact
    assert plan.rows[0].changed == ("since_precision",)
    plan = planned(town, HEAD, f"Hauptstraße 6;{at(140, 208)};leer;03/2024;100")
    assert plan.rows[0].outcome is Outcome.SAME


def test_a_vaguer_date_does_not_replace_a_known_one(town):
    plan = planned(town, "Adresse;Zustand;Dauer", "Hauptstraße 6;leer;1-2 Jahre")
    assert plan.rows[0].outcome is Outcome.SAME


def test_a_unit_that_falls_empty_keeps_its_last_use(town):
    plan = planned(town, HEAD, f"Hauptstraße 1;{at(50, 208)};leer;01.06.2026;")
    after = plan.rows[0].unit
    assert after.state is UnitState.VACANT
    assert (after.occupant, after.last_occupant) == (None, "Bäckerei 0 (Demo)")
    assert after.state_reason == "leerstand.csv:2"


def test_the_use_of_an_empty_unit_is_its_last_one(town):
    plan = planned(town, "Adresse;Zustand;Branche;Position", "Hauptstraße 1;leer;Café;Hof")
    made = plan.rows[0].unit
    assert (made.branch, made.last_branch) == (None, "gastronomy")


def test_an_older_list_does_not_overwrite_what_was_seen_later(town):
    # the units of the sample town were seen on 1 May 2026
    lines = (HEAD, f"Hauptstraße 1;{at(50, 208)};leer;2019;")
    plan = planned(town, *lines, as_of=date(2020, 11, 1))
    assert plan.rows[0].reason is Reason.OLDER


REFUSED = {
    "too many cells": (f"Weg 1;{at(10, 300)};leer;;50;x;y", Reason.CELLS),
    "outside": (f"Weg 1;{at(10, 9_000)};leer;;50", Reason.OUTSIDE),
    "no place": ("Weg 1;;;leer;;50", Reason.NO_PLACE),
    "in the future": (f"Weg 1;{at(10, 300)};leer;01.01.2030;50", Reason.FUTURE),
    "interim use without its user": (
        f"Weg 1;{at(10, 300)};zwischengenutzt;;50",
        Reason.INTERIM,
    ),
    "a state that cannot follow": (f"Hauptstraße 1;{at(50, 208)};reserviert;;", Reason.STEP),
}


@pytest.mark.parametrize(("line", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_row_that_cannot_be_taken_says_why(town, line, reason):
    # the other rows lie in the town, so that the file as a whole does
    others = [f"Nordweg {i};{at(10 + i, 380)};leer;;" for i in range(20)]
    plan = planned(town, HEAD, *others, line)
    row = plan.rows[-1]
    assert (row.outcome, row.reason, row.unit) == (Outcome.REFUSED, reason, None)
    assert plan.count(Outcome.NEW) == 20


def test_without_a_state_and_without_a_word_for_all_a_row_is_refused(town):
    plan = planned(town, "Adresse;x;y", f"Weg 1;{at(10, 300)}", file_name="liste.csv")
    assert plan.rows[0].reason is Reason.NO_STATE


def test_a_row_that_says_again_what_an_earlier_one_said_is_refused(town):
    line = f"Nordweg 5;{at(100, 380)};leer;;"
    plan = planned(town, HEAD, line, line, f"Hauptstraße 7;{at(230, 208)};leer;;80", line)
    assert [row.outcome for row in plan.rows] == ["new", "refused", "changed", "refused"]
    assert [row.other_line for row in plan.rows] == [None, 2, None, 2]


def test_a_value_that_cannot_be_is_left_out_and_told_while_the_row_is_taken(town):
    plan = planned(
        town,
        HEAD,
        f"Weg 1;{at(10, 300)};leer;;0,2",
        f"Weg 2;{at(20, 300)};leer;bald;60",
        f"Weg 3;{at(30, 300)};leer;2020;groß",
        f"Weg 4;{at(40, 300)};verwunschen;2020;60",
    )
    assert [row.outcome for row in plan.rows] == [Outcome.NEW] * 4
    assert [row.remarks[0].trouble for row in plan.rows] == [
        Trouble.RANGE,
        Trouble.UNREADABLE,
        Trouble.UNREADABLE,
        Trouble.WORD,
    ]
    assert plan.rows[0].unit.floor_area_m2 is None
    # the file speaks of vacancies, so an unknown word falls back to that
    assert plan.rows[3].unit.state is UnitState.VACANT


def test_square_feet_are_asked_and_become_square_metres(town):
    lines = ("Address;x;y;Square Footage;Status", f"Weg 1;{at(10, 300)};1000;vacant")
    table = table_of(*lines)
    asked = questions(town, table, propose_mapping(table, as_of=TODAY))
    area = next(each for each in asked if each.topic is Topic.AREA_UNIT)
    assert (area.proposal, area.samples["sqft"]) == ("sqft", ("1000 = 93 m²",))
    # 1000 square feet of 0.09290304 square metres
    assert planned(town, *lines).rows[0].unit.floor_area_m2 == 92.9


@pytest.mark.parametrize(
    ("cells", "options"),
    [
        (("3/4/2024", "5/13/2024"), ("month", "day")),
        (("3/4/2024", "13/5/2024"), ("day", "month")),
        (("3/4/2024", "1.2.2024"), ("day", "month")),
        (("5/13/2024", "5/5/2024"), ("month",)),
        (("13/5/2024", "1.2.2024"), None),
    ],
)
def test_the_order_of_day_and_month_is_asked_where_it_matters(town, cells, options):
    lines = [f"Weg {i};{at(10 + i, 300)};leer;{cell}" for i, cell in enumerate(cells)]
    table = table_of("Adresse;x;y;Zustand;Leerstand seit", *lines)
    asked = questions(town, table, propose_mapping(table, as_of=TODAY))
    found = [each.options for each in asked if each.topic is Topic.DAY_ORDER]
    assert found == ([] if options is None else [options])


def test_the_answer_on_day_and_month_is_followed(town):
    lines = ("Adresse;x;y;Zustand;seit", f"Weg 1;{at(10, 300)};leer;3/4/2024")
    table = table_of(*lines)
    mapping = propose_mapping(table, as_of=TODAY)
    answers = replace(proposals(town, table, mapping), day_order="month")
    plan = plan_import(town, lambda: TODAY, table=table, mapping=mapping, answers=answers)
    assert plan.rows[0].unit.since == date(2024, 3, 4)
    assert planned(town, *lines).rows[0].unit.since == date(2024, 4, 3)
