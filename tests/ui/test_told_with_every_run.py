"""A browser that draws a later run first takes every value from it, and sends back no other."""

import pytest

from biwaq_geo.domain.optimiser.wishes import Objective
from biwaq_geo.domain.units import UnitState
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.audit_pick import SECTION
from tests import sample_town

FIRST = sample_town.unit(0).unit_id
OTHER_THAN_USUAL = {
    "map": {
        "layer_vacant": False,
        "layer_sections": True,
        state.THEME: Theme.DARK,
        state.FILTER_STATES: [UnitState.VACANT],
        state.FILTER_TEXT: "ha",
    },
    "mark": {state.SELECTED_UNIT: FIRST, state.ACTOR: "Kim"},
    "unit": {state.SELECTED_UNIT: FIRST, state.STORY: True, state.MOVING: True},
    "work": {
        state.WORK_LIST: "all",
        state.WORK_MAP: True,
        "work_states": [UnitState.VACANT],
        "work_text": "ha",
    },
    "reach": {
        state.SELECTED_UNIT: FIRST,
        "reach_who": "slow",
        "reach_speed_slow": 2.5,
        "reach_towards": False,
        "reach_perceived": True,
    },
    "street_audit": {SECTION: "sec2"},
    "scenarios": {"rank_figure": "interim_share"},
    "optimiser": {
        "optimiser_budget": 7,
        "optimiser_months": 3,
        "optimiser_most_per_use": 2,
        "optimiser_apart": False,
        "optimiser_red": True,
        **{f"optimiser_weight_{one}": 0.5 for one in Objective},
    },
}


def boxes(page, *kinds):
    """Yield the boxes whose values outlive their pages."""
    for kind in kinds:
        yield from (one for one in page.get(kind) if str(one.key).startswith("widget_"))


def first_of(box):
    return box.proto.default if box.proto.HasField("default") else None


def told_and_shown(page):
    """Yield what a browser begins each box with that it has never drawn, and what is in it."""
    for one in boxes(page, "checkbox", "toggle", "text_input"):
        yield one.key, one.proto.default, one.value
    for one in boxes(page, "slider"):
        yield one.key, list(one.proto.default), [one.value]
    for one in boxes(page, "number_input"):
        yield one.key, first_of(one), one.value
    for one in boxes(page, "selectbox", "radio"):
        yield one.key, first_of(one), one.index
    for one in boxes(page, "button_group"):
        yield one.key, list(one.proto.default), [*one.indices]
    for one in boxes(page, "multiselect"):
        yield one.key, list(one.proto.default), [*one.indices]


@pytest.mark.parametrize("screen", OTHER_THAN_USUAL)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_kept_box_is_told_its_value_in_the_second_run_too(town, open_page, screen, language):
    page = open_page(screen, language=language, **OTHER_THAN_USUAL[screen]).run().run()
    assert not page.exception
    found = [*told_and_shown(page)]
    assert found
    assert [one for one in found if one[1] != one[2]] == []
    standing = {key: page.session_state[key] for key in OTHER_THAN_USUAL[screen]}
    assert standing == OTHER_THAN_USUAL[screen]


def test_a_value_outlives_a_page_without_its_box(town, open_page):
    page = open_page("reach", **{state.SELECTED_UNIT: FIRST})
    page.number_input(key="widget_reach_speed_adult").set_value(2.5).run()
    page.switch_page("screens/work.py").run()
    page.switch_page("screens/reach.py").run().run()
    assert page.number_input(key="widget_reach_speed_adult").value == 2.5
    assert page.number_input(key="widget_reach_speed_adult").proto.default == 2.5


def test_a_limit_that_was_typed_can_be_taken_away_again(town, open_page):
    page = open_page("optimiser").run()
    page.number_input(key="widget_optimiser_hours").set_value(50).run()
    page.switch_page("screens/work.py").run()
    page.switch_page("screens/optimiser.py").run()
    limit = page.number_input(key="widget_optimiser_hours")
    assert limit.value == 50
    # only a box that begins empty has a button that empties it
    assert not limit.proto.HasField("default")
    limit.set_value(None).run()
    assert page.number_input(key="widget_optimiser_hours").value is None
