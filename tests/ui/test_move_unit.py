"""Moving a unit in its file: a click, both places, a confirmation, the way back."""

from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import unit_move
from biwaq_geo.ui.parts.map_click import MapClick
from tests.sample_town import X0, Y0

UNIT = UUID(int=1)
IN_B7, FAR_AWAY = Point(X0 + 320, Y0 + 15), Point(X0 - 9_000, Y0)
T = load("de")


@pytest.fixture
def click(monkeypatch):
    """Let somebody click once on the map of the next run."""
    waiting = []
    monkeypatch.setattr(unit_move, "town_map", lambda *_, **__: waiting.pop() if waiting else None)
    return lambda point: waiting.append(MapClick(None, None, None, point))


def open_step(open_page, **more):
    moving = {state.SELECTED_UNIT: UNIT, state.MOVING: True, "app_browser": "a" * 32}
    return open_page("unit", **(moving | more))


def press(page, words):
    next(one for one in page.button if one.label == words).click().run()
    assert not page.exception


def said(page):
    return " ".join(one.value for one in [*page.markdown, *page.error, *page.success])


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_step_asks_for_a_click_and_saves_nothing_by_itself(language, town, open_page, click):
    page = open_step(open_page, language=language)
    assert load(language)("move.click") in [one.value for one in page.info]
    click(IN_B7)
    page.run()
    assert not page.exception
    assert "Hauptstraße 8" in said(page)
    assert town.store.unit(UNIT).version == 1


def test_a_place_that_is_confirmed_is_saved_and_can_be_taken_back(town, open_page, click):
    page = open_step(open_page)
    before = town.store.unit(UNIT).location
    click(IN_B7)
    page.run()
    assert T("move.length", length=T.number(before.distance(IN_B7), unit="m")) in said(page)
    press(page, T("move.save"))
    assert town.store.unit(UNIT).location == IN_B7
    press(page, T("act.undo"))
    assert town.store.unit(UNIT).location == before


def test_a_click_outside_the_town_is_refused_and_nothing_is_saved(town, open_page, click):
    page = open_step(open_page)
    click(FAR_AWAY)
    page.run()
    press(page, T("move.save"))
    assert "außerhalb" in said(page)
    assert town.store.unit(UNIT).version == 1


def test_a_chosen_place_is_there_again_after_a_reload(town, open_page, click):
    page = open_step(open_page)
    click(IN_B7)
    page.run()
    assert "Hauptstraße 8" in said(open_step(open_page))


@pytest.mark.usefixtures("click")
def test_who_does_not_click_chooses_the_house_by_its_address(town, open_page):
    page = open_step(open_page)
    page.text_input(key=f"move_{UNIT}_house_typed").set_value("hauptstraße 8").run()
    page.selectbox(key=f"move_{UNIT}_house_found").set_value("b7").run()
    press(page, T("move.save"))
    assert town.store.unit(UNIT).building_id == "b7"
