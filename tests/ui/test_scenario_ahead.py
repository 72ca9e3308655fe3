"""How far ahead a scenario looks: a control, its words, its link."""

from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.services import scenarios
from biwaq_geo.texts import load
from tests.sample_scenarios import use
from tests.ui.conftest import MAIN
from tests.ui.test_scenario_page import ONE, make, opened, press, shown


def test_a_link_opens_the_scenario_that_it_names(town):
    make(town, use(5))
    page = AppTest.from_file(str(MAIN), default_timeout=300)
    page.session_state["app_language"] = "de"
    page.query_params["szenario"] = str(ONE)
    page.switch_page("screens/scenarios.py").run()
    page.query_params["szenario"] = str(ONE)
    page.switch_page("screens/scenarios.py").run()
    assert page.selectbox(key=f"ahead_{ONE}_months").value == 12


@pytest.mark.parametrize("language", ["de", "en"])
def test_how_far_a_scenario_looks_is_chosen_said_and_kept_with_it(town, open_page, language):
    make(town, use(5))
    page = opened(open_page, language=language)
    page.selectbox(key=f"ahead_{ONE}_months").set_value(24).run()
    kept = town.store.scenario(ONE).overrides["horizon_months"]
    assert (kept.low, kept.expected, kept.high) == (24, 24, 24)
    words = load(language)
    assert words("scenario.ahead_months", count=24) in shown(page)
    assert page.query_params["szenario"] in (str(ONE), [str(ONE)])


def test_doing_nothing_looks_as_far_as_the_view_and_its_address_say(town, open_page):
    page = open_page("scenarios")
    nothing = f"ahead_{UUID(int=0)}_months"
    first = page.subheader[0].value if page.subheader else ""
    page.selectbox(key=nothing).set_value(36).run()
    assert not page.exception
    assert page.selectbox(key=nothing).value == 36
    assert page.query_params["monate"] in ("36", ["36"])
    assert town.store.scenarios() == []
    assert [one.value for one in page.subheader] != [first]


def test_who_chooses_another_look_ahead_than_somebody_else_is_asked(town, open_page):
    make(town, use(5))
    page = opened(open_page)
    scenarios.set_assumptions(
        town.store,
        scenario_id=ONE,
        overrides={"horizon_months": Band(6, 6, 6)},
        seen_version=2,
        actor="Erika",
    )
    page.selectbox(key=f"ahead_{ONE}_months").set_value(24).run()
    assert not page.exception
    assert "Erika" in shown(page)
    piece = f"scenario_race_{ONE}_overrides:horizon_months"
    page.radio(key=piece).set_value("mine").run()
    press(page, "scenario_race_add")
    assert town.store.scenario(ONE).overrides["horizon_months"].expected == 24
