"""A store in trouble: what is refused, in which words, and that nothing is lost by it."""

import os
import shutil
import sqlite3
import time
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from threading import Thread

import pytest

from biwaq_geo.adapters.store import create_store, open_store
from biwaq_geo.adapters.store.connect import SAFE_WAL
from biwaq_geo.adapters.store.geopackage import add_functions
from biwaq_geo.domain.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreFullError,
    StoreNewerError,
    StoreOnNetworkError,
    StoreReadOnlyError,
)
from biwaq_geo.domain.events import Action
from tests.sample_town import EPSG, unit, units
from tests.store_workers import try_to_save


@pytest.fixture
def path(tmp_path):
    # under another name, so that a test may write into the file while nobody has it open
    made = tmp_path / "broken-register"
    create_store(made, srid=EPSG, town="t", units=units())
    return made


def outside(path, statement, *, allow=""):
    """Do what a person with a database tool does to the closed file."""
    with closing(sqlite3.connect(path)) as connection, connection:
        add_functions(connection)
        for name in allow.split():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


def save(store, number=0, **values):
    with store.transaction() as tx:
        old = tx.unit(unit(number).unit_id)
        new = replace(old, version=old.version + 1, **values)
        tx.save_unit(new, action=Action.EDITED, actor="ab")


def keep(share):
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


def text_instead(path):
    path.write_text("Nur ein Text.\n" * 500, encoding="utf-8")


def another_database(path):
    path.unlink()
    outside(path, "CREATE TABLE t (a)")


def another_geopackage(path):
    path.unlink()
    outside(path, f"PRAGMA application_id = {0x47504B47}")
    outside(path, "CREATE TABLE t (a)")


def flipped_in_address(path):
    content = path.read_bytes()
    assert "Hauptstraße 3".encode() in content
    path.write_bytes(content.replace("Hauptstraße 3".encode(), "Hauptstraße 9".encode()))


def no_longer_utf8(path):
    content = path.read_bytes()
    path.write_bytes(content.replace("Hauptstraße 3".encode(), b"Hauptstra\xff\xfe 3"))


FREE = "event_no_update event_no_delete"
DAMAGED = {
    "missing": lambda path: path.unlink(),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "empty": keep(0),
    "cut in the header": keep(0.001),
    "cut in the middle": keep(0.6),
    "cut at the end": keep(0.97),
    "a text": text_instead,
    "another database": another_database,
    "another geopackage": another_geopackage,
    "no meta": lambda p: outside(p, "DROP TABLE meta"),
    "no schema in meta": lambda p: outside(p, "DELETE FROM meta WHERE key = 'schema'"),
    "schema of letters": lambda p: outside(p, "UPDATE meta SET value = 'x' WHERE key = 'schema'"),
    "no occupants": lambda p: outside(p, "ALTER TABLE unit DROP COLUMN occupant"),
    "no events": lambda p: outside(p, "DROP TABLE event"),
    "an event changed": lambda p: outside(p, "UPDATE event SET actor = 'x'", allow=FREE),
    "an event taken out": lambda p: outside(p, "DELETE FROM event WHERE number = 4", allow=FREE),
    "the last event taken off": lambda p: outside(
        p, "DELETE FROM event WHERE number = 8", allow=FREE
    ),
    "a unit changed": lambda p: outside(p, "UPDATE unit SET address = 'x' WHERE fid = 1"),
    "a unit of no known state": lambda p: outside(p, "UPDATE unit SET state = 'x' WHERE fid = 1"),
    "a place that is none": lambda p: outside(
        p,
        "UPDATE unit SET geom = 'x'",
        allow=" ".join(f"rtree_unit_geom_update{n}" for n in (2, 4, 5, 6, 7)),
    ),
    "a unit taken out": lambda p: outside(
        p, "DELETE FROM unit WHERE fid = 1", allow="rtree_unit_geom_delete"
    ),
    "one letter flipped": flipped_in_address,
    "bytes that are no text": no_longer_utf8,
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_store_is_refused_and_left_as_it_is(path, damage):
    damage(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreDamagedError):
        open_store(path)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_store_with_a_flipped_byte_on_any_page_never_tells_anything_else(path):
    # a byte that nobody reads (free space, the spatial index) may go unnoticed, but what
    # the store then tells is what it told before
    whole = path.read_bytes()
    store = open_store(path)
    told = store.units(), store.events(), store.scenarios()
    store.close()
    refused = 0
    pages = range(0, len(whole), 4096)
    for page, start in enumerate(pages):
        content = bytearray(whole)
        content[start + (page * 677) % 4096] ^= 0b100
        path.write_bytes(content)
        try:
            store = open_store(path)
        except (StoreDamagedError, StoreNewerError):
            refused += 1
        else:
            assert (store.units(), store.events(), store.scenarios()) == told
            store.close()
    assert refused > 0


def test_a_store_of_a_newer_version_is_refused(path):
    outside(path, "UPDATE meta SET value = '2' WHERE key = 'schema'")
    with pytest.raises(StoreNewerError) as told:
        open_store(path)
    assert told.value.values == {"found": 2, "expected": 1}


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


@pytest.mark.parametrize("statement", ["UPDATE event SET actor = 'x'", "DELETE FROM event"])
def test_events_cannot_be_altered(path, statement):
    with pytest.raises(sqlite3.IntegrityError, match="never altered"):
        outside(path, statement)


def test_an_event_altered_while_the_store_is_open_is_found(tmp_path):
    live = tmp_path / "register.store"
    create_store(live, srid=EPSG, town="t", units=units())
    store = open_store(live)
    store.verify_chain()
    outside(live, "UPDATE event SET at = '2020-01-01T00:00:00.000Z' WHERE number = 3", allow=FREE)
    with pytest.raises(StoreDamagedError) as told:
        store.verify_chain()
    assert told.value.values["number"] == 3


@contextmanager
def held(path, lock):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        yield


def test_somebody_who_writes_for_ever_is_waited_for_five_seconds_and_readers_go_on(path):
    store = open_store(path)
    with held(path, "IMMEDIATE"):
        start = time.monotonic()
        with pytest.raises(StoreBusyError):
            save(store)
        assert 4.5 < time.monotonic() - start < 5.5
        start = time.monotonic()
        assert store.units() == units()
        assert time.monotonic() - start < 1
    save(store)
    assert store.revision() == 9


def test_somebody_who_writes_for_a_moment_is_waited_for(path):
    store = open_store(path)
    with held(path, "IMMEDIATE"):
        saving = Thread(target=save, args=(store,))
        saving.start()
        saving.join(0.3)
        assert saving.is_alive()
    saving.join(5)
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
        tx.add_units((unit(0, unit_id=_id(i)) for i in range(200)), actor="ab")
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
    answers = get_context("fork").Queue()
    child = get_context("fork").Process(
        target=try_to_save, args=(path, [tmp_path, *tmp_path.parents[:2]], answers)
    )
    child.start()
    child.join(30)
    assert answers.get(timeout=5) == (8, StoreReadOnlyError.code)


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
