"""Several processes on one store, some of them killed."""

import random
from dataclasses import replace
from multiprocessing import get_context

import geopandas as gpd
import pytest

from biwaq_geo.domain.events import Action
from tests.sample_town import unit, units
from tests.store_samples import make_store, opened
from tests.store_workers import race, write_without_end

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.store_workers"])


@pytest.fixture
def made(where):
    """A store that nobody has open yet."""
    make_store(where, units=units())
    return where


def test_of_eight_at_once_one_wins_and_seven_are_told(made):
    barrier, answers = CONTEXT.Barrier(8), CONTEXT.Queue()
    people = [
        CONTEXT.Process(target=race, args=(made, unit(0).unit_id, barrier, answers))
        for _ in range(8)
    ]
    for person in people:
        person.start()
    results = [answers.get(timeout=300) for _ in people]
    for person in people:
        person.join(300)
    assert sorted(results) == ["saved"] + ["told"] * 7
    store = opened(made)
    assert (store.unit(unit(0).unit_id).version, store.revision()) == (2, 9)


def kill_a_writer(made, dice):
    """Kill a writer at a random moment; return the revisions that it acknowledged."""
    here, there = CONTEXT.Pipe(duplex=False)
    ids = [unit(n).unit_id for n in range(3)]
    writer = CONTEXT.Process(target=write_without_end, args=(made, ids, there))
    writer.start()
    there.close()
    acknowledged = [here.recv() for _ in range(dice.randint(1, 6))]
    writer.join(dice.uniform(0, 0.05))
    return acknowledged + received_after_kill(writer, here)


def received_after_kill(writer, here):
    writer.kill()
    writer.join(300)
    received = []
    try:
        while True:
            received.append(here.recv())
    except EOFError:
        return received


@pytest.mark.parametrize("kills", [8, pytest.param(40, marks=pytest.mark.slow)])
def test_nothing_acknowledged_is_lost_when_a_writer_is_killed(made, kills):
    dice = random.Random(20261122)
    for _ in range(kills):
        acknowledged = kill_a_writer(made, dice)
        # opening checks the file, the chain and that every record is what its events say
        store = opened(made)
        events = store.events()
        store.close()
        assert len(events) >= acknowledged[-1]
        # three units in each transaction: all of them or none
        assert (len(events) - 8) % 3 == 0


@pytest.mark.parametrize("saves", [3, pytest.param(20, marks=pytest.mark.slow)])
def test_copies_are_read_as_maps_while_two_processes_write_and_nothing_is_lost(
    made, tmp_path, saves
):
    here, there = CONTEXT.Pipe(duplex=False)
    ids = [unit(n).unit_id for n in range(3)]
    # SQLite's queue is not fair: somebody who writes without a pause shuts the others out
    permits = CONTEXT.Semaphore(5)
    writer = CONTEXT.Process(target=write_without_end, args=(made, ids, there, permits))
    writer.start()
    there.close()
    acknowledged = [here.recv()]
    store = opened(made)
    for version in range(2, saves + 2):
        for _ in range(5):
            permits.release()
        with store.transaction() as tx:
            mine = replace(unit(7), version=version)
            tx.save_unit(mine, action=Action.EDITED, actor="planner")
            acknowledged.append(tx.revision())
        store.snapshot(tmp_path / "map.gpkg")
        assert len(gpd.read_file(tmp_path / "map.gpkg", layer="unit")) == 8
    acknowledged += received_after_kill(writer, here)
    store.verify_chain()
    numbers = {event.number for event in store.events()}
    assert numbers >= set(acknowledged)
    assert store.unit(unit(7).unit_id).version == saves + 1
    store.close()
