"""A mistake is told in the person's words, nothing is saved, and what was typed stays."""

import sqlite3
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.adapters.store import sqlite_store
from biwaq_geo.services import scenarios
from biwaq_geo.texts import load
from tests import sample_town
from tests.ui.shown import as_read

UNIT = UUID(int=1)
NEXT_MONTH = date.today() + timedelta(days=30)  # noqa: DTZ011 -- any day after today


def button(page, label):
    return next(one for one in page.button if one.label == label)


def with_scenario(town):
    made = scenarios.create(
        town.store, sample_now, scenario_id=UUID(int=99), name="Hauptstraße", actor="mk"
    )
    return made.scenario_id


def sample_now():
    return datetime(2026, 6, 1, tzinfo=UTC)


def test_a_date_after_today_is_refused_and_stays_in_the_form(town, open_page):
    page = open_page("mark", app_selected_unit=UNIT)
    page.date_input[0].set_value(NEXT_MONTH)
    button(page, load("de")("mark.save")).click().run()
    assert "liegt nach dem heutigen Tag" in page.error[0].value
    assert page.date_input[0].value == NEXT_MONTH
    assert town.store.unit(UNIT).version == 1


def test_a_mark_is_saved_said_and_taken_back(town, open_page):
    page = open_page("mark", app_selected_unit=UNIT)
    button(page, load("de")("mark.save")).click().run()
    assert town.store.unit(UNIT).state == "vacant"
    assert "Gespeichert" in page.success[0].value
    button(page, load("de")("mark.undo")).click().run()
    assert town.store.unit(UNIT).state == "used"


@contextmanager
def somebody_writes(path, _monkeypatch):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def no_room_is_left(_path, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(sqlite_store, "KEEP_FREE_BYTES", 10**18)
        yield


@pytest.mark.parametrize(
    ("trouble", "code"), [(somebody_writes, "store_busy"), (no_room_is_left, "store_full")]
)
def test_what_cannot_be_saved_now_is_said_and_saved_later_from_the_same_form(
    trouble, code, town, open_page, tmp_path, monkeypatch
):
    texts = load("de")
    (path,) = tmp_path.rglob("register.store")
    page = open_page("mark", app_selected_unit=UNIT)
    state = page.radio(key=f"mark_{UNIT}_state").set_value("in_works")
    with trouble(path, monkeypatch):
        button(page, texts("mark.save")).click().run()
    assert [as_read(error.value) for error in page.error] == [texts(f"error.{code}")]
    assert state.value == "in_works"
    assert town.store.unit(UNIT).version == 1
    button(page, texts("mark.save")).click().run()
    assert not page.error
    assert town.store.unit(UNIT).state == "in_works"


def test_a_scenario_without_a_name_is_refused(town, open_page):
    page = open_page("scenarios")
    page.text_input(key="scenario_new_name").set_value("   ")
    button(page, load("de")("scenario.create")).click().run()
    assert any("Es fehlt ein Name" in error.value for error in page.error)
    assert page.text_input(key="scenario_new_name").value == "   "
    # the rest of the page is there as before
    ahead = load("de")("scenario.if_nothing", day="")
    assert any(one.value.startswith(ahead) for one in page.subheader)
    assert list(town.store.scenarios()) == []


def test_an_end_before_its_start_is_refused(town, open_page):
    page = open_page("scenarios", app_scenario=with_scenario(town))
    page.date_input(key="scenario_end").set_value(date(2020, 1, 1))
    page.button(key="scenario_add_use").click().run()
    assert any("liegt vor dem Beginn" in error.value for error in page.error)
    assert town.store.scenarios()[0].edits == ()


def test_a_measure_can_stand_at_a_place_that_was_clicked(town, open_page):
    place = Point(sample_town.X0 + 120, sample_town.Y0 + 205)
    page = open_page("scenarios", app_scenario=with_scenario(town), app_place=place)
    page.button(key="scenario_add_measure").click().run()
    assert not page.error
    assert town.store.scenarios()[0].edits[0].place == place


def test_a_place_outside_the_town_is_refused(town, open_page):
    page = open_page("scenarios", app_scenario=with_scenario(town), app_place=Point(0, 0))
    page.button(key="scenario_add_measure").click().run()
    assert any("außerhalb der Stadt" in error.value for error in page.error)
    assert town.store.scenarios()[0].edits == ()


def test_the_council_room_without_a_scenario_says_what_to_do(town, open_page):
    page = open_page("council")
    assert page.info[0].value == load("de")("council.nothing")
