"""Ways between states of the register: which are kept, and that all lead to the same."""

from dataclasses import replace

import pytest

from biwaq_geo.adapters.store import states
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.units import CommercialUnit
from tests.sample_town import unit


@pytest.fixture
def saved(store, monkeypatch):
    """The sample's eight units, of which unit 0 was then saved twenty times."""
    monkeypatch.setattr(states, "_STEP", 10)
    monkeypatch.setattr(states, "_KEPT", 2)
    for version in range(2, 22):
        with store.transaction() as tx:
            changed = replace(unit(0), windows=version, version=version)
            tx.save(changed, action=Action.EDITED, actor="ab")
    return store


def windows(store, revision):
    return store.records(CommercialUnit, at_revision=revision)[0].windows


def kept(store):
    return sorted(store._states._known["unit"])


def test_a_far_way_leaves_states_behind_that_are_never_dropped(saved):
    windows(saved, 28)
    # from event 8, which was read when the store was opened
    assert kept(saved) == [8, 10, 20, 28]
    windows(saved, 9)
    assert kept(saved) == [9, 10, 20, 28]
    for revision in (11, 13, 17):
        windows(saved, revision)
    assert kept(saved) == [10, 13, 17, 20]


@pytest.mark.parametrize("order", [range(8, 29), range(28, 7, -1), [28, 9, 27, 10, 26, 8]])
def test_every_way_to_a_state_leads_to_the_same(saved, order):
    # event 9 is the save of version 2
    told = {revision: windows(saved, revision) for revision in order}
    assert told == {r: None if r == 8 else r - 7 for r in order}


def test_units_that_nobody_has_touched_are_the_same_objects(saved):
    now, past = saved.records(CommercialUnit), saved.records(CommercialUnit, at_revision=9)
    assert [a is b for a, b in zip(now, past, strict=True)] == [False] + [True] * 7


def test_before_its_first_event_a_unit_is_not_there(saved):
    assert [len(saved.units(at_revision=r)) for r in (0, 1, 5, 8, 28)] == [0, 1, 5, 8, 8]


def test_a_state_that_is_known_needs_no_database(saved):
    told = saved.records(CommercialUnit)
    known = saved._states.known("unit", saved.revision())
    assert known is not None
    assert known.listed == told
