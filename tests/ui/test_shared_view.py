"""A link to a view shows what it names, as far as whoever opens it may see it."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from biwaq_geo.domain.units import UnitState
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.texts import load
from biwaq_geo.ui import map_view, state
from biwaq_geo.ui.parts.map_click import SeenOnScreen
from tests import sample_town
from tests.ui.conftest import MAIN

TEXTS = load("de")
UNIT = sample_town.unit(5).unit_id


def opened(**link):
    page = AppTest.from_file(str(MAIN), default_timeout=300)
    for name, value in link.items():
        page.query_params[name] = value
    return page.run()


def warned(page):
    return " ".join(one.value for one in page.warning)


def test_a_link_restores_layers_filter_theme_unit_and_view(town):
    page = opened(
        karte="14.6,51.5,16.5,55",
        ebenen="vacant,sites",
        filter="vacant",
        einheit=str(UNIT),
        ansicht="dunkel",
    )
    assert not page.exception
    # a switch that the link has set is another widget
    on = {str(box.key) for box in page.checkbox if box.value}
    assert {key.removeprefix("widget_layer_").split(".")[0] for key in on} == {"vacant", "sites"}
    assert page.session_state[state.FILTER_STATES] == [UnitState.VACANT]
    assert page.session_state[state.SELECTED_UNIT] == UNIT
    assert page.session_state[state.THEME] is Theme.DARK
    key, camera = page.session_state[map_view.CAMERA]
    assert key == sample_town.PROFILE.key
    assert (camera["center"], camera["zoom"], camera["pitch"]) == ([14.6, 51.5], 16.5, 55.0)
    assert "Ein Teil des Links" not in warned(page)
    # afterwards the view is the person's own
    assert "ebenen" not in page.query_params


def test_what_does_not_fit_is_named_and_the_rest_is_shown(town):
    page = opened(
        stadt="gotham", ebenen="vacant,<b>x", tag="2026-02-30", einheit=str(sample_town.PROFILE.key)
    )
    assert not page.exception
    said = warned(page)
    assert TEXTS("map.link_ignored", parts="Stadt, Ebenen, Tag, Einheit") in said
    assert "gotham" not in said
    page.button(key="link_understood").click().run()
    assert "Ein Teil des Links" not in warned(page)


def test_a_past_day_of_a_link_is_looked_at(town):
    page = opened(tag="2026-05-03")
    assert page.session_state[state.DAY] == date(2026, 5, 3)
    assert not page.exception


@pytest.mark.parametrize("language", ["de", "en"])
def test_asking_for_paper_opens_a_choice_of_sizes_once(town, open_page, language):
    seen = SeenOnScreen((14.6, 51.49, 14.62, 51.5), wide=True)
    page = open_page("map", language=language, **{state.PRINT: seen})
    assert not page.exception
    assert page.radio(key="print_paper").options == ["A4", "A3"]
    assert state.PRINT not in page.session_state
