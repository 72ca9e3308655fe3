"""Registers of the first version: brought up when opened, whole or not at all."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context
from threading import Barrier, Thread
from uuid import UUID

import pytest

from biwaq_geo.adapters.store import create_store, migrate, open_store
from biwaq_geo.adapters.store.geopackage import add_functions
from biwaq_geo.adapters.store.tables import SCHEMA_VERSION
from biwaq_geo.domain.errors import StoreDamagedError, StoreReadOnlyError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.units import CommercialUnit
from tests.fault_workers import open_and_die
from tests.sample_town import EPSG, unit, units
from tests.store_samples import scenario
from tests.store_version_1 import write_version_1

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.fault_workers"])
FIRST = UUID(int=1)


@pytest.fixture
def path(tmp_path):
    # under another name, so that a test may look into the file while nobody has it open
    made = tmp_path / "old-register"
    write_version_1(made)
    return made


def facts(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def schema(path):
    return facts(path, "SELECT value FROM meta WHERE key = 'schema'")[0][0]


def triggers(path):
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN"
    return facts(path, f"{query} ('unit', 'scenario', 'event', 'meta') ORDER BY name")


def columns(path):
    tables = [name for (name,) in facts(path, "SELECT table_name FROM gpkg_contents")]
    return {
        table: {
            (name, kind, required)
            for _, name, kind, required, *_ in facts(path, f"PRAGMA table_info({table})")
        }
        for table in tables
    }


def test_the_units_and_the_scenario_are_what_they_were(path):
    store = open_store(path)
    known = {**{u.unit_id: u for u in units()}, FIRST: unit(0, address="Hauptstraße 1a", version=2)}
    ids = [UUID(int=1), UUID(int=7), UUID(int=8)]
    assert [store.unit(key) for key in ids] == [known[key] for key in ids]
    assert store.scenarios() == [scenario(baseline_revision=4)]
    assert store.units(at_revision=3)[0].address == "Hauptstraße 1"
    assert (store.revision(), len(store.events())) == (5, 5)


def test_what_was_brought_up_can_be_saved_to_and_stays_sound(path):
    store = open_store(path)
    old = store.unit(FIRST)
    with store.transaction() as tx:
        tx.save_unit(replace(old, windows=3, version=3), action=Action.EDITED, actor="ab")
    store.verify_chain()
    store.close()
    assert open_store(path).unit(FIRST).windows == 3


def test_tables_columns_and_contents_are_those_of_a_new_store(path, tmp_path):
    open_store(path).close()
    create_store(tmp_path / "new", srid=EPSG, town="t")
    grown, new = columns(path), columns(tmp_path / "new")
    # lengths of texts mean nothing to SQLite, and no table is rebuilt for them
    plain = {
        table: {(name, kind.split("(")[0], required) for name, kind, required in found}
        for table, found in new.items()
    }
    assert {
        table: {(name, kind.split("(")[0], required) for name, kind, required in found}
        for table, found in grown.items()
    } == plain
    index = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql NOTNULL ORDER BY name"
    assert facts(path, index) == facts(tmp_path / "new", index)


def test_no_trigger_is_lost(path, tmp_path):
    before = triggers(path)
    assert len(before) == 9
    open_store(path).close()
    assert triggers(path) == before
    create_store(tmp_path / "new", srid=EPSG, town="t")
    every = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    assert facts(path, every) == facts(tmp_path / "new", every)


def test_the_register_as_it_was_stays_beside_it(path):
    content = facts(path, "SELECT * FROM event")
    open_store(path).close()
    copy = path.with_name("old-register-schema-1.gpkg")
    assert schema(copy) == "1"
    assert facts(copy, "SELECT * FROM event") == content
    # what is brought up once is not copied again
    copy.unlink()
    open_store(path).close()
    assert not copy.exists()


@pytest.mark.parametrize("call", [1, 8, 12, 20, 35, 60, 0])
def test_killed_half_way_it_is_as_it_was_and_opens_the_next_time(path, call):
    before = facts(path, "SELECT sql FROM sqlite_master"), facts(path, "SELECT * FROM event")
    killed = CONTEXT.Process(target=open_and_die, args=(path, call))
    killed.start()
    killed.join(300)
    assert killed.exitcode == -9
    assert schema(path) == "1"
    assert (
        facts(path, "SELECT sql FROM sqlite_master"),
        facts(path, "SELECT * FROM event"),
    ) == before
    assert open_store(path).revision() == 5


def test_two_that_open_it_at_once_bring_it_up_once(path):
    barrier, revisions = Barrier(2), []

    def opens():
        barrier.wait()
        store = open_store(path)
        revisions.append(store.revision())
        store.close()

    threads = [Thread(target=opens) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert revisions == [5, 5]
    assert schema(path.with_name("old-register-schema-1.gpkg")) == "1"


DAMAGES = {
    "an event changed": "UPDATE event SET actor = 'x' WHERE number = 2",
    "a unit changed": "UPDATE unit SET address = 'x' WHERE fid = 2",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_not_brought_up(path, damage):
    with closing(sqlite3.connect(path)) as connection, connection:
        add_functions(connection)
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute(damage)
    with pytest.raises(StoreDamagedError):
        open_store(path)
    assert schema(path) == "1"


def test_a_folder_without_room_for_the_copy_leaves_it_as_it_was(path, monkeypatch):
    path.with_name("old-register-schema-1.gpkg").mkdir()
    with pytest.raises((StoreReadOnlyError, OSError)):
        open_store(path)
    assert schema(path) == "1"


def test_a_step_runs_once_and_before_the_additions(path, monkeypatch):
    seen = []
    monkeypatch.setitem(migrate.STEPS, 1, lambda _: seen.append(1))
    open_store(path).close()
    open_store(path).close()
    assert seen == [1]
    assert schema(path) == str(SCHEMA_VERSION)


def test_a_town_with_an_old_register_is_backed_up_as_a_present_one(path, tmp_path):
    copy = tmp_path / "copy"
    shutil.copy(path, copy)
    store = open_store(copy)
    store.snapshot(tmp_path / "snapshot.gpkg")
    assert schema(tmp_path / "snapshot.gpkg") == str(SCHEMA_VERSION)
    assert len(store.records(CommercialUnit)) == 3
    store.close()
