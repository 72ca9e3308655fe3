"""A unit that the register has already is not added a second time by accident."""

import pytest

from biwaq_geo.texts import load
from tests import sample_town

T = load("de")


def button(page, label: str):
    return next(one for one in page.button if one.label.startswith(label))


@pytest.fixture
def page(town, open_page):
    """The form of a new unit in building b5, where unit 5 (no position) is known."""
    return open_page("mark", app_building="b5")


def save(page, position: str = ""):
    box = next(one for one in page.text_input if one.label == T("mark.new_position"))
    box.set_value(position).run()
    return button(page, T("mark.save")).click().run()


def test_a_unit_at_the_same_place_is_shown_before_anything_is_saved(town, page):
    save(page, "EG links")
    assert T("mark.same_here") in [one.value for one in page.warning]
    assert len(town.store.units()) == 8


def test_the_known_unit_can_be_taken_instead(town, page):
    save(page)
    button(page, T("mark.same_choose", unit="")).click().run()
    assert page.session_state["app_selected_unit"] == sample_town.unit(5).unit_id
    assert len(town.store.units()) == 8


def test_a_person_who_is_sure_adds_it(town, page):
    save(page, "EG links")
    button(page, T("mark.same_new")).click().run()
    assert len(town.store.units()) == 9
    assert not page.exception


def test_a_change_in_the_form_closes_the_question(town, page):
    save(page, "EG links")
    box = next(one for one in page.text_input if one.label == T("mark.new_position"))
    box.set_value("EG rechts").run()
    assert not [one for one in page.button if one.label == T("mark.same_new")]
    assert len(town.store.units()) == 8


def test_a_unit_that_nobody_knows_is_added_at_once(library, open_page):
    town = library.create(sample_town.PROFILE, layers=sample_town.layers(), units=[])
    save(open_page("mark", app_building="b5"))
    assert len(town.store.units()) == 1
