"""Several processes on one store, some of them killed."""

import random
from multiprocessing import get_context

import pytest

from biwaq_geo.adapters.store import create_store, open_store
from tests.sample_town import EPSG, unit, units
from tests.store_workers import race, write_without_end

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.store_workers"])


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "register.store"
    create_store(made, srid=EPSG, town="t", units=units())
    return made


def test_of_eight_at_once_one_wins_and_seven_are_told(path):
    barrier, answers = CONTEXT.Barrier(8), CONTEXT.Queue()
    people = [
        CONTEXT.Process(target=race, args=(path, unit(0).unit_id, barrier, answers))
        for _ in range(8)
    ]
    for person in people:
        person.start()
    results = [answers.get(timeout=60) for _ in people]
    for person in people:
        person.join(20)
    assert sorted(results) == ["saved"] + ["told"] * 7
    store = open_store(path)
    assert (store.unit(unit(0).unit_id).version, store.revision()) == (2, 9)


def kill_a_writer(path, dice):
    """Kill a writer at a random moment; return the revisions that it acknowledged."""
    here, there = CONTEXT.Pipe(duplex=False)
    ids = [unit(n).unit_id for n in range(3)]
    writer = CONTEXT.Process(target=write_without_end, args=(path, ids, there))
    writer.start()
    there.close()
    acknowledged = [here.recv() for _ in range(dice.randint(1, 6))]
    writer.join(dice.uniform(0, 0.05))
    writer.kill()
    writer.join(20)
    try:
        while True:
            acknowledged.append(here.recv())
    except EOFError:
        return acknowledged


@pytest.mark.parametrize("kills", [8, pytest.param(40, marks=pytest.mark.slow)])
def test_nothing_acknowledged_is_lost_when_a_writer_is_killed(path, kills):
    dice = random.Random(20261122)
    for _ in range(kills):
        acknowledged = kill_a_writer(path, dice)
        # opening checks the file, the chain and that every record is what its events say
        store = open_store(path)
        events = store.events()
        store.close()
        assert len(events) >= acknowledged[-1]
        # three units in each transaction: all of them or none
        assert (len(events) - 8) % 3 == 0
