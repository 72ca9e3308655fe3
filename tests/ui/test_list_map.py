"""The map beside a work list: the same units, and one choice for both."""

from uuid import UUID

import pytest

from biwaq_geo.domain.units import UnitState
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import list_map
from biwaq_geo.ui.parts.map_click import MapClick
from tests import sample_town

T = load("de")
FIRST, SECOND = UUID(int=1), UUID(int=2)


@pytest.fixture
def seen(monkeypatch):
    """What the map beside the list was last told, by name."""
    told = {}
    monkeypatch.setattr(list_map, "town_map", lambda *_, **given: told.update(given))
    return told


def with_map(open_page, **session):
    page = open_page("work", **session)
    page.toggle(key="widget_app_work_map").set_value(True).run()
    assert not page.exception
    return page


def click(page, seen, unit_id):
    """Click a unit on the map: the frame is told before the run that it causes."""
    chosen = page.session_state[state.CHOSEN_UNITS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(list_map.st, "session_state", page.session_state)
        seen["frame"].on_click(MapClick(unit_id, None, None, sample_town.unit(0).location))
    page.run()
    assert not page.exception
    return chosen


def said(page, count, total=8):
    return T("work.chosen", count=count, total=total) in [one.value for one in page.caption]


def test_the_map_comes_when_it_is_asked_for_and_shows_the_units_of_the_list(town, open_page, seen):
    page = open_page("work")
    assert seen == {}
    page = with_map(open_page)
    assert set(seen["only"]) == {unit.unit_id for unit in sample_town.units()}
    page.multiselect(key="widget_work_states").set_value([UnitState.VACANT]).run()
    assert len(seen["only"]) == 2


def test_a_click_chooses_the_row_and_another_gives_it_up(town, open_page, seen):
    page = with_map(open_page)
    click(page, seen, FIRST)
    click(page, seen, SECOND)
    assert said(page, 2)
    assert page.session_state[state.CHOSEN_UNITS] == {FIRST, SECOND}
    click(page, seen, FIRST)
    assert said(page, 1)
    # what lies beside the units changes nothing
    click(page, seen, None)
    assert said(page, 1)


def test_units_chosen_with_a_box_are_chosen_in_the_table(town, open_page, seen):
    page = with_map(open_page)
    page.session_state[state.CHOSEN_UNITS] = frozenset({FIRST, SECOND})
    page.run()
    assert said(page, 2)
    assert not page.button(key="work_confirm").disabled


def test_whoever_has_taken_all_takes_one_off_by_a_click(town, open_page, seen):
    page = with_map(open_page)
    page.toggle(key="work_take_all").set_value(True).run()
    assert len(page.session_state[state.CHOSEN_UNITS]) == 8
    click(page, seen, FIRST)
    assert said(page, 7)


def test_without_the_map_a_choice_made_elsewhere_does_not_tick_rows(town, open_page, seen):
    page = open_page("work", **{state.CHOSEN_UNITS: frozenset({FIRST})})
    assert said(page, 0)
    assert seen == {}
