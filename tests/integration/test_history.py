"""The register on a past day, and the timeline of a unit."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from biwaq_geo.adapters.store import create_store, open_store
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.notes import Note
from biwaq_geo.services.history import first_day, revision_of_day, timeline
from tests.sample_town import EPSG, unit, units

FIRST = UUID(int=1)


class Clock:
    """Tells the time that a test has set."""

    def __init__(self, at):
        self.at = at

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock(datetime(2026, 1, 10, 9, tzinfo=UTC))


@pytest.fixture
def register(tmp_path, clock):
    path = tmp_path / "register.store"
    create_store(path, srid=EPSG, town="musterstadt", units=units(), now=clock)
    opened = open_store(path, now=clock)
    yield opened
    opened.close()


def rename(store, address):
    with store.transaction() as tx:
        old = tx.unit(FIRST)
        new = replace(old, address=address, version=old.version + 1)
        tx.save_unit(new, action=Action.EDITED, actor="ab")


def address_on(store, day):
    revision = revision_of_day(store, day)
    found = store.units(at_revision=revision)
    return next((one.address for one in found if one.unit_id == FIRST), None)


def test_the_day_begins_with_the_first_event_and_there_is_nothing_before(register):
    assert first_day(register) == date(2026, 1, 10)
    assert revision_of_day(register, date(2026, 1, 9)) == 0
    assert register.units(at_revision=0) == []
    assert revision_of_day(register, date(2026, 1, 10)) == 8
    assert revision_of_day(register, date.max) == 8


def test_an_empty_register_has_no_first_day(tmp_path):
    create_store(tmp_path / "register.store", srid=EPSG, town="t")
    store = open_store(tmp_path / "register.store")
    assert first_day(store) is None
    store.close()


@pytest.mark.parametrize(
    ("last", "next_"),
    [
        # in winter the day ends at 23 o'clock UTC, in summer at 22 o'clock
        ("2026-03-28T22:59:59.999+00:00", "2026-03-28T23:00:00+00:00"),
        # the 29 March has 23 hours: clocks go from 2 to 3
        ("2026-03-29T21:59:59.999+00:00", "2026-03-29T22:00:00+00:00"),
        # the 25 October has 25 hours: the hour from 2 to 3 comes twice
        ("2026-10-24T21:59:59.999+00:00", "2026-10-24T22:00:00+00:00"),
        ("2026-10-25T22:59:59.999+00:00", "2026-10-25T23:00:00+00:00"),
    ],
)
def test_a_day_holds_what_was_saved_before_local_midnight(register, clock, last, next_):
    day = date.fromisoformat(last[:10])
    clock.at = datetime.fromisoformat(last)
    rename(register, "am Tag")
    clock.at = datetime.fromisoformat(next_)
    rename(register, "danach")
    assert address_on(register, day) == "am Tag"
    assert address_on(register, day - timedelta(days=1)) == "Hauptstraße 1"
    assert address_on(register, day + timedelta(days=1)) == "danach"


def test_the_timeline_tells_of_the_unit_and_its_notes_but_of_no_contact(register, clock):
    note = Note(
        UUID(int=50), FIRST, text="Schlüssel beim Nachbarn", author="ab", written_at=clock.at
    )
    other = replace(note, note_id=UUID(int=51), unit_id=UUID(int=2))
    contact = Contact(
        UUID(int=60), name="N", purpose="p", delete_on=date(2027, 1, 1), unit_ids=(FIRST,)
    )
    with register.transaction() as tx:
        for record in (note, other, contact):
            tx.add(record, actor="cd")
    rename(register, "Markt 1")
    told = timeline(register, FIRST)
    assert [(one.event.subject_kind, one.event.actor) for one in told][1:] == [
        ("note", "cd"),
        ("unit", "ab"),
    ]
    assert [one.about for one in told] == [None, note, None]
    assert timeline(register, FIRST, until=8) == told[:1]
    assert len(timeline(register, unit(2).unit_id)) == 1
