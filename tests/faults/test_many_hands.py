"""Eight processes that save without a pause, and clocks that disagree."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest

from biwaq_geo.adapters.store import create_store, open_store
from biwaq_geo.domain.events import Action
from tests.fault_workers import save_often
from tests.sample_town import EPSG, unit, units

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.fault_workers"])
PEOPLE = 8


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "register.store"
    create_store(made, srid=EPSG, town="t", units=units())
    return made


def all_at_once(path, ids, tries):
    """Have each process save its unit `tries` times; return the sums of what they were told."""
    barrier, answers = CONTEXT.Barrier(PEOPLE), CONTEXT.Queue()
    people = [
        CONTEXT.Process(target=save_often, args=(path, unit_id, tries, barrier, answers))
        for unit_id in ids
    ]
    for person in people:
        person.start()
    told = sum((answers.get(timeout=300) for _ in people), Counter())
    for person in people:
        person.join(300)
    return told


@pytest.mark.parametrize("tries", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_on_one_unit_every_try_is_saved_or_told(path, tries):
    told = all_at_once(path, [unit(0).unit_id] * PEOPLE, tries)
    # opening checks that every record is what its events say
    store = open_store(path)
    assert told.total() == PEOPLE * tries
    assert store.unit(unit(0).unit_id).version == told["saved"] + 1
    assert store.revision() == 8 + told["saved"]
    assert told["saved"] >= tries


@pytest.mark.parametrize("tries", [20, pytest.param(200, marks=pytest.mark.slow)])
def test_on_different_units_nobody_is_in_conflict(path, tries):
    told = all_at_once(path, [unit(n).unit_id for n in range(PEOPLE)], tries)
    store = open_store(path)
    assert told["told"] == 0
    assert told.total() == PEOPLE * tries
    assert store.revision() == 8 + told["saved"]
    assert sum(u.version - 1 for u in store.units()) == told["saved"]


NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
CLOCKS = {
    "an hour back": [timedelta(0), timedelta(hours=-1), timedelta(minutes=-59)],
    "a year ahead and back": [timedelta(0), timedelta(days=365), timedelta(minutes=1)],
    # 25 October 2026, 02:30 in Berlin is twice; in UTC it is an hour later the second time
    "the end of summer time": [timedelta(days=175, hours=h) for h in (-11.5, -10.5, -9.5)],
    "two computers ten minutes apart": [timedelta(minutes=m) for m in (0, -10, 1)],
    "a clock that stands still": [timedelta(0)] * 3,
}


@pytest.mark.parametrize("apart", CLOCKS.values(), ids=CLOCKS)
def test_whatever_the_clocks_say_saves_stand_in_the_order_in_which_they_came(path, apart):
    for version, shift in enumerate(apart, start=2):
        # each save from another computer, with a clock of its own
        store = open_store(path, now=lambda shift=shift: NOON + shift)
        with store.transaction() as tx:
            changed = replace(unit(0), floor_area_m2=float(version), version=version)
            tx.save_unit(changed, action=Action.EDITED, actor="ab")
        store.close()
    store = open_store(path)
    assert [event.version for event in store.events(after=8)] == [2, 3, 4]
    assert [event.at for event in store.events(after=8)] == [NOON + shift for shift in apart]
    areas = [store.units(at_revision=r)[0].floor_area_m2 for r in (9, 10, 11)]
    assert areas == [2.0, 3.0, 4.0]
