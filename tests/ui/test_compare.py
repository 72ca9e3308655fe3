"""Two days of the register, and a town without and with a scenario, on their pages."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from shapely import Point

from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.mapping.gl.compare import Mode
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.map_click import SeenOnScreen
from tests import sample_layer, sample_town
from tests.sample_scenarios import improve, phase, use

TEXTS = load("de")
TODAY = date(2026, 11, 30)


def said(page):
    plain = [one.value for one in [*page.caption, *page.info]]
    return " ".join([*plain, *(one.proto.body for one in page.get("html"))])


@pytest.fixture
def two_days(town):
    """The sample town whose first unit has become empty since the register began today."""
    mark_unit(
        town.store,
        lambda: TODAY,
        unit_id=sample_town.unit(0).unit_id,
        mark=Mark(UnitState.VACANT),
        seen_version=1,
        actor="ab",
    )
    return {state.COMPARE_DAY: date(2026, 1, 1)}


def test_the_map_says_what_has_changed_between_two_days(two_days, open_page):
    # the register begins today: the day before knows of no unit
    page = open_page("map", **two_days)
    assert not page.exception
    assert TEXTS("compare.change_added") in said(page)
    assert len(rows_of(page)) == len(sample_town.units())

    same = open_page("map", **{state.COMPARE_DAY: date(2100, 1, 1)})
    assert TEXTS("compare.nothing") in said(same)


@pytest.mark.parametrize(("mode", "count"), [(Mode.DIFFERENCE, 1), (Mode.SIDE, 2)])
def test_without_webgl_two_days_are_pictures_with_the_list(two_days, open_page, mode, count):
    session = {**two_days, state.NO_WEBGL: True, "map_compare_mode": mode}
    page = open_page("map", app_selected_unit=sample_town.unit(3).unit_id, **session)
    assert not page.exception
    drawn = page.get("image")
    assert len(drawn) == count
    assert len(rows_of(page)) == len(sample_town.units())
    assert TEXTS("compare.change_added") in said(page)


def test_the_divider_is_no_choice_without_webgl(two_days, open_page):
    session = {**two_days, state.NO_WEBGL: True, "map_compare_mode": Mode.SWIPE}
    page = open_page("map", **session)
    assert not page.exception
    (choice,) = (one for one in page.button_group if "map_compare_mode" in one.key)
    assert choice.value == Mode.DIFFERENCE


@pytest.mark.parametrize("webgl", [True, False])
def test_two_days_are_taken_onto_paper(two_days, open_page, webgl):
    session = {**two_days, state.NO_WEBGL: not webgl}
    if webgl:
        session[state.PRINT] = SeenOnScreen((14.638, 51.505, 14.646, 51.508), wide=True)
    page = open_page("map", **session)
    if not webgl:
        page.button(key="compare_print").click().run()
    assert not page.exception
    what = page.radio(key="print_days_what")
    assert what.value == Mode.DIFFERENCE
    what.set_value(Mode.SIDE).run()
    assert not page.exception


def rows_of(page):
    return next(x.value for x in page.dataframe if "change" in x.value.columns)


@pytest.mark.parametrize("webgl", [True, False])
def test_what_a_scenario_changes_is_listed_with_before_and_after(town, open_page, webgl):
    edits = (
        use(5, "pop_up_store"),
        improve(0, "street_tree", section_id="sec1"),
        improve(1, "led_lighting", 3.0, place=Point(sample_town.X0 + 390, sample_town.Y0 + 390)),
        replace(phase(), phase_key="securing"),
    )
    made = add(town, *edits)
    session = {state.SCENARIO: made.scenario_id, state.NO_WEBGL: not webgl}
    page = open_page("scenarios", **session)
    assert not page.exception
    rows = rows_of(page)
    assert set(rows["change"]) == {
        TEXTS(f"compare.change_{kind}") for kind in ("improved", "phase", "interim", "measure")
    }
    said = {row.place: (row.before, row.after) for row in rows.itertuples()}
    assert said["Hauptstraße 6"] == ("leer", "zwischengenutzt")
    before, after = said["Hauptstraße, westlicher Teil"]
    assert before == "40 Punkte"
    # a tree gives some points, how many says the catalogue
    assert int(after.split()[0]) > 40
    assert "Glasfachschule: Villa" in said
    # in the room the slides are enough
    room = open_page("council", **session, **{state.SLIDE: 1})
    assert not any("change" in x.value.columns for x in room.dataframe)


def add(town, *edits):
    made = Scenario(
        uuid4(),
        "Mitte",
        baseline_revision=town.store.revision(),
        created_at=datetime(2026, 5, 1, tzinfo=UTC),
        edits=edits,
    )
    with town.store.transaction() as tx:
        tx.add_scenario(made, actor="ab")
    return made


def test_a_new_scenario_shuts_the_box_it_was_named_in(town, open_page):
    page = open_page("scenarios")
    page.text_input(key="scenario_new_name").set_value("Licht")
    next(x for x in page.button if x.label == TEXTS("scenario.create")).click().run()
    assert not page.exception
    assert [one.name for one in town.store.scenarios()] == ["Licht"]
    (name,) = (one for one in page.text_input if one.label == TEXTS("scenario.new_name"))
    assert name.value == ""
    # another box than the one that was open: a browser has nothing to shut
    assert "beside_scenario" not in page.session_state


def test_a_new_scenario_stays_chosen_for_a_browser_that_still_sends_what_it_showed(town, open_page):
    """A map that is just being drawn has the page run again before the answer has arrived."""
    page = open_page("scenarios")
    page.text_input(key="scenario_new_name").set_value("Licht")
    create = next(x for x in page.button if x.label == TEXTS("scenario.create"))
    shown = page._tree.get_widget_states()
    create.click().run()
    page._run(shown)
    assert not page.exception
    assert TEXTS("scenario.no_edits") in [one.value for one in page.info]
    (name,) = (one for one in page.text_input if one.label == TEXTS("scenario.new_name"))
    assert name.value == ""


@pytest.mark.parametrize("page", ["scenarios", "council"])
@pytest.mark.parametrize("webgl", [True, False])
def test_a_scenario_is_shown_as_two_maps_or_two_pictures(town, open_page, page, webgl):
    scenario = add(town, use(5, "pop_up_store"))
    session = {state.SCENARIO: scenario.scenario_id, state.SLIDE: 1, state.NO_WEBGL: not webgl}
    opened = open_page(page, **session)
    assert not opened.exception
    assert (TEXTS("compare.no_webgl_pictures") in said(opened)) is not webgl


def test_an_added_layer_that_is_on_is_offered_for_the_council_paper(town, open_page):
    town.added.add(
        sample_layer.KEY,
        file=sample_layer.FILE,
        text=layer_toml(sample_layer.spec()).encode(),
        features=sample_layer.features(),
        origin=sample_layer.provenance(),
    )
    made = add(town, use(5, "pop_up_store"))
    page = open_page("scenarios", **{state.SCENARIO: made.scenario_id})
    assert not page.exception
    assert page.multiselect(key="scenario_paper_layers").value == [sample_layer.KEY]
    off = {state.SCENARIO: made.scenario_id, f"layer_{sample_layer.KEY}": False}
    page = open_page("scenarios", **off)
    assert page.multiselect(key="scenario_paper_layers").value == []


def test_without_added_layers_the_paper_asks_for_none(town, open_page):
    made = add(town, use(5, "pop_up_store"))
    page = open_page("scenarios", **{state.SCENARIO: made.scenario_id})
    assert not [one for one in page.multiselect if one.key == "scenario_paper_layers"]
