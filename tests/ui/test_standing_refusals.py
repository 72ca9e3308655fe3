"""What was refused stays on the page until something is done about it or it is taken away."""

from uuid import uuid4

import pytest

from biwaq_geo.bootstrap import application
from biwaq_geo.services import scenarios
from biwaq_geo.texts import load
from biwaq_geo.ui import state

DE = load("de")


def alerts(page):
    return [one.value for one in page.error]


def press(page, words):
    (button,) = (one for one in page.button if one.label == words)
    return button.click().run()


@pytest.fixture
def refused(town, open_page):
    """The page of scenarios after a scenario without a name was asked for."""
    page = open_page("scenarios", app_actor="anna")
    page = press(page, DE("scenario.create"))
    assert len(alerts(page)) == 1
    return page


def test_a_refusal_stays_when_the_page_runs_again_for_another_reason(refused):
    said = alerts(refused)
    assert alerts(refused.run()) == said
    assert alerts(refused.run()) == said


def test_a_refusal_is_there_once_after_it_was_made_twice(refused):
    assert len(alerts(press(refused, DE("scenario.create")))) == 1


def test_a_refusal_goes_when_it_is_taken_away(refused):
    page = press(refused.run(), DE("common.shut"))
    assert alerts(page) == []
    assert alerts(page.run()) == []


def test_a_refusal_goes_when_its_box_is_filled(town, open_page):
    page = open_page("businesses", app_actor="anna").run()
    page = press(press(page, DE("entry.business_new")), DE("entry.save"))
    (name,) = (one for one in page.text_input if one.label == DE("field.name"))
    assert len(alerts(page)) == 1
    assert alerts(name.set_value("Blumen").run()) == []


def test_a_refusal_goes_when_what_was_refused_is_done(refused, town):
    page = refused.run()
    (name,) = (one for one in page.text_input if one.key == "scenario_new_name")
    name.set_value("Licht")
    page = press(page, DE("scenario.create"))
    assert [scenario.name for scenario in town.store.scenarios()] == ["Licht"]
    assert alerts(page) == []
    assert alerts(page.run()) == []


def test_a_refusal_stays_behind_on_the_page_that_it_was_made_on(refused):
    refused.switch_page("screens/work.py").run()
    assert alerts(refused) == []


def test_a_refusal_is_about_the_scenario_that_was_shown(refused, town):
    made = scenarios.create(
        town.store,
        application().now,
        scenario_id=uuid4(),
        name="Zweites",
        actor="anna",
    )
    refused.session_state[state.SCENARIO] = made.scenario_id
    assert alerts(refused.run()) == []


def test_a_refusal_stays_when_somebody_else_has_saved_meanwhile(refused, town):
    said = alerts(refused)
    scenarios.create(
        town.store, application().now, scenario_id=uuid4(), name="Zweites", actor="bernd"
    )
    # what the look at the register does when it finds a new revision
    refused.session_state["app_refused_held"] = True
    assert alerts(refused.run()) == said
