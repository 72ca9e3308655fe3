"""Backups: whole or not there, of one moment, kept for 35 days."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context

import pytest

from biwaq_geo.adapters.file_copy import digest_of
from biwaq_geo.adapters.store import open_store
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import BackupError, BackupReadOnlyError, StoreDamagedError
from biwaq_geo.domain.events import Action
from biwaq_geo.services.daily_backup import BackupFailure
from tests.fault_workers import NOW, back_up_and_die, backups_in
from tests.sample_town import PROFILE, layers, unit, units
from tests.store_workers import write_without_end

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.fault_workers", "tests.store_workers"])


@pytest.fixture
def town(tmp_path):
    made = FolderLibrary(tmp_path).create(PROFILE, layers=layers(), units=units())
    photos = tmp_path / "towns" / "musterstadt" / "photos"
    photos.mkdir()
    (photos / "aa.jpg").write_bytes(b"one photo")
    return made


def manifest(backup):
    return json.loads((backup / "backup.json").read_text(encoding="utf-8"))


def whole(state_dir):
    folder = state_dir / "backups" / "musterstadt"
    return sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith("."))


def test_a_backup_holds_every_file_of_the_town_with_its_hash(town, tmp_path):
    backup = backups_in(tmp_path).make("musterstadt")
    said = manifest(backup)
    assert (said["town"], said["revision"], said["made_at"]) == (
        "musterstadt",
        8,
        "2026-05-02T10:00:00.000Z",
    )
    found = {p.relative_to(backup).as_posix() for p in backup.rglob("*") if p.is_file()}
    assert found == {*said["files"], "backup.json"}
    assert {"register.gpkg", "town.json", "base/streets.parquet", "photos/aa.jpg"} <= found
    assert {name: digest_of(backup / name) for name in said["files"]} == said["files"]


def test_what_is_half_written_and_the_live_register_are_not_in_a_backup(town, tmp_path):
    photos = tmp_path / "towns" / "musterstadt" / "photos"
    (photos / ".bb.jpg.half").write_bytes(b"half a ph")
    names = manifest(backups_in(tmp_path).make("musterstadt"))["files"]
    assert [n for n in names if "half" in n or "register.store" in n] == []


def test_two_backups_within_one_second_are_two(town, tmp_path):
    backups = backups_in(tmp_path)
    backups.make("musterstadt")
    backups.make("musterstadt")
    assert whole(tmp_path) == ["2026-05-02T100000Z", "2026-05-02T100001Z"]


def test_a_photo_that_has_not_changed_takes_no_room_twice(town, tmp_path):
    backups = backups_in(tmp_path)
    first, second = backups.make("musterstadt"), backups.make("musterstadt")
    assert (first / "photos/aa.jpg").samefile(second / "photos/aa.jpg")
    # the town's own file is another one: what befalls it does not befall its backup
    assert not (first / "photos/aa.jpg").samefile(town._folder / "photos/aa.jpg")


def test_a_photo_that_decayed_in_a_backup_is_copied_anew(town, tmp_path):
    backups = backups_in(tmp_path)
    first = backups.make("musterstadt")
    (first / "photos/aa.jpg").write_bytes(b"one phot0")
    second = backups.make("musterstadt")
    assert (second / "photos/aa.jpg").read_bytes() == b"one photo"


@pytest.mark.parametrize("times", [5, pytest.param(30, marks=pytest.mark.slow)])
def test_a_backup_during_writes_is_a_state_that_was_committed(town, tmp_path, times):
    here, there = CONTEXT.Pipe(duplex=False)
    permits = CONTEXT.Semaphore(0)
    ids = [unit(n).unit_id for n in range(3)]
    live = tmp_path / "towns" / "musterstadt" / "register.store"
    writer = CONTEXT.Process(target=write_without_end, args=(live, ids, there, permits))
    writer.start()
    there.close()
    backups, acknowledged = backups_in(tmp_path), [8]
    for _ in range(times):
        for _ in range(3):
            permits.release()
        acknowledged.append(here.recv())
        backup = backups.make("musterstadt")
        revision = manifest(backup)["revision"]
        # three units in each transaction: none of them is there without the others
        assert revision >= acknowledged[-1]
        assert (revision - 8) % 3 == 0
        copy = open_store(backup / "register.gpkg")
        assert copy.revision() == revision
        copy.close()
    writer.kill()
    writer.join(300)


@pytest.mark.parametrize("point", range(1, 12))
def test_a_backup_killed_at_any_point_is_never_named_as_one(town, tmp_path, point):
    # each file, the manifest and each folder are seen to the disk, in this order
    killed = CONTEXT.Process(target=back_up_and_die, args=(tmp_path, point))
    killed.start()
    killed.join(300)
    assert killed.exitcode == -9
    assert whole(tmp_path) == []
    backups = backups_in(tmp_path)
    assert backups.times("musterstadt") == []
    # the next one sweeps up and stands
    backups.make("musterstadt")
    left = [p.name for p in (tmp_path / "backups" / "musterstadt").iterdir()]
    assert sorted(left) == [".backup-lock", "2026-05-02T100000Z"]


def test_a_damaged_register_gives_no_backup(town, tmp_path):
    backups = backups_in(tmp_path)
    backups.make("musterstadt")
    live = tmp_path / "towns" / "musterstadt" / "register.store"
    town.store.close()
    os.truncate(live, 5000)
    with pytest.raises(StoreDamagedError):
        backups.make("musterstadt")
    assert len(whole(tmp_path)) == 1


def test_a_backup_onto_a_place_that_is_a_file_is_told_and_leaves_the_first_one(town, tmp_path):
    backups = backups_in(tmp_path)
    backup = backups.make("musterstadt")
    (tmp_path / "stick").write_text("no folder")
    with pytest.raises(BackupError):
        backups.copy(backup, to=tmp_path / "stick")
    assert len(whole(tmp_path)) == 1


def test_backups_are_kept_for_35_days(town, tmp_path):
    for age in (36, 34, 0):
        backups_in(tmp_path, now=NOW - timedelta(days=age)).make("musterstadt")
    backups_in(tmp_path).remove_before("musterstadt", time=NOW - timedelta(days=35))
    assert whole(tmp_path) == ["2026-03-29T100000Z", "2026-05-02T100000Z"]


def test_a_failure_is_remembered_by_the_next_process_until_a_backup_stands(town, tmp_path):
    failure = BackupFailure(NOW, BackupReadOnlyError(place="x"))
    backups_in(tmp_path).remember("musterstadt", failure=failure)
    told = backups_in(tmp_path).failure("musterstadt")
    assert (told.at, told.error.code, told.error.values) == (
        NOW,
        "backup_read_only",
        {"place": "x"},
    )
    backups_in(tmp_path).make("musterstadt")
    assert backups_in(tmp_path).failure("musterstadt") is None


def test_the_next_backup_has_what_was_saved_since(town, tmp_path):
    backups = backups_in(tmp_path)
    backups.make("musterstadt")
    with town.store.transaction() as tx:
        tx.save_unit(replace(unit(0), version=2), action=Action.EDITED, actor="ab")
    assert manifest(backups.make("musterstadt"))["revision"] == 9


def test_a_name_that_is_no_time_is_no_backup(town, tmp_path):
    backups = backups_in(tmp_path)
    backups.make("musterstadt")
    (tmp_path / "backups" / "musterstadt" / "notes").mkdir()
    assert backups.times("musterstadt") == [datetime(2026, 5, 2, 10, tzinfo=UTC)]
