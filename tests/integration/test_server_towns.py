"""Towns whose registers lie on a server: made, opened, removed like any other."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from biwaq_geo.adapters.backups import FolderBackups
from biwaq_geo.adapters.store import registers_at
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.bootstrap import build
from biwaq_geo.domain.errors import (
    StoreDamagedError,
    StoreSetupError,
    StoreUnreachableError,
    TownExistsError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.settings import from_environment
from tests.postgres_server import IN_A_URL
from tests.sample_town import PROFILE, layers, unit, units


@pytest.fixture
def url(postgres, database):
    return postgres.url(database)


def library(folder, url):
    return FolderLibrary(folder, registers=registers_at(url))


def create(towns, **changed):
    return towns.create(PROFILE, **({"layers": layers(), "units": units()} | changed))


def test_a_town_is_made_on_the_server_and_opened_by_the_next_process(tmp_path, url):
    create(library(tmp_path, url)).store.close()
    assert not list(tmp_path.rglob("*.store"))
    town = library(tmp_path, url).open(PROFILE.key)
    assert town.store.units() == units()
    assert len(town.layer("streets")) == len(layers()["streets"])
    town.store.close()


def test_two_installations_share_a_register(tmp_path, url):
    # each has the folder with the base layers, as a copy
    create(library(tmp_path / "a", url)).store.close()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "towns").rename(tmp_path / "b" / "towns")
    town = library(tmp_path / "b", url).open(PROFILE.key)
    assert town.store.units() == units()
    town.store.close()


def test_an_import_that_fails_leaves_nothing_on_the_server(tmp_path, url):
    def broken():
        yield units()[0]
        raise ZeroDivisionError

    towns = library(tmp_path, url)
    with pytest.raises(ZeroDivisionError):
        create(towns, units=broken())
    assert towns.profiles() == []
    create(towns).store.close()


def test_a_register_of_somebody_elses_town_is_not_touched(tmp_path, url):
    create(library(tmp_path / "a", url)).store.close()
    theirs = library(tmp_path / "b", url)
    with pytest.raises(TownExistsError):
        create(theirs, units=[])
    assert theirs.profiles() == []
    assert len(library(tmp_path / "a", url).open(PROFILE.key).store.units()) == 8


def test_a_removed_town_is_gone_from_the_server(tmp_path, url):
    towns = library(tmp_path, url)
    create(towns)
    towns.remove(PROFILE.key)
    assert towns.profiles() == []
    create(towns, units=[])
    assert towns.open(PROFILE.key).store.units() == []


def test_a_town_in_a_file_is_not_taken_for_one_on_the_server(tmp_path, url):
    create(library(tmp_path, None)).store.close()
    with pytest.raises(StoreSetupError) as told:
        library(tmp_path, url).open(PROFILE.key)
    assert told.value.values["part"] == f'SCHEMA "town_{PROFILE.key}"'


def test_the_address_comes_from_the_environment_and_is_not_shown(tmp_path, url):
    settings = from_environment({"BIWAQ_STATE_DIR": str(tmp_path), "BIWAQ_STORE_URL": url})
    assert IN_A_URL not in repr(settings)
    app = build(settings)
    app.library.create(PROFILE, layers=layers(), units=units())
    assert not list(tmp_path.rglob("*.store"))
    assert len(build(settings).library.open(PROFILE.key).store.units()) == 8


def test_while_the_server_is_away_towns_are_listed_and_opening_says_so(tmp_path, url, postgres):
    create(library(tmp_path, url)).store.close()
    postgres.stop()
    try:
        towns = library(tmp_path, url)
        assert [profile.key for profile in towns.profiles()] == [PROFILE.key]
        with pytest.raises(StoreUnreachableError):
            towns.open(PROFILE.key)
    finally:
        postgres.start()
    assert len(towns.open(PROFILE.key).store.units()) == 8


def test_a_backup_of_a_register_on_the_server_is_restored_to_it(tmp_path, url, postgres, database):
    towns = library(tmp_path, url)
    before = create(towns).store
    backups = FolderBackups(tmp_path, library=towns, now=lambda: datetime.now(UTC))
    made = backups.make(PROFILE.key)
    edit(before, address="zu spät")
    backups.restore(made, key=PROFILE.key)
    assert towns.open(PROFILE.key).store.units() == units()
    assert not list((tmp_path / "towns").rglob("*.store"))
    # the state before is put aside, not deleted
    with postgres.session(database) as session:
        query = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'town_musterstadt_%'"
        (aside,) = session.execute(query).fetchone()
        found = session.execute(f'SELECT address FROM "{aside}".unit ORDER BY version DESC')
        assert found.fetchone() == ("zu spät",)
    towns.open(PROFILE.key).store.close()


def test_whoever_has_the_register_open_that_was_replaced_is_told_and_opens_the_new_one(
    tmp_path, url
):
    towns, others = library(tmp_path, url), library(tmp_path, url)
    create(towns)
    theirs = others.open(PROFILE.key).store
    edit(theirs, address="neu")
    backups = FolderBackups(tmp_path, library=towns, now=lambda: datetime.now(UTC))
    backups.restore(backups.make(PROFILE.key), key=PROFILE.key)
    with pytest.raises(StoreDamagedError):
        edit(theirs, address="noch neuer")
    edit(others.open(PROFILE.key).store, address="noch neuer")
    assert towns.open(PROFILE.key).store.unit(unit(0).unit_id).address == "noch neuer"


def edit(store, **values):
    with store.transaction() as tx:
        old = tx.unit(unit(0).unit_id)
        tx.save_unit(
            replace(old, version=old.version + 1, **values), action=Action.EDITED, actor="ab"
        )
