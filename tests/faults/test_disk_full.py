"""No room left: told in time, nothing lost, and on it goes once there is room again."""

import os
import resource
import subprocess
from contextlib import contextmanager

import pytest

from biwaq_geo.adapters.store import create_store, open_store
from biwaq_geo.adapters.store.sqlite_store import KEEP_FREE_BYTES
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import BackupFullError, StoreError, StoreFullError
from biwaq_geo.domain.events import Action
from tests.fault_workers import backups_in
from tests.sample_town import EPSG, PROFILE, layers, unit, units

PAGE = 4096
LIMIT = resource.RLIMIT_FSIZE


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 1.5 MB; it takes root to make one."""
    if os.geteuid():
        pytest.skip("only root can mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1536k", "none", place]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    # lazily: a store that is still open keeps the disk busy
    subprocess.run(["umount", "-l", place], check=True)


@contextmanager
def files_no_larger_than(size):
    soft, hard = resource.getrlimit(LIMIT)
    resource.setrlimit(LIMIT, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(LIMIT, (soft, hard))


def add(store, numbers):
    with store.transaction() as tx:
        for number in numbers:
            tx.add_unit(unit(number), actor="ab")


def opened(path):
    """Open the store, as if the disk were large enough for the reserve."""
    return open_store(path, free=lambda _: KEEP_FREE_BYTES)


def test_a_save_that_the_disk_cannot_take_is_told_wherever_it_stops(tmp_path):
    path = tmp_path / "register.store"
    create_store(path, srid=EPSG, town="t", units=units())
    store = opened(path)
    whole, told = path.stat().st_size, 0
    # one more page at a time, until the save finds all the room that it needs
    for limit in range(whole, whole + 60 * PAGE, PAGE):
        with files_no_larger_than(limit):
            try:
                add(store, range(100, 140))
            except StoreError:
                told += 1
            else:
                break
        assert store.units() == units()
    assert told > 5
    assert store.revision() == 48
    store.close()
    assert len(open_store(path).units()) == 48


def test_on_a_full_disk_reading_goes_on_and_saving_too_once_there_is_room(small_disk):
    path = small_disk / "register.store"
    create_store(path, srid=EPSG, town="t", units=units())
    store = opened(path)
    ballast = small_disk / "ballast"
    room = os.statvfs(small_disk).f_bavail * PAGE
    ballast.write_bytes(bytes(room - 2 * PAGE))
    with pytest.raises(StoreFullError):
        add(store, range(100, 200))
    assert store.units() == units()
    ballast.unlink()
    add(store, range(100, 200))
    store.verify_chain()
    assert store.revision() == 108


def test_a_backup_without_room_leaves_no_half_one_and_the_town_goes_on(small_disk):
    town = FolderLibrary(small_disk).create(PROFILE, layers=layers(), units=units())
    (small_disk / "ballast").write_bytes(bytes(os.statvfs(small_disk).f_bavail * PAGE - 30 * PAGE))
    backups = backups_in(small_disk)
    with pytest.raises(BackupFullError):
        backups.make("musterstadt")
    assert backups.times("musterstadt") == []
    assert [p.name for p in (small_disk / "backups" / "musterstadt").iterdir()] == [".backup-lock"]
    assert town.store.units() == units()


def test_nothing_is_saved_any_more_before_the_disk_is_full_to_the_brim(tmp_path):
    path, left = tmp_path / "register.store", [KEEP_FREE_BYTES - 1]
    create_store(path, srid=EPSG, town="t", units=units())
    store = open_store(path, free=lambda folder: left[0] if folder == tmp_path else 0)
    with pytest.raises(StoreFullError), store.transaction():
        pytest.fail("the transaction began")
    assert store.units() == units()
    left[0] += 1
    with store.transaction() as tx:
        changed = unit(0, version=2)
        tx.save_unit(changed, action=Action.EDITED, actor="ab")
    assert store.revision() == 9
