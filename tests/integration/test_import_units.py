"""An import from its plan to the register and back."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import geopandas as gpd
import pytest
from shapely import Point, Polygon

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.adapters.unit_files import read_unit_file
from biwaq_geo.domain.errors import EditConflictError, FileOutsideTownError, QuestionsOpenError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.unit_values import OwnerClass
from biwaq_geo.domain.units import DatePrecision, UnitKind, UnitState
from biwaq_geo.services.batches import undo_batch
from biwaq_geo.services.import_units.mapping import propose_mapping
from biwaq_geo.services.import_units.plan import Outcome, Reason
from biwaq_geo.services.import_units.planning import plan_import, questions
from biwaq_geo.services.import_units.raw_table import NOTHING_SAID, Topic
from biwaq_geo.services.import_units.rows import Trouble
from biwaq_geo.services.import_units.run import run_import
from biwaq_geo.settings import ROOT
from tests import sample_town
from tests.sample_import import TODAY, planned, proposals, table_of
from tests.sample_town import X0, Y0

HEAD = "Adresse;x;y;Zustand;Leerstand seit;Fläche m²"
REAL = ROOT.parent / "shared" / "real" / "cambridge_vacant_storefronts_2020.csv"


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


def test_nothing_is_stored_before_every_question_is_answered(town):
    table = table_of(HEAD, f"Weg 1;{at(10, 300)};leer;;50")
    mapping = propose_mapping(table, as_of=TODAY)
    plan = plan_import(town, lambda: TODAY, table=table, mapping=mapping, answers=NOTHING_SAID)
    assert plan.open_topics == (Topic.CRS,)
    with pytest.raises(QuestionsOpenError):
        run_import(town.store, plan, actor="ab")
    assert len(town.store.units()) == 8


@pytest.fixture
def plan(town):
    return planned(
        town,
        HEAD,
        f"Nordweg 5;{at(100, 380)};leer;2024;120",
        f"Hauptstraße 7;{at(230, 208)};leer;;80",
        f"Hauptstraße 1;{at(50, 208)};leer;01.06.2026;",
        f"Hauptstraße 6;{at(140, 208)};leer;;100",
        "Nirgendwo 1;;;leer;;",
    )


def test_an_import_is_stored_as_one_batch(town, plan):
    done = run_import(town.store, plan, actor="ab")
    assert (done.added, done.changed) == (1, 2)
    events = [event for event in town.store.events(after=8) if event.batch == done.batch]
    assert [event.action for event in events] == [Action.ADDED, Action.EDITED, Action.MARKED]
    assert {event.actor for event in events} == {"ab"}
    assert town.store.unit(UUID(int=7)).floor_area_m2 == 80


def test_the_same_import_sent_twice_is_stored_once(town, plan):
    run_import(town.store, plan, actor="ab")
    run_import(town.store, plan, actor="ab")
    assert len(town.store.units()) == 9
    assert town.store.revision() == 11


def test_a_unit_that_changed_since_the_plan_stops_the_whole_import(town, plan):
    with town.store.transaction() as tx:
        now = tx.unit(UUID(int=7))
        other = replace(now, floor_area_m2=70.0, version=now.version + 1)
        tx.save_unit(other, action=Action.EDITED, actor="cd")
    with pytest.raises(EditConflictError):
        run_import(town.store, plan, actor="ab")
    assert len(town.store.units()) == 8
    assert town.store.unit(UUID(int=1)).state is UnitState.USED


def test_one_undo_takes_the_whole_import_back(town, plan):
    before = {unit.unit_id: unit for unit in town.store.units()}
    done = run_import(town.store, plan, actor="ab")
    undo_batch(town.store, lambda: TODAY, batch=done.batch, actor="ab")
    after = {unit.unit_id: unit for unit in town.store.units()}
    assert after.keys() == before.keys()
    assert all(replace(after[key], version=before[key].version) == before[key] for key in after)


def test_a_file_can_be_imported_again_after_its_undo(town, plan):
    done = run_import(town.store, plan, actor="ab")
    undo_batch(town.store, lambda: TODAY, batch=done.batch, actor="ab")
    again = planned(town, HEAD, f"Nordweg 5;{at(100, 380)};leer;2024;120")
    assert again.rows[0].outcome is Outcome.NEW


def test_harmful_column_names_leave_the_register_as_it_is(town):
    nasty = 'x"; DROP TABLE unit; --'
    lines = (f"Adresse|x|y|Zustand|{nasty.replace(chr(34), chr(39))}|geometry|geometry",)
    plan = planned(town, *lines, f"Nordweg 5|{X0 + 9}|{Y0 + 300}|leer|'; DROP TABLE unit; --|a|b")
    run_import(town.store, plan, actor="'; DROP TABLE unit; --")
    assert len(town.store.units()) == 9


needs_real = pytest.mark.skipif(not REAL.is_file(), reason="the shared files are not here")


@pytest.fixture
def far_town(tmp_path):
    """A town around the real list, far from every registered one."""
    corner = gpd.GeoSeries([Point(-71.18, 42.33), Point(-71.04, 42.43)], crs=4326).to_crs(32619)
    (west, south), (east, north) = [(p.x, p.y) for p in corner]
    square = Polygon([(west, south), (east, south), (east, north), (west, north)])
    boundary = gpd.GeoDataFrame({"name": ["Fernstadt"]}, geometry=[square], crs=32619)
    boundary.index = boundary.index.astype("str").rename("id")
    street = sample_town.layers()["streets"].head(1).set_crs(32619, allow_override=True)
    profile = replace(sample_town.PROFILE, key="fernstadt", name="Fernstadt", epsg=32619)
    opened = FolderLibrary(tmp_path / "far").create(
        profile, layers={"boundary": boundary, "streets": street}, units=[]
    )
    yield opened
    opened.store.close()


def real_plan(town, day=date(2020, 12, 1)):
    table = read_unit_file(REAL.read_bytes(), file_name=REAL.name)
    mapping = propose_mapping(table, as_of=day)
    answers = proposals(town, table, mapping)
    return plan_import(town, lambda: TODAY, table=table, mapping=mapping, answers=answers)


@needs_real
def test_a_real_list_in_another_language_is_taken_whole(far_town):
    plan = real_plan(far_town)
    assert plan.open_topics == ()
    assert [row.outcome for row in plan.rows] == [Outcome.NEW] * 86
    run_import(far_town.store, plan, actor="ab")
    first = next(u for u in far_town.store.units() if u.address == "1965 Massachusetts Avenue")
    # 3504 square feet; two years or more before December 2020
    assert first.floor_area_m2 == 325.53
    assert (first.since, first.since_precision) == (date(2018, 12, 1), DatePrecision.ESTIMATED)
    assert first.state is UnitState.RESERVED
    assert first.owner_class is OwnerClass.COMPANY
    assert first.last_occupant == "New Space"
    again = real_plan(far_town)
    assert {row.outcome for row in again.rows} == {Outcome.SAME}


@needs_real
def test_a_real_list_from_elsewhere_is_refused(town):
    with pytest.raises(FileOutsideTownError):
        real_plan(town)
