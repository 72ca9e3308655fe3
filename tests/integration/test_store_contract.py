"""What every store promises, whichever database it stands on."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from biwaq_geo.domain.errors import (
    EditConflictError,
    ScenarioNotFoundError,
    UnitNotFoundError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.units import Mark, UnitState
from tests.sample_town import unit, units
from tests.store_samples import NOON, scenario


def mark_vacant(store, number=0):
    with store.transaction() as tx:
        old = tx.unit(unit(number).unit_id)
        new = old.mark(Mark(UnitState.VACANT), on=date(2026, 5, 2), seen_version=old.version)
        tx.save_unit(new, action=Action.MARKED, actor="ab")
    return new


def test_a_new_store_holds_its_units_each_with_one_event(store):
    assert store.units() == units()
    assert store.revision() == 8
    assert [e.subject_id for e in store.events()] == [u.unit_id for u in units()]
    assert {e.action for e in store.events()} == {Action.ADDED}


def test_a_saved_unit_comes_back_with_its_version_and_its_event(store):
    saved = mark_vacant(store)
    assert store.unit(saved.unit_id) == saved
    event = store.events(after=8)[0]
    assert (event.number, event.version, event.actor, event.at) == (9, 2, "ab", NOON)
    assert event.action is Action.MARKED
    assert event.changes["state"] == ("used", "vacant")
    assert event.changes["last_occupant"] == (None, "Bäckerei 0 (Demo)")
    assert "address" not in event.changes


def test_a_block_that_raises_saves_nothing(store):
    changed = replace(unit(0), address="anderswo", version=2)

    def save_and_fail():
        with store.transaction() as tx:
            tx.save_unit(changed, action=Action.EDITED, actor="ab")
            tx.add_scenario(scenario(), actor="ab")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        save_and_fail()
    assert (store.revision(), store.unit(unit(0).unit_id)) == (8, unit(0))
    assert not store.scenarios()


def test_a_transaction_sees_what_it_has_written_and_others_do_not(store):
    with store.transaction() as tx:
        tx.save_unit(replace(unit(0), version=2), action=Action.EDITED, actor="ab")
        assert (tx.unit(unit(0).unit_id).version, tx.revision()) == (2, 9)
        assert (store.unit(unit(0).unit_id).version, store.revision()) == (1, 8)


@pytest.mark.parametrize("version", [1, 3, 4])
def test_a_version_that_does_not_follow_is_a_conflict(store, version):
    mark_vacant(store)
    with pytest.raises(EditConflictError) as told, store.transaction() as tx:
        tx.save_unit(
            replace(unit(0), version=version + (version > 1)), action=Action.EDITED, actor="cd"
        )
    assert told.value.values["now"] == 2
    assert told.value.values["seen"] == version - (version == 1)
    assert store.revision() == 9


def test_several_units_are_saved_together_or_not_at_all(store):

    def save_both():
        with store.transaction() as tx:
            tx.save_unit(replace(unit(0), version=2), action=Action.EDITED, actor="ab")
            tx.save_unit(replace(unit(1), version=9), action=Action.EDITED, actor="ab")

    with pytest.raises(EditConflictError):
        save_both()
    assert store.units() == units()


def test_the_same_new_unit_sent_five_times_is_one_row_and_one_event(store):
    new = unit(0, unit_id=UUID(int=77), address="neu")
    for _ in range(5):
        with store.transaction() as tx:
            tx.add_unit(new, actor="ab")
    assert (store.revision(), store.unit(new.unit_id)) == (9, new)


def test_a_new_unit_sent_again_after_it_was_changed_changes_nothing(store):
    marked = mark_vacant(store)
    with store.transaction() as tx:
        tx.add_unit(unit(0), actor="ab")
    assert (store.revision(), store.unit(marked.unit_id)) == (9, marked)


def test_another_unit_under_a_known_id_is_a_conflict(store):
    other = replace(unit(0), address="anderswo")
    with pytest.raises(EditConflictError), store.transaction() as tx:
        tx.add_unit(other, actor="ab")
    assert store.unit(other.unit_id) == unit(0)


def test_two_different_units_under_one_id_in_one_import_are_a_conflict(store):
    twins = [unit(0, unit_id=UUID(int=78), address=a) for a in ("eins", "zwei")]
    with pytest.raises(EditConflictError), store.transaction() as tx:
        tx.add_all(twins, actor="ab")
    assert store.revision() == 8


def test_what_nobody_has_saved_is_not_found(store):
    with pytest.raises(UnitNotFoundError):
        store.unit(UUID(int=999))
    with pytest.raises(ScenarioNotFoundError):
        store.scenario(UUID(int=999))
    with pytest.raises(UnitNotFoundError), store.transaction() as tx:
        tx.save_unit(unit(0, unit_id=UUID(int=999), version=2), action=Action.EDITED, actor="ab")


def test_a_scenario_comes_back_as_it_was_saved(store):
    made = scenario()
    with store.transaction() as tx:
        tx.add_scenario(made, actor="ab")
        tx.add_scenario(made, actor="ab")
    assert store.scenario(made.scenario_id) == made
    changed = made.without_edit(UUID(int=2), seen_version=1)
    with store.transaction() as tx:
        tx.save_scenario(changed, action=Action.EDITED, actor="ab")
    assert store.scenarios() == [changed]
    assert [e.version for e in store.events(subject_id=made.scenario_id)] == [1, 2]


def test_archived_scenarios_are_listed_apart(store):
    with store.transaction() as tx:
        tx.add_scenario(scenario(), actor="ab")
        tx.add_scenario(scenario(scenario_id=UUID(int=901), archived=True), actor="ab")
    assert [s.scenario_id for s in store.scenarios()] == [UUID(int=900)]
    assert [s.scenario_id for s in store.scenarios(archived=True)] == [UUID(int=901)]


def test_a_scenario_changed_by_two_people_is_a_conflict(store):
    with store.transaction() as tx:
        tx.add_scenario(scenario(), actor="ab")
        tx.save_scenario(scenario(name="A", version=2), action=Action.EDITED, actor="ab")
    with pytest.raises(EditConflictError), store.transaction() as tx:
        tx.save_scenario(scenario(name="B", version=2), action=Action.EDITED, actor="cd")
    assert store.scenario(UUID(int=900)).name == "A"


def test_the_register_is_read_as_it_stood(store):
    mark_vacant(store)
    with store.transaction() as tx:
        tx.add_unit(unit(0, unit_id=UUID(int=77), address="neu"), actor="ab")
    assert store.units(at_revision=8) == units()
    assert store.units(at_revision=9)[0].state is UnitState.VACANT
    assert len(store.units(at_revision=9)) == 8
    assert len(store.units()) == 9
    # the eighth unit came with event 8
    assert len(store.units(at_revision=7)) == 7
    assert store.units(at_revision=0) == []


def test_the_last_event_holds_what_is_needed_to_take_it_back(store):
    mark_vacant(store)
    with store.transaction() as tx:
        before = {name: old for name, (old, _) in tx.events_of(unit(0).unit_id)[-1].changes.items()}
    assert (before["state"], before["occupant"]) == ("used", "Bäckerei 0 (Demo)")
