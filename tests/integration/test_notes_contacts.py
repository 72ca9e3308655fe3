"""Notes on units, and contacts that have a purpose and an end."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from biwaq_geo.domain import errors
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.notes import Note
from biwaq_geo.services.contacts import add_contact, contacts_of, forget_contact, save_contact
from biwaq_geo.services.notes import add_note, notes_of, remove_note
from tests.store_samples import NOON, sqlite_store

UNIT, OTHER, NOTE, WHO = (UUID(int=number) for number in (6, 7, 500, 600))
TODAY = date(2026, 5, 2)


@pytest.fixture
def store(tmp_path):
    return sqlite_store(tmp_path)


def today():
    return TODAY


def note(store, text="Rückruf", note_id=NOTE, unit_id=UNIT):
    return add_note(store, lambda: NOON, note_id=note_id, unit_id=unit_id, text=text, actor="mk")


def contact(**values):
    fields = {
        "contact_id": WHO,
        "name": "Frau D. (Demo)",
        "purpose": "Gespräch",
        "delete_on": date(2027, 5, 2),
        "unit_ids": (UNIT, OTHER),
    }
    return Contact(**(fields | values))


def add(store, one):
    return add_contact(store, today, contact=one, actor="mk")


def test_a_note_sent_again_is_one_note_and_the_latest_stands_first(store):
    first = note(store, " Rückruf ")
    assert note(store, "Rückruf") == first
    assert (first.text, first.author, first.written_at) == ("Rückruf", "mk", NOON)
    assert notes_of(store, UNIT) == [first]
    assert notes_of(store, OTHER) == []


def test_a_removed_note_lies_in_the_recycle_bin(store):
    written = note(store)
    removed = remove_note(store, today, note=written, actor="mk")
    assert remove_note(store, today, note=written, actor="mk") == removed
    assert notes_of(store, UNIT) == []
    assert store.record(Note, NOTE).removed_on == TODAY


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"text": "  "}, errors.NoteEmptyError),
        ({"text": "x" * 2001}, errors.TextTooLongError),
        ({"unit_id": UUID(int=99)}, errors.UnitNotFoundError),
    ],
)
def test_a_note_that_cannot_be_is_refused(store, values, error):
    with pytest.raises(error):
        note(store, **values)
    assert list(store.records(Note)) == []


def test_a_contact_speaks_for_its_units_and_is_saved_once(store):
    kept = add(store, contact(name=" Frau D. (Demo) "))
    assert add(store, contact()) == kept
    assert list(contacts_of(store, UNIT)) == list(contacts_of(store, OTHER)) == [kept]
    assert list(contacts_of(store, UUID(int=1))) == []


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": " "}, errors.EmptyNameError),
        ({"purpose": " "}, errors.PurposeNeededError),
        ({"delete_on": TODAY}, errors.DeletionDayError),
        ({"note": "x" * 2001}, errors.TextTooLongError),
    ],
)
def test_a_contact_without_purpose_or_end_is_refused(store, values, error):
    with pytest.raises(error):
        add(store, contact(**values))
    assert list(store.records(Contact)) == []


def test_a_contact_that_somebody_else_changed_is_not_overwritten(store):
    kept = add(store, contact())
    mine, theirs = (replace(kept, phone=phone) for phone in ("1", "2"))
    saved = save_contact(store, today, contact=theirs, actor="Vera")
    assert save_contact(store, today, contact=theirs, actor="Vera") == saved
    with pytest.raises(errors.EditConflictError):
        save_contact(store, today, contact=mine, actor="mk")
    assert store.record(Contact, WHO).phone == "2"


def test_a_forgotten_contact_is_gone_and_its_events_say_nothing_of_it(store):
    add(store, contact())
    for _ in range(2):
        forget_contact(store, contact_id=WHO, actor="mk")
    assert list(store.records(Contact)) == []
    assert "Frau D." not in "".join(str(event) for event in store.events(subject_id=WHO))
