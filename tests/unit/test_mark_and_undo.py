from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.errors import (
    DateInFutureError,
    EditConflictError,
    NothingToUndoError,
    OutsideTownError,
    StateNotMarkableError,
    UnitNotFoundError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.units import MARKABLE, Mark, UnitKind, UnitState
from biwaq_geo.services.mark_unit import FoundUnit, add_unit, mark_unit
from biwaq_geo.services.undo import undo
from tests.fakes import FakeStore, FakeTown
from tests.sample_town import X0, Y0, unit, units

BAKERY, NEW = UUID(int=1), UUID(int=99)
VACANT = Mark(UnitState.VACANT, since=date(2026, 5, 1))


def today():
    return date(2026, 5, 2)


def mark(store, what=VACANT, *, unit_id=BAKERY, seen=1):
    return mark_unit(store, today, unit_id=unit_id, mark=what, seen_version=seen, actor="A")


def found(**values):
    fields = {"unit_id": NEW, "kind": UnitKind.SHOP, "mark": VACANT}
    return FoundUnit(**(fields | values))


def test_a_mark_is_saved_with_its_event():
    store = FakeStore(units())
    saved = mark(store)
    assert store.unit(BAKERY) == saved
    assert (saved.state, saved.version, saved.observed_on) == (UnitState.VACANT, 2, today())
    assert saved.last_branch == Branch.BAKERY_BUTCHER
    event = store.events(subject_id=BAKERY)[-1]
    assert (event.action, event.actor, event.version) == (Action.MARKED, "A", 2)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"seen": 7}, EditConflictError),
        ({"unit_id": NEW}, UnitNotFoundError),
        ({"what": Mark(UnitState.LET)}, StateNotMarkableError),
        ({"what": Mark(UnitState.VACANT, since=date(2026, 5, 3))}, DateInFutureError),
    ],
)
def test_a_mark_that_cannot_be_leaves_everything_as_it_was(values, error):
    store = FakeStore(units())
    with pytest.raises(error):
        mark(store, **values)
    assert store.revision() == len(units())


def test_a_unit_found_at_a_point_gets_the_building_around_it():
    town = FakeTown()
    # building b0 covers x 40 to 60, y 210 to 225
    unit = add_unit(town, today, found=found(location=Point(X0 + 45, Y0 + 212)), actor="A")
    assert town.store.unit(NEW) == unit
    assert (unit.building_id, unit.address) == ("b0", "Hauptstraße 1")
    assert (unit.state, unit.since, unit.version) == (UnitState.VACANT, date(2026, 5, 1), 1)
    assert unit.origin == Origin.STAFF
    assert town.store.events(subject_id=NEW)[-1].action == Action.ADDED


def test_a_unit_in_the_open_has_no_building_and_keeps_the_address_that_was_typed():
    kiosk = found(location=Point(X0 + 300, Y0 + 100), address=" Markt 1 ", position=" links ")
    unit = add_unit(FakeTown(), today, found=kiosk, actor="A")
    assert (unit.building_id, unit.address, unit.position) == (None, "Markt 1", "links")


def test_a_unit_in_the_open_may_have_no_address():
    unit = add_unit(FakeTown(), today, found=found(location=Point(X0 + 300, Y0 + 100)), actor="A")
    assert unit.address == ""


def test_a_unit_found_in_a_building_lies_inside_it():
    town = FakeTown()
    unit = add_unit(town, today, found=found(building_id="b3"), actor="A")
    assert town.layer("buildings").geometry["b3"].contains(unit.location)


def test_building_and_point_may_both_be_given():
    place = Point(X0 + 45, Y0 + 208)
    unit = add_unit(FakeTown(), today, found=found(building_id="b0", location=place), actor="A")
    assert (unit.building_id, unit.location) == ("b0", place)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({}, OutsideTownError),
        ({"building_id": "b99"}, OutsideTownError),
        ({"location": Point(X0 + 451, Y0)}, OutsideTownError),
        ({"building_id": "b0", "location": Point(0, 0)}, OutsideTownError),
        ({"building_id": "b0", "mark": Mark(UnitState.INTERIM)}, StateNotMarkableError),
        (
            {"building_id": "b0", "mark": Mark(UnitState.VACANT, since=date(2026, 6, 1))},
            DateInFutureError,
        ),
    ],
)
def test_a_unit_that_cannot_be_is_not_added(values, error):
    town = FakeTown()
    with pytest.raises(error):
        add_unit(town, today, found=found(**values), actor="A")
    assert town.store.revision() == len(units())


def test_adding_the_same_unit_twice_adds_it_once():
    town = FakeTown()
    first = add_unit(town, today, found=found(building_id="b0"), actor="A")
    assert add_unit(town, today, found=found(building_id="b0"), actor="A") == first
    assert town.store.revision() == len(units()) + 1


def test_undo_puts_every_field_back_and_counts_as_a_change():
    store = FakeStore(units())
    before = store.unit(BAKERY)
    mark(store)
    restored = undo(store, unit_id=BAKERY, seen_version=2, actor="B")
    assert restored == store.unit(BAKERY)
    assert restored.version == 3
    assert restored.mark(VACANT, on=today(), seen_version=3).last_occupant == before.occupant
    event = store.events(subject_id=BAKERY)[-1]
    assert (event.action, event.actor) == (Action.UNDONE, "B")


def test_undo_of_an_undo_brings_the_change_back():
    store = FakeStore(units())
    marked = mark(store)
    undo(store, unit_id=BAKERY, seen_version=2, actor="A")
    again = undo(store, unit_id=BAKERY, seen_version=3, actor="A")
    assert (again.state, again.since, again.last_branch) == (
        marked.state,
        marked.since,
        marked.last_branch,
    )


def test_a_unit_that_was_only_added_has_nothing_to_undo():
    store = FakeStore(units())
    with pytest.raises(NothingToUndoError):
        undo(store, unit_id=BAKERY, seen_version=1, actor="A")
    assert store.revision() == len(units())


def test_undo_of_something_seen_too_long_ago_is_refused():
    store = FakeStore(units())
    mark(store)
    with pytest.raises(EditConflictError):
        undo(store, unit_id=BAKERY, seen_version=1, actor="A")
    with pytest.raises(UnitNotFoundError):
        undo(store, unit_id=NEW, seen_version=1, actor="A")


@settings(deadline=None)
@given(st.lists(st.sampled_from(MARKABLE), min_size=1, max_size=6), st.sampled_from(list(Branch)))
def test_undo_reverses_any_last_mark(states, branch):
    store = FakeStore([unit(0)])
    for seen, state in enumerate(states, start=1):
        before = store.unit(BAKERY)
        mark(store, Mark(state, last_branch=branch), seen=seen)
    restored = undo(store, unit_id=BAKERY, seen_version=len(states) + 1, actor="A")
    for name in before.__slots__:
        if name != "version":
            assert getattr(restored, name) == getattr(before, name)
