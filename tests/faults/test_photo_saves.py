"""A save with photo that is killed: all of it is there or nothing, and no row without file."""

import random
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.photos import Photo
from tests.photo_workers import FIRST_ID, POINTS, save, save_and_die, save_without_end
from tests.sample_town import PROFILE, layers, units

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.photo_workers"])
KILLED = -9


@pytest.fixture
def state_dir(tmp_path):
    library = FolderLibrary(tmp_path)
    library.create(PROFILE, layers=layers(), units=units()).store.close()
    return tmp_path


def reopened(state_dir):
    """Open the town as the next start would; the register is checked from its first event."""
    return FolderLibrary(state_dir).open("musterstadt")


def dangling(town):
    return [one for one in town.store.records(Photo) if not town.photos.read(one.sha256)]


@pytest.mark.parametrize("point", POINTS)
def test_a_save_killed_at_a_named_point_is_whole_or_not_there(point, state_dir):
    writer = CONTEXT.Process(target=save_and_die, args=(state_dir, point))
    writer.start()
    writer.join(300)
    assert writer.exitcode == KILLED
    town = reopened(state_dir)
    assert len(town.store.records(Photo)) == (1 if point == "committed" else 0)
    assert dangling(town) == []
    # one event for each of the eight units, and one for the photo if it is there
    assert town.store.revision() == 8 + len(town.store.records(Photo))


@pytest.mark.parametrize("point", POINTS)
def test_the_same_save_sent_again_after_the_kill_is_there_once(point, state_dir):
    writer = CONTEXT.Process(target=save_and_die, args=(state_dir, point))
    writer.start()
    writer.join(300)
    town = reopened(state_dir)
    saved = save(town)
    assert list(town.store.records(Photo)) == [saved]
    assert town.photos.hashes() == {saved.sha256}
    # what the killed one left behind goes with the next sweep that is late enough
    town.photos.sweep({saved.sha256}, before=datetime.now(UTC) + timedelta(minutes=1))
    files = [path for path in (state_dir / "towns").rglob("photos/**/*") if path.is_file()]
    assert sorted(path.suffix for path in files) == ["", ".jpg"]
    assert dangling(town) == []


@pytest.mark.parametrize("kills", [4, pytest.param(40, marks=pytest.mark.slow)])
def test_no_acknowledged_photo_is_lost_when_its_writer_is_killed(kills, state_dir):
    dice = random.Random(20261122)
    acknowledged = set()
    for _ in range(kills):
        here, there = CONTEXT.Pipe(duplex=False)
        writer = CONTEXT.Process(target=save_without_end, args=(state_dir, there))
        writer.start()
        there.close()
        acknowledged |= {here.recv() for _ in range(dice.randint(1, 3))}
        writer.join(dice.uniform(0, 0.4))
        writer.kill()
        writer.join(300)
        town = reopened(state_dir)
        numbers = {one.photo_id.int - FIRST_ID for one in town.store.records(Photo)}
        assert acknowledged <= numbers
        assert dangling(town) == []
        town.store.close()
