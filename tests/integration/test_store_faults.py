"""A store in trouble: what is told, and that nothing is lost by it."""

import shutil
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from threading import Thread

import pytest

from biwaq_geo.adapters.store import connect, create_store, open_store
from biwaq_geo.adapters.store.connect import SAFE_WAL
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import (
    StoreBusyError,
    StoreFullError,
    StoreOnNetworkError,
    StoreReadOnlyError,
)
from biwaq_geo.domain.events import Action
from tests.sample_town import EPSG, PROFILE, layers, unit, units
from tests.store_workers import try_to_list, try_to_save


@pytest.fixture
def path(tmp_path):
    # under another name, so that a test may write into the file while nobody has it open
    made = tmp_path / "broken-register"
    create_store(made, srid=EPSG, town="t", units=units())
    return made


def save(store, number=0, **values):
    with store.transaction() as tx:
        old = tx.unit(unit(number).unit_id)
        new = replace(old, version=old.version + 1, **values)
        tx.save_unit(new, action=Action.EDITED, actor="ab")


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /srv/shared nfs4 rw 0 0
//server/x /srv/with\\040space cifs rw 0 0
me@server: /srv/far fuse.sshfs rw 0 0
/dev/sdb1 /srv/shared/local ext4 rw 0 0
/dev/sdc1 /srv/stick fuseblk rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("shared", "nfs4"), ("with space", "cifs"), ("far", "fuse.sshfs"), ("local", None)],
)
def test_a_store_on_a_network_drive_is_refused(tmp_path, path, folder, kind):
    place = tmp_path / "shared" / folder if kind is None else tmp_path / folder
    place.mkdir(parents=True)
    shutil.copy(path, place / "copy")
    table = tmp_path / "mounts"
    table.write_text(MOUNTS.replace("/srv/", f"{tmp_path}/"), encoding="utf-8")
    if kind is None:
        open_store(place / "copy", mount_table=table).close()
        return
    with pytest.raises(StoreOnNetworkError) as told:
        open_store(place / "copy", mount_table=table)
    assert told.value.values["found"] == kind


def test_without_a_mount_table_nothing_is_refused(tmp_path, path):
    open_store(path, mount_table=tmp_path / "absent").close()


@contextmanager
def held(path, lock):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        yield


def test_somebody_who_writes_for_ever_is_waited_for_five_seconds_and_readers_go_on(
    path, monkeypatch
):
    usual = open_store(path)
    assert waits_ms(usual) == 5_000
    usual.close()
    # for ever is longer than any wait
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.1)
    store = open_store(path)
    assert waits_ms(store) == 100
    with held(path, "IMMEDIATE"):
        with pytest.raises(StoreBusyError):
            save(store)
        assert store.units() == units()
    save(store)
    assert store.revision() == 9


def waits_ms(store):
    with store._engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA busy_timeout").scalar()


def test_somebody_who_writes_for_a_moment_is_waited_for(path):
    store = open_store(path)
    with held(path, "IMMEDIATE"):
        saving = Thread(target=save, args=(store,))
        saving.start()
        saving.join(0.3)
        assert saving.is_alive()
    saving.join()
    assert store.revision() == 9


def test_a_clock_that_runs_backwards_changes_no_order(path):
    clock = iter(datetime(2026, 5, 3, hour, tzinfo=UTC) for hour in (12, 11, 23, 1))
    store = open_store(path, now=lambda: next(clock))
    for floor_area in (1.0, 2.0, 3.0, 4.0):
        save(store, floor_area_m2=floor_area)
    later = store.events(after=8)
    assert [e.version for e in later] == [2, 3, 4, 5]
    assert [e.at.hour for e in later] == [12, 11, 23, 1]
    assert store.units(at_revision=10)[0].floor_area_m2 == 2.0
    store.verify_chain()


def test_a_full_disk_is_told_and_the_next_save_works(path):
    store = open_store(path)
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(StoreFullError), store.transaction() as tx:
        tx.add_all((unit(0, unit_id=_id(i)) for i in range(200)), actor="ab")
    assert store.units() == units()
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    save(store)
    store.verify_chain()
    assert store.revision() == 9


def _id(number):
    return unit(100 + number).unit_id


def test_a_store_that_may_not_be_written_is_read_and_the_save_is_told(path, tmp_path):
    # root may write anything, so a process without rights has to try
    path.chmod(0o444)
    private = [tmp_path, *(p for p in tmp_path.parents if p.name.startswith(("pytest-", "popen-")))]
    context = get_context("forkserver")
    answers = context.Queue()
    child = context.Process(target=try_to_save, args=(path, private, answers))
    child.start()
    child.join(300)
    assert answers.get(timeout=300) == (8, StoreReadOnlyError.code)


def test_towns_that_may_not_be_written_are_listed_and_read(tmp_path):
    state = tmp_path / "state"
    FolderLibrary(state).create(PROFILE, layers=layers(), units=units()).store.close()
    for part in state.rglob("*"):
        part.chmod(0o555 if part.is_dir() else 0o444)
    state.chmod(0o555)
    private = [tmp_path, *(p for p in tmp_path.parents if p.name.startswith(("pytest-", "popen-")))]
    context = get_context("forkserver")
    answers = context.Queue()
    child = context.Process(target=try_to_list, args=(state, private, answers))
    child.start()
    child.join(300)
    assert answers.get(timeout=300) == (["musterstadt"], [8])


def test_the_journal_is_the_safe_one(path):
    store = open_store(path)
    with store._engine.connect() as connection:
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar()
        foreign_keys = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    safe = sqlite3.sqlite_version_info >= SAFE_WAL
    # 2 is FULL, 3 is EXTRA
    assert (journal, synchronous) == (("wal", 2) if safe else ("delete", 3))
    assert foreign_keys == 1


def test_no_other_library_may_touch_the_live_store(tmp_path):
    live = tmp_path / "register.store"
    create_store(live, srid=EPSG, town="t")
    with pytest.raises(pytest.fail.Exception):
        live.read_bytes()
