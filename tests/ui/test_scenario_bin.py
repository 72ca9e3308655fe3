"""The recycle bin and the lock of a scenario where somebody else was faster."""

import pytest

from biwaq_geo.services import scenario_acts, scenarios
from biwaq_geo.texts import load
from tests.ui.test_scenario_races import ONE, SEEN, plan, press, shown


@pytest.fixture
def planned(town):
    return plan(town)


def test_a_scenario_that_somebody_throws_away_stays_open_with_what_was_typed(planned, open_page):
    page = open_page("scenarios", app_scenario=ONE)
    page.text_input(key="scenario_holder").set_value("Kunstverein").run()
    scenario_acts.archive(planned.store, **SEEN)
    page.run()
    assert "Erika" in shown(page)
    assert page.text_input(key="scenario_holder").value == "Kunstverein"
    press(page, "scenario_bring_back")
    assert not planned.store.scenario(ONE).archived
    assert page.text_input(key="scenario_holder").value == "Kunstverein"


def test_who_brings_back_what_others_renamed_meanwhile_is_asked_first(planned, open_page):
    page = open_page("scenarios", app_scenario=ONE)
    scenario_acts.archive(planned.store, **SEEN)
    page.run()
    scenarios.rename(planned.store, name="Ihres", **SEEN | {"seen_version": 4})
    press(page, "scenario_bring_back")
    assert "Ihres" in shown(page)
    assert planned.store.scenario(ONE).archived
    press(page, "scenario_race_add")
    saved = planned.store.scenario(ONE)
    assert (saved.name, saved.archived, saved.version) == ("Ihres", False, 6)


def test_who_unlocks_what_others_locked_anew_chooses(planned, open_page):
    scenario_acts.lock(planned.store, **SEEN)
    page = open_page("scenarios", app_scenario=ONE, scenario_act="lock")
    scenario_acts.unlock(planned.store, **SEEN | {"seen_version": 4})
    scenario_acts.lock(planned.store, **SEEN | {"seen_version": 5, "actor": "Jan"})
    press(page, "scenario_unlock")
    assert "Jan" in shown(page)
    assert page.button(key="scenario_race_add").disabled
    page.radio(key=f"scenario_race_{ONE}_locked_by").set_value("mine").run()
    press(page, "scenario_race_add")
    assert planned.store.scenario(ONE).locked_by is None


def test_after_throwing_a_scenario_away_one_sees_doing_nothing(planned, open_page):
    page = open_page("scenarios", app_scenario=ONE)
    press(page, "scenario_archive")
    assert planned.store.scenario(ONE).archived
    assert load("de")("scenario.do_nothing_text") in shown(page)


def test_what_was_thrown_away_here_comes_back_from_the_bin_at_once(planned, open_page):
    page = open_page("scenarios", app_scenario=ONE)
    press(page, "scenario_archive")
    press(page, f"scenario_restore_{ONE}")
    assert not planned.store.scenario(ONE).archived
    assert load("de")("scenario.do_nothing_text") not in shown(page)


def test_what_others_renamed_in_the_bin_comes_back_after_a_question(planned, open_page):
    scenario_acts.archive(planned.store, **SEEN)
    page = open_page("scenarios")
    scenarios.rename(planned.store, name="Ihres", **SEEN | {"seen_version": 4})
    press(page, f"scenario_restore_{ONE}")
    assert planned.store.scenario(ONE).archived
    assert "Ihres" in shown(page)
    press(page, "scenario_race_add")
    saved = planned.store.scenario(ONE)
    assert (saved.name, saved.archived) == ("Ihres", False)
