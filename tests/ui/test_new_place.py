"""A unit that the register lacks is added where somebody clicks or stands, and the map shows it."""

from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import unit_move, unit_picker
from biwaq_geo.ui.parts.map_click import MapClick
from tests import sample_town
from tests.sample_town import X0, Y0
from tests.ui.shown import as_read

T = load("de")
KEY = sample_town.PROFILE.key
ON_THE_STREET, IN_B7, FAR_AWAY = (
    Point(X0 + 120, Y0 + 100),
    Point(X0 + 325, Y0 + 15),
    Point(X0 - 9_000, Y0),
)


class ClickedMap:
    """Stands in for the map: one click, and where its pin was last drawn."""

    def __init__(self):
        self.waiting = []
        self.pin = None

    def __call__(self, _town, _texts, *, frame, **_):
        self.pin = frame.place
        return self.waiting.pop() if self.waiting else None

    def click(self, page, point, unit_id=None):
        self.waiting.append(MapClick(unit_id, None, None, point))
        page.run()
        assert not page.exception


@pytest.fixture
def clicked_map(monkeypatch):
    clicked = ClickedMap()
    for module in (unit_picker, unit_move):
        monkeypatch.setattr(module, "town_map", clicked)
    return clicked


def box(page, title):
    return next(one for one in page.text_input if one.label == title)


def save(page):
    next(one for one in page.button if one.label == T("mark.save")).click().run()
    assert not page.exception


def added(town):
    known = {unit.unit_id for unit in sample_town.units()}
    return [unit for unit in town.store.units() if unit.unit_id not in known]


def test_a_click_outside_of_every_house_begins_a_unit_right_there(town, open_page, clicked_map):
    page = open_page("mark")
    clicked_map.click(page, ON_THE_STREET)
    assert clicked_map.pin == ON_THE_STREET
    assert T("mark.new_unit_outside") in [one.value for one in page.subheader]
    assert added(town) == []
    box(page, T("field.address")).set_value("Markt, Kiosk").run()
    save(page)
    [unit] = added(town)
    assert (unit.location, unit.building_id) == (ON_THE_STREET, None)
    assert unit.address == "Markt, Kiosk"
    assert page.session_state[state.SELECTED_UNIT] == unit.unit_id
    # what is saved has a symbol of its own
    assert clicked_map.pin is None


def test_a_click_in_a_house_keeps_the_very_place_and_the_house(town, open_page, clicked_map):
    page = open_page("mark")
    clicked_map.click(page, IN_B7)
    box(page, T("mark.new_position")).set_value("Hof").run()
    save(page)
    next(one for one in page.button if one.label == T("mark.same_new")).click().run()
    [unit] = added(town)
    assert (unit.location, unit.building_id, unit.address) == (IN_B7, "b7", "Hauptstraße 8")


def test_another_click_moves_the_pin_and_what_was_typed_stays(town, open_page, clicked_map):
    page = open_page("mark")
    clicked_map.click(page, ON_THE_STREET)
    box(page, T("field.address")).set_value("Kiosk").run()
    beside = Point(ON_THE_STREET.x + 5, ON_THE_STREET.y)
    clicked_map.click(page, beside)
    assert clicked_map.pin == beside
    assert box(page, T("field.address")).value == "Kiosk"
    save(page)
    assert [unit.location for unit in added(town)] == [beside]


def test_a_place_outside_the_town_is_refused_and_what_was_typed_stays(town, open_page, clicked_map):
    page = open_page("mark")
    clicked_map.click(page, FAR_AWAY)
    box(page, T("field.address")).set_value("Kiosk").run()
    save(page)
    assert T("error.outside_town") in [as_read(one.value) for one in page.error]
    assert added(town) == []
    assert box(page, T("field.address")).value == "Kiosk"


def test_a_unit_clicked_instead_ends_the_new_one(town, open_page, clicked_map):
    page = open_page("mark")
    clicked_map.click(page, ON_THE_STREET)
    clicked_map.click(page, sample_town.unit(3).location, UUID(int=4))
    assert clicked_map.pin is None
    assert T("mark.new_unit_outside") not in [one.value for one in page.subheader]


@pytest.mark.parametrize("language", ["de", "en"])
def test_whoever_stands_where_one_is_missing_adds_it_there(town, open_page, clicked_map, language):
    page = open_page("mark", language=language, **{state.STOOD_AT: (KEY, ON_THE_STREET)})
    page.button(key="near_new").click().run()
    assert not page.exception
    assert clicked_map.pin == ON_THE_STREET
    words = load(language)
    assert words("mark.new_unit_outside") in [one.value for one in page.subheader]
    assert state.STOOD_AT not in page.session_state


def test_a_house_found_by_its_address_is_shown_on_the_map(town, open_page, clicked_map):
    page = open_page("mark", **{state.BUILDING: "b4"})
    assert not page.exception
    assert town.layer("buildings").geometry.loc["b4"].covers(clicked_map.pin)


def test_a_new_place_of_a_known_unit_is_shown_before_it_is_saved(town, open_page, clicked_map):
    page = open_page("unit", **{state.SELECTED_UNIT: UUID(int=1), state.MOVING: True})
    assert clicked_map.pin is None
    clicked_map.click(page, IN_B7)
    assert clicked_map.pin == IN_B7
    assert town.store.unit(UUID(int=1)).version == 1
