"""Many units changed in one act, all or none, and taken back in one."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID, uuid4

import pytest
from shapely import Point

from biwaq_geo.domain.cases import CaseStep
from biwaq_geo.domain.errors import (
    BatchChangedError,
    BatchNotFoundError,
    BlockedByNeededError,
    BulkConflictError,
    DateInFutureError,
    NothingToChangeError,
    OutcomeNeededError,
    ReasonNeededError,
    StateNotMarkableError,
    UnitNotFoundError,
    UnitsRefusedError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.unit_values import CaseOutcome, CaseStatus, LocationClass, UnitState
from biwaq_geo.domain.units import CommercialUnit, Mark, UnitKind
from biwaq_geo.services.batches import undo_batch
from biwaq_geo.services.bulk import BulkChange, change_cases, change_units, confirm_checked
from biwaq_geo.services.mark_unit import mark_unit
from tests.sample_town import X0, Y0, unit
from tests.store_samples import sqlite_store

BATCH = UUID(int=7001)


def today():
    return date(2026, 11, 22)


@pytest.fixture
def register(tmp_path):
    store = sqlite_store(tmp_path)
    yield store
    store.close()


def seen(store, *numbers: int) -> dict[UUID, int]:
    """The versions of the sample units with these numbers, as they are now."""
    return {UUID(int=n + 1): store.unit(UUID(int=n + 1)).version for n in numbers}


def change(store, numbers=(0, 1, 2), batch=BATCH, **values):
    wanted = BulkChange(**({"location_class": LocationClass.A} | values))
    return change_units(
        store, today, seen=seen(store, *numbers), change=wanted, batch=batch, actor="mk"
    )


def meddle(store, number: int) -> None:
    """Somebody else marks a unit."""
    unit_id = UUID(int=number + 1)
    version = store.unit(unit_id).version
    mark = Mark(UnitState.IMPENDING)
    mark_unit(store, today, unit_id=unit_id, mark=mark, seen_version=version, actor="b")


def test_each_unit_of_a_bulk_change_gets_one_event_of_the_same_batch(register):
    before = register.revision()
    done = change(register)
    events = register.events(after=before)
    assert [event.batch for event in events] == [BATCH] * 3
    assert len({event.subject_id for event in events}) == 3
    assert {event.changes["location_class"] for event in events} == {(None, "a")}
    assert (done.changed, done.already) == (3, 0)


def test_cases_change_by_one_event_each_and_by_none_if_one_of_them_cannot(store):
    step = CaseStep(CaseStatus.CLOSED, today(), outcome=CaseOutcome.LET)
    call = partial(change_cases, store, today, step=step, actor="mk")
    assert call(seen=seen(store, 0, 1), batch=BATCH).changed == 2
    assert [event.version for event in store.events(after=8)] == [2, 2]
    before = store.revision()
    with pytest.raises(UnitsRefusedError) as caught:
        call(seen=seen(store, 1, 2, 3), batch=uuid4())
    assert [name for name, _ in caught.value.refusals] == [store.unit(UUID(int=2)).address]
    assert store.revision() == before
    undo_batch(store, today, batch=BATCH, actor="mk")
    assert store.unit(UUID(int=1)).case_outcome is None


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (CaseStep(CaseStatus.BLOCKED, today()), BlockedByNeededError),
        (CaseStep(CaseStatus.CLOSED, today()), OutcomeNeededError),
        (CaseStep(CaseStatus.IN_ADVICE, today()), ReasonNeededError),
        (CaseStep(CaseStatus.IN_ADVICE, date(2026, 11, 23), "x"), DateInFutureError),
    ],
)
def test_cases_do_not_change_without_what_the_status_needs(register, step, error):
    with pytest.raises(error):
        change_cases(register, today, seen=seen(register, 0, 1), step=step, batch=BATCH, actor="mk")
    assert register.unit(UUID(int=1)).version == 1


def test_units_that_are_already_so_get_no_event(register):
    change(register, (0, 1), batch=uuid4())
    done = change(register, (0, 1, 2))
    assert (done.changed, done.already) == (1, 2)
    assert register.unit(UUID(int=1)).version == 2


def test_sent_twice_a_bulk_change_changes_once(register):
    versions = seen(register, 0, 1)
    wanted = BulkChange(kind=UnitKind.OFFICE)
    one, two = (
        change_units(register, today, seen=versions, change=wanted, batch=BATCH, actor="mk")
        for _ in range(2)
    )
    assert one == two
    assert register.unit(UUID(int=1)).version == 2


def test_a_bulk_mark_sets_the_state_and_the_day_of_the_look(register):
    change(register, (0, 1), mark=Mark(UnitState.VACANT, since=date(2026, 10, 1)))
    for number in (0, 1):
        now = register.unit(UUID(int=number + 1))
        assert (now.state, now.observed_on) == (UnitState.VACANT, today())
        assert now.location_class is LocationClass.A


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"change": BulkChange()}, NothingToChangeError),
        ({"seen": {}}, NothingToChangeError),
        ({"seen": {UUID(int=1): 1, UUID(int=99): 1}}, UnitNotFoundError),
        ({"seen": {UUID(int=1): 1, UUID(int=2): 5}}, BulkConflictError),
        ({"change": BulkChange(mark=Mark(UnitState.INTERIM))}, StateNotMarkableError),
        (
            {"change": BulkChange(mark=Mark(UnitState.VACANT, since=date(2027, 1, 1)))},
            DateInFutureError,
        ),
    ],
)
def test_a_wrong_bulk_change_is_refused_and_no_unit_is_touched(register, wrong, error):
    before = register.revision()
    given = {
        "seen": {UUID(int=1): 1, UUID(int=2): 1},
        "change": BulkChange(location_class=LocationClass.B),
    }
    with pytest.raises(error):
        change_units(register, today, **(given | wrong), batch=BATCH, actor="mk")
    assert register.revision() == before


def test_one_unit_changed_by_another_person_stops_the_whole_act_and_is_named(register):
    versions = seen(register, 0, 1, 2)
    meddle(register, 1)
    with pytest.raises(BulkConflictError) as told:
        confirm_checked(register, today, seen=versions, batch=BATCH, actor="mk")
    assert told.value.values == {"count": 1, "changed": "Hauptstraße 2"}
    assert register.unit(UUID(int=1)).version == 1


def test_a_confirmed_check_changes_the_day_and_nothing_else(register):
    before = register.unit(UUID(int=1))
    confirm_checked(register, today, seen=seen(register, 0), batch=BATCH, actor="mk")
    assert register.unit(UUID(int=1)) == replace(before, observed_on=today(), version=2)
    assert register.events()[-1].action is Action.CHECKED


def test_a_unit_confirmed_twice_on_one_day_gets_one_event(register):
    confirm_checked(register, today, seen=seen(register, 0), batch=BATCH, actor="mk")
    done = confirm_checked(register, today, seen=seen(register, 0), batch=uuid4(), actor="mk")
    assert (done.changed, done.already) == (0, 1)


def values(unit: CommercialUnit) -> CommercialUnit:
    return replace(unit, version=0)


def test_one_undo_takes_all_of_a_bulk_change_back(register):
    before = [values(unit) for unit in register.units()]
    change(register, range(8), mark=Mark(UnitState.USED))
    back = undo_batch(register, today, batch=BATCH, actor="mk")
    assert [values(unit) for unit in register.units()] == before
    assert {event.batch for event in register.events()[-8:]} == {back}


def test_an_undo_can_be_taken_back_as_well(register):
    change(register)
    after = [values(unit) for unit in register.units()]
    back = undo_batch(register, today, batch=BATCH, actor="mk")
    undo_batch(register, today, batch=back, actor="mk")
    assert [values(unit) for unit in register.units()] == after


def test_nothing_is_taken_back_where_one_unit_was_changed_since(register):
    change(register)
    meddle(register, 2)
    before = register.revision()
    with pytest.raises(BatchChangedError) as told:
        undo_batch(register, today, batch=BATCH, actor="mk")
    assert told.value.values == {"count": 1, "changed": "Hauptstraße 3"}
    assert register.revision() == before


def test_units_that_a_batch_added_go_to_the_recycle_bin(register):
    new = [unit(n, unit_id=UUID(int=500 + n), address=f"Neu {n}") for n in range(2)]
    with register.transaction() as tx:
        tx.add_all(new, actor="import", batch=BATCH)
    undo_batch(register, today, batch=BATCH, actor="mk")
    assert len(register.units()) == 8
    assert register.record(CommercialUnit, UUID(int=500)).removed_on == today()


def test_an_unknown_batch_is_refused(register):
    with pytest.raises(BatchNotFoundError):
        undo_batch(register, today, batch=UUID(int=1), actor="mk")


def test_a_place_is_kept_by_a_bulk_change(register):
    change(register, (0,))
    assert register.unit(UUID(int=1)).location == Point(X0 + 50, Y0 + 208)
