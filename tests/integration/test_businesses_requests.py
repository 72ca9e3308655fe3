"""Businesses and requests: added, changed, merged, taken back."""

from datetime import date
from functools import partial
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.errors import (
    DateInFutureError,
    EmptyNameError,
    FieldFixedError,
    NothingToUndoError,
    NumberRangeError,
    TextTooLongError,
    UnitNotFoundError,
)
from biwaq_geo.domain.merge import RaceLostError
from biwaq_geo.domain.requests import RequestStatus, Seeker
from biwaq_geo.services.businesses import add_business, businesses, businesses_in, edit_business
from biwaq_geo.services.contacts import add_contact, contacts_of
from biwaq_geo.services.races import merge
from biwaq_geo.services.requests import add_request, edit_request, requests
from biwaq_geo.services.undo import take_back
from tests.store_samples import sqlite_store

SHOP, HALL, UNIT = UUID(int=801), UUID(int=802), UUID(int=1)


def today():
    return date(2026, 11, 22)


@pytest.fixture
def register(tmp_path):
    opened = sqlite_store(tmp_path)
    yield opened
    opened.close()


def open_shop(store, **values):
    told = {"name": "Bäckerei (Demo)", "unit_id": UNIT, "branch": Branch.BAKERY_BUTCHER} | values
    return add_business(store, today, business_id=SHOP, values=told, actor="mk")


def look_for_a_hall(store, **values):
    told = {"title": "Halle (Demo)", "seeker": Seeker.CLUB} | values
    return add_request(store, request_id=HALL, values=told, actor="mk")


def back(store, record, record_id):
    """Take back what was last done to the record."""
    return take_back(
        SimpleNamespace(store=store),
        today,
        kind=type(record),
        record_id=record_id,
        seen_version=record.version,
        actor="mk",
    )


def test_a_business_is_added_once_found_in_its_unit_changed_and_taken_back(store):
    assert open_shop(store) == open_shop(store)
    assert businesses_in(store, UNIT) == businesses(store) == [store.record(Business, SHOP)]
    changed = edit_business(
        store,
        today,
        seen=store.record(Business, SHOP),
        changes={"jobs": 4, "opening_hours": "  "},
        actor="mk",
    )
    assert (changed.jobs, changed.opening_hours, changed.version) == (4, None, 2)
    assert back(store, changed, SHOP).jobs is None


def test_a_request_is_added_changed_and_taken_back_into_the_bin(store):
    wanted = look_for_a_hall(store, area_from_m2=80.0, use_key="pop_up_store")
    assert requests(store) == [wanted]
    assert back(store, wanted, HALL).removed_on == today()
    assert requests(store) == []


def test_open_requests_come_before_those_that_are_settled(register):
    look_for_a_hall(register)
    settled = {"title": "Atelier (Demo)", "seeker": Seeker.ARTIST, "status": RequestStatus.SETTLED}
    add_request(register, request_id=uuid4(), values=settled, actor="mk")
    assert [one.title for one in requests(register)] == ["Halle (Demo)", "Atelier (Demo)"]


def test_two_people_who_change_different_fields_of_a_business_are_both_kept(store):
    seen = open_shop(store)
    edit_business(store, today, seen=seen, changes={"jobs": 4}, actor="Vera")
    mine = partial(edit_business, store, today, seen=seen, actor="mk")
    with pytest.raises(RaceLostError) as lost:
        mine(changes={"vacancies": 1})
    merged = merge(store, lost.value.conflict, chosen={}, actor="mk")
    assert (merged.jobs, merged.vacancies, merged.version) == (4, 1, 3)


def test_both_ends_of_a_wanted_area_are_chosen_together(register):
    seen = look_for_a_hall(register, area_from_m2=50.0, area_to_m2=100.0)
    edit_request(register, seen=seen, changes={"area_from_m2": 90.0}, actor="Vera")
    with pytest.raises(RaceLostError) as lost:
        edit_request(register, seen=seen, changes={"area_to_m2": 60.0}, actor="mk")
    (races,) = lost.value.conflict.choices
    assert [race.field for race in races] == ["area_from_m2", "area_to_m2"]


def test_a_business_that_did_not_change_since_it_was_added_goes_to_the_bin_when_taken_back(
    register,
):
    assert back(register, open_shop(register), SHOP).removed_on == today()


def test_a_unit_that_was_only_added_cannot_be_taken_back(register):
    with pytest.raises(NothingToUndoError):
        back(register, register.unit(UNIT), UNIT)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"name": "  "}, EmptyNameError),
        ({"since": date(2026, 11, 23)}, DateInFutureError),
        ({"unit_id": UUID(int=99)}, UnitNotFoundError),
        ({"jobs": -1}, NumberRangeError),
        ({"skills_needed": "x" * 501}, TextTooLongError),
        ({"removed_on": None}, FieldFixedError),
    ],
)
def test_a_business_with_a_mistake_is_not_saved(register, values, error):
    with pytest.raises(error):
        open_shop(register, **values)
    assert businesses(register) == []


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"title": ""}, EmptyNameError),
        ({"area_from_m2": 90.0, "area_to_m2": 60.0}, NumberRangeError),
        ({"months": 0}, NumberRangeError),
    ],
)
def test_a_request_with_a_mistake_is_not_saved(register, values, error):
    with pytest.raises(error):
        look_for_a_hall(register, **values)
    assert requests(register) == []


def test_whom_to_ask_about_a_business_is_a_contact_with_a_day_of_deletion(store):
    open_shop(store)
    contact = Contact(
        UUID(int=70), "Frau D. (Demo)", "Stellen", date(2027, 1, 1), business_ids=(SHOP,)
    )
    add_contact(store, today, contact=contact, actor="mk")
    assert contacts_of(store, SHOP) == [contact]
    assert list(contacts_of(store, UNIT)) == []
