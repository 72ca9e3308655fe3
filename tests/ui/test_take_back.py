"""Whatever people edit, the page offers to take back what was just done."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.photos import Photo
from biwaq_geo.domain.tasks import Task
from biwaq_geo.services.photos import NewPhoto, add_photo
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests import sample_town
from tests.photo_samples import jpeg

UNIT, OTHER = UUID(int=6), UUID(int=7)
T = load("de")


def press(page, words):
    next(one for one in page.button if one.label == words).click().run()
    assert not page.exception


def keep(town, record):
    with town.store.transaction() as tx:
        tx.add(record, actor="mk")


def removed(town, kind):
    return [one.removed_on is not None for one in town.store.records(kind)]


def test_a_note_that_was_removed_is_back_with_one_click_and_gone_with_another(town, open_page):
    keep(town, Note(UUID(int=500), UNIT, "Schlüssel", "mk", datetime(2026, 5, 2, tzinfo=UTC)))
    page = open_page("unit", app_selected_unit=UNIT)
    press(page, T("unit.note_remove"))
    assert removed(town, Note) == [True]
    press(page, T("act.undo"))
    assert removed(town, Note) == [False]
    press(page, T("act.undo"))
    assert removed(town, Note) == [True]


def test_what_was_done_to_one_unit_is_not_offered_in_the_file_of_another(town, open_page):
    page = open_page("unit", app_selected_unit=UNIT)
    area = next(one for one in page.text_area if one.label == T("unit.note_new"))
    area.set_value("Schlüssel").run()
    press(page, T("unit.note_add"))
    assert "act_undo" in [one.key for one in page.button]
    page.selectbox[0].set_value(OTHER).run()
    assert "act_undo" not in [one.key for one in page.button]


@pytest.mark.parametrize(("act", "field"), [("finish", "done_on"), ("remove", "removed_on")])
def test_a_task_that_is_done_or_deleted_is_as_it_was_with_one_click(act, field, town, open_page):
    task = Task(UUID(int=510), "Anrufen (Demo)", date(2026, 5, 1))
    keep(town, task)
    page = open_page("work")
    press(page, T(f"task.{act}"))
    assert getattr(town.store.record(Task, task.task_id), field) is not None
    press(page, T("act.undo"))
    assert getattr(town.store.record(Task, task.task_id), field) is None


def test_a_list_that_was_deleted_is_back_with_one_click(town, open_page):
    keep(town, SavedFilter(UUID(int=520), "Bahnhofstraße"))
    page = open_page("work", **{state.WORK_LIST: str(UUID(int=520))})
    page.button(key="work_remove_list").click().run()
    assert removed(town, SavedFilter) == [True]
    press(page, T("act.undo"))
    assert removed(town, SavedFilter) == [False]


def test_a_photo_that_was_removed_is_back_with_one_click(town, open_page):
    new = NewPhoto(UUID(int=530), UNIT, jpeg())
    add_photo(town.store, town.photos, lambda: date(2026, 5, 2), new=new, actor="mk")
    page = open_page("mark", app_selected_unit=UNIT)
    press(page, T("photos.remove"))
    assert removed(town, Photo) == [True]
    press(page, T("act.undo"))
    assert removed(town, Photo) == [False]


def test_a_contact_is_as_it_was_as_long_as_the_session_knows_how(town, open_page):
    contact = Contact(
        UUID(int=70), "Frau D. (Demo)", "Miete", date(2099, 1, 1), unit_ids=(UNIT,), phone="1"
    )
    keep(town, contact)
    page = open_page("unit", app_selected_unit=UNIT)
    page.text_input(key=f"contact_{contact.contact_id}_1_phone").set_value("2")
    press(page, T("contact.save"))
    assert town.store.record(Contact, contact.contact_id).phone == "2"
    page.button(key="contact_undo").click().run()
    assert town.store.record(Contact, contact.contact_id).phone == "1"
    assert "contact_undo" not in [one.key for one in page.button]


def test_a_unit_changed_by_somebody_else_can_be_taken_back_in_its_file(town, open_page):
    first = sample_town.unit(0)
    other = open_page("unit", app_selected_unit=first.unit_id, app_browser="b" * 32)
    other.number_input(key=f"facts_{first.unit_id}_windows").set_value(3).run()
    press(other, T("unit.save"))
    page = open_page("unit", app_selected_unit=first.unit_id, app_browser="a" * 32)
    page.button(key=f"undo_last_{first.unit_id}").click().run()
    assert town.store.unit(first.unit_id).windows is None
