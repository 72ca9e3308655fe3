"""Restoring a backup: all of it or nothing, and the state before is never deleted."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context

import pytest

from biwaq_geo.adapters import towns
from biwaq_geo.adapters.file_copy import digest_of
from biwaq_geo.adapters.store import connect
from biwaq_geo.adapters.store.tables import SCHEMA_VERSION
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import (
    BackupBrokenError,
    BackupOfOtherTownError,
    StoreBusyError,
    StoreDamagedError,
    StoreNewerError,
    StoreRestorableError,
    TownNotFoundError,
)
from biwaq_geo.domain.events import Action
from tests.fault_workers import NOW, backups_in, restore_and_die
from tests.sample_town import PROFILE, layers, unit, units

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.fault_workers"])
KEY = "musterstadt"


@pytest.fixture
def backup(tmp_path):
    """A backup of the state after 8 events; the register has had a ninth since."""
    library = FolderLibrary(tmp_path)
    town = library.create(PROFILE, layers=layers(), units=units())
    photos = tmp_path / "towns" / KEY / "photos"
    photos.mkdir()
    (photos / "aa.jpg").write_bytes(b"one photo")
    made = backups_in(tmp_path).make(KEY)
    with town.store.transaction() as tx:
        changed = replace(unit(0), address="neu", version=2)
        tx.save_unit(changed, action=Action.EDITED, actor="ab")
    town.store.close()
    return made


def revision(state_dir):
    store = FolderLibrary(state_dir).open(KEY).store
    store.verify_chain()
    number = store.revision()
    store.close()
    return number


def test_a_restored_town_is_the_one_that_was_backed_up(backup, tmp_path):
    shutil.rmtree(tmp_path / "towns" / KEY / "photos")
    backups_in(tmp_path).restore(backup, key=KEY)
    town = FolderLibrary(tmp_path).open(KEY)
    assert (town.profile, town.store.units(), town.store.revision()) == (PROFILE, units(), 8)
    assert town.layer("streets").geometry.geom_equals(layers()["streets"].geometry).all()
    assert (tmp_path / "towns" / KEY / "photos" / "aa.jpg").read_bytes() == b"one photo"


def test_the_state_before_is_put_aside_whole(backup, tmp_path):
    _, aside = backups_in(tmp_path).restore(backup, key=KEY)
    shutil.rmtree(tmp_path / "towns" / KEY)
    aside.rename(tmp_path / "towns" / KEY)
    assert revision(tmp_path) == 9


def test_a_program_that_has_the_town_open_goes_on_with_the_restored_state(backup, tmp_path):
    library = FolderLibrary(tmp_path)
    before = library.open(KEY).store
    assert before.revision() == 9
    backups_in(tmp_path).restore(backup, key=KEY)
    assert library.open(KEY).store.revision() == 8
    # a save into the register that was put aside would vanish with it
    with pytest.raises(StoreDamagedError), before.transaction() as tx:
        tx.save_unit(replace(unit(0), version=3), action=Action.EDITED, actor="ab")


def test_nobody_saves_while_the_towns_change_places(backup, tmp_path, monkeypatch):
    monkeypatch.setattr(connect, "BUSY_SECONDS", 0.1)
    other = FolderLibrary(tmp_path).open(KEY).store
    swap, told = towns.swap, []

    def save_then_swap(*args, **kwargs):
        with pytest.raises(StoreBusyError) as busy, other.transaction():
            pass
        told.append(busy.value)
        swap(*args, **kwargs)

    monkeypatch.setattr(towns, "swap", save_then_swap)
    backups_in(tmp_path).restore(backup, key=KEY)
    assert len(told) == 1
    other.close()


def test_a_town_that_is_gone_comes_back(backup, tmp_path):
    FolderLibrary(tmp_path).remove(KEY)
    _, aside = backups_in(tmp_path).restore(backup, key=KEY)
    assert aside is None
    assert revision(tmp_path) == 8


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_broken_town_is_restored_and_the_broken_one_kept(backup, tmp_path, damage):
    live = tmp_path / "towns" / KEY / "register.store"
    live.unlink()
    if damage == "cut":
        live.symlink_to(backup / "base" / "streets.parquet")
    _, aside = backups_in(tmp_path).restore(backup, key=KEY)
    assert revision(tmp_path) == 8
    assert (aside / "base").is_dir()


def test_a_damaged_register_names_its_newest_good_backup(backup, tmp_path):
    later = backups_in(tmp_path, now=NOW + timedelta(days=1)).make(KEY)
    with (later / "register.gpkg").open("r+b") as file:
        file.seek(5000)
        file.write(b"x")
    live = tmp_path / "towns" / KEY / "register.store"
    live.unlink()
    live.symlink_to(backup / "town.json")
    with pytest.raises(StoreRestorableError) as told:
        FolderLibrary(tmp_path).open(KEY)
    assert (told.value.values["backup"], told.value.values["key"]) == (backup.name, KEY)


@pytest.mark.parametrize("point", [1, 2, 3, 4])
@pytest.mark.parametrize("after", [False, True])
def test_killed_at_any_rename_the_town_is_whole_as_before_or_as_restored(
    backup, tmp_path, point, after
):
    # the renames: register into place, whole folder ready, old state aside, new one in place
    killed = CONTEXT.Process(target=restore_and_die, args=(tmp_path, backup, point, after))
    killed.start()
    killed.join(300)
    assert killed.exitcode == -9
    moved = point > 3 or (point == 3 and after)
    assert revision(tmp_path) == (8 if moved else 9)
    assert [p.name for p in (tmp_path / "towns").iterdir() if p.is_dir()] == [KEY]
    assert len(list(tmp_path.glob("set-aside/*"))) == int(moved)


def flip(path, at=-1):
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def rewrite(backup, **values):
    path = backup / "backup.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values), "utf-8")


def with_file(backup, name):
    return json.loads((backup / "backup.json").read_text("utf-8"))["files"] | {name: "0" * 64}


BROKEN = {
    "no backup": (shutil.rmtree, BackupBrokenError),
    "no manifest": (lambda b: (b / "backup.json").unlink(), BackupBrokenError),
    "half a manifest": (
        lambda b: (b / "backup.json").write_text((b / "backup.json").read_text()[:200]),
        BackupBrokenError,
    ),
    "a manifest that is a list": (
        lambda b: (b / "backup.json").write_text("[]"),
        BackupBrokenError,
    ),
    "a changed register": (lambda b: flip(b / "register.gpkg"), BackupBrokenError),
    "a cut photo": (lambda b: (b / "photos/aa.jpg").write_bytes(b"one"), BackupBrokenError),
    "no profile": (lambda b: (b / "town.json").unlink(), BackupBrokenError),
    "a changed map": (lambda b: flip(b / "base/streets.parquet"), BackupBrokenError),
    "another revision": (lambda b: rewrite(b, revision=7), BackupBrokenError),
    "another form": (lambda b: rewrite(b, format=2), BackupBrokenError),
    "a newer schema": (lambda b: rewrite(b, schema=SCHEMA_VERSION + 1), StoreNewerError),
    "another town": (lambda b: rewrite(b, town="anderswo"), BackupOfOtherTownError),
    **{
        f"a file at {name}": (
            lambda b, name=name: rewrite(b, files=with_file(b, name)),
            BackupBrokenError,
        )
        for name in ("../x", "/x", "a/../../x", "C:x", "a\\x", ".x", "")
    },
}


@pytest.mark.parametrize(("damage", "error"), BROKEN.values(), ids=BROKEN)
def test_a_broken_backup_is_refused_and_the_town_stays(backup, tmp_path, damage, error):
    damage(backup)
    with pytest.raises(error):
        backups_in(tmp_path).restore(backup, key=KEY)
    assert revision(tmp_path) == 9
    assert [p.name for p in (tmp_path / "towns").iterdir() if p.is_dir()] == [KEY]
    assert not (tmp_path / "set-aside").exists()


def test_a_register_that_was_newer_than_its_manifest_says_is_refused(backup, tmp_path):
    with closing(sqlite3.connect(backup / "register.gpkg")) as connection, connection:
        connection.execute(f"UPDATE meta SET value = '{SCHEMA_VERSION + 1}' WHERE key = 'schema'")
    files = with_file(backup, "register.gpkg")
    rewrite(backup, files=files | {"register.gpkg": digest_of(backup / "register.gpkg")})
    with pytest.raises(StoreNewerError):
        backups_in(tmp_path).restore(backup, key=KEY)
    assert revision(tmp_path) == 9


@pytest.mark.parametrize("key", ["..", "a/b", "", "Ä"])
def test_a_key_that_is_none_restores_nothing(backup, tmp_path, key):
    with pytest.raises(TownNotFoundError):
        backups_in(tmp_path).restore(backup, key=key)


def test_a_backup_can_be_looked_at_under_another_key(backup, tmp_path):
    backups_in(tmp_path).restore(backup, key="probe")
    library = FolderLibrary(tmp_path)
    assert [library.open(key).store.revision() for key in ("probe", KEY)] == [8, 9]
