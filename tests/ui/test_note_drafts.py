"""A note that is typed and not saved outlives the page; saved, it stands once."""

from uuid import UUID

import pytest

from biwaq_geo.domain.notes import Note
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import draft_form

T = load("de")
UNIT = UUID(int=6)
MINE = {state.BROWSER: "a" * 32, state.ACTOR: "mk"}


def opened(open_page):
    page = open_page("unit", app_selected_unit=UNIT, **MINE)
    assert not page.exception
    return page


def box(page):
    return next(one for one in page.text_area if one.label == T("unit.note_new"))


def typed(page, text):
    box(page).set_value(text).run()
    return page


def add(page):
    next(one for one in page.button if one.label == T("unit.note_add")).click().run()
    assert not page.exception
    return page


def texts(town):
    return sorted(note.text for note in town.store.records(Note))


def test_what_was_typed_into_a_note_is_back_in_a_new_session(town, open_page):
    typed(opened(open_page), "Schlüssel beim Nachbarn")
    again = opened(open_page)
    assert box(again).value == "Schlüssel beim Nachbarn"
    add(again)
    assert texts(town) == ["Schlüssel beim Nachbarn"]
    assert box(opened(open_page)).value == ""


def test_a_session_lost_after_the_save_finds_the_note_and_not_its_draft(town, open_page):
    page = typed(opened(open_page), "Rückruf am Montag")
    # saved, but the session did not live to drop the draft
    with pytest.MonkeyPatch.context() as lost:
        lost.setattr(draft_form, "drop_typed", lambda *_, **__: None)
        add(page)
    again = opened(open_page)
    assert texts(town) == ["Rückruf am Montag"]
    assert box(again).value == ""
    assert any(T("act.undo") == one.label for one in again.button)


def test_two_open_pages_of_one_person_save_two_notes(town, open_page):
    first = typed(opened(open_page), "Eins")
    second = typed(opened(open_page), "Zwei")
    add(second)
    first.run()
    add(first)
    assert texts(town) == ["Eins", "Zwei"]


def test_the_next_note_has_an_id_of_its_own(town, open_page):
    page = add(typed(opened(open_page), "Gleich"))
    add(typed(page, "Gleich"))
    assert texts(town) == ["Gleich", "Gleich"]
