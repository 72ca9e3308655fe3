"""The library of towns: a town is there whole or not at all."""

from dataclasses import replace
from multiprocessing import get_context
from threading import Barrier, Thread

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import (
    GeometryError,
    StoreDamagedError,
    TextTooLongError,
    TownExistsError,
    TownNotFoundError,
    ValueNotAllowedError,
)
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.towns import BASE_LAYERS
from tests.sample_town import PROFILE, layers, unit, units
from tests.store_workers import import_and_hang

CONTEXT = get_context("spawn")
"""A fresh process: Arrow, which writes the layers, has threads that a fork would cut off."""
CONTEXT.set_forkserver_preload(["tests.store_workers"])


@pytest.fixture
def library(tmp_path):
    return FolderLibrary(tmp_path)


def create(library, profile=PROFILE, **parts):
    return library.create(profile, **({"layers": layers(), "units": units()} | parts))


def folders(tmp_path):
    return sorted(p.name for p in (tmp_path / "towns").iterdir() if p.is_dir())


def test_a_town_is_there_after_a_restart_as_it_was_registered(library, tmp_path):
    create(library)
    again = FolderLibrary(tmp_path).open("musterstadt")
    assert again.profile == PROFILE
    assert again.store.units() == units()
    for name, layer in layers().items():
        assert again.layer(name).geometry.geom_equals(layer.geometry).all()


def test_a_layer_that_was_not_given_is_empty(library):
    assert len(create(library).layer("railways")) == 0


def test_a_town_and_its_layers_are_read_once(library):
    town = create(library)
    assert library.open("musterstadt") is town
    assert town.layer("streets") is town.layer("streets")


def test_names_with_quotes_and_line_breaks_come_back(library, tmp_path):
    odd = replace(PROFILE, name='Stadt "X"\n\\[y] ÄÖ', source="'''", inhabitants=None)
    create(library, odd)
    assert FolderLibrary(tmp_path).profiles() == [odd]


def test_the_built_in_town_is_listed_first_then_by_name(library):
    for key, name in (("b", "beta"), ("weisswasser-demo", "Z"), ("a", "Alpha"), ("c", "Ähre")):
        create(library, replace(PROFILE, key=key, name=name))
    assert [p.key for p in library.profiles()] == ["weisswasser-demo", "a", "b", "c"]


def test_a_town_cannot_be_registered_twice(library):
    create(library)
    with pytest.raises(TownExistsError) as told:
        create(library, units=[])
    assert told.value.values == {"name": "Musterstadt"}
    assert len(library.open("musterstadt").store.units()) == 8


@pytest.mark.parametrize("key", ["", "nowhere", "..", "../towns/musterstadt", "musterstadt/base"])
def test_what_is_no_town_is_not_found(library, key):
    create(library)
    with pytest.raises(TownNotFoundError):
        library.open(key)


@pytest.mark.parametrize("key", ["", "..", "../elsewhere", "A", "a b"])
def test_a_town_cannot_be_put_elsewhere(library, tmp_path, key):
    with pytest.raises(ValueNotAllowedError):
        create(library, replace(PROFILE, key=key))
    assert folders(tmp_path) == []


def units_that_fail():
    yield unit(0)
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"layers": layers() | {"sites": layers()["services"]}}, GeometryError),
        ({"layers": layers() | {"moon": layers()["services"]}}, ValueNotAllowedError),
        ({"units": [unit(0), unit(1, address="x" * 201)]}, TextTooLongError),
        ({"units": units_that_fail()}, ZeroDivisionError),
    ],
)
def test_an_import_that_fails_leaves_nothing_behind(library, tmp_path, parts, error):
    parts = {"layers": layers(), "units": units()} | parts
    with pytest.raises((error, KeyError)):
        library.create(PROFILE, **parts)
    assert folders(tmp_path) == []
    assert library.profiles() == []
    assert len(create(library).store.units()) == 8


def test_an_import_that_is_killed_is_no_town_and_is_swept_at_the_next_start(library, tmp_path):
    here, there = CONTEXT.Pipe(duplex=False)
    importer = CONTEXT.Process(target=import_and_hang, args=(tmp_path, there))
    importer.start()
    # so that a child that dies ends the wait
    there.close()
    assert here.recv() == "in the middle"
    # somebody who starts meanwhile leaves the running import alone
    assert FolderLibrary(tmp_path).profiles() == []
    assert len(folders(tmp_path)) == 1
    importer.kill()
    importer.join(300)
    assert FolderLibrary(tmp_path).profiles() == []
    assert folders(tmp_path) == []
    create(library)


def test_of_two_who_register_one_town_at_once_one_is_told(library):
    barrier, answers = Barrier(2), []

    def register():
        barrier.wait()
        try:
            answers.append(len(create(library).store.units()))
        except TownExistsError:
            answers.append("told")

    people = [Thread(target=register) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(map(str, answers)) == ["8", "told"]


def test_a_removed_town_is_gone_and_can_be_registered_again(library, tmp_path):
    town = create(library)
    with town.store.transaction() as tx:
        tx.save_unit(replace(unit(0), version=2), action=Action.EDITED, actor="ab")
    library.remove("musterstadt")
    assert folders(tmp_path) == []
    with pytest.raises(TownNotFoundError):
        library.open("musterstadt")
    with pytest.raises(TownNotFoundError):
        library.remove("musterstadt")
    assert create(library).store.revision() == 8


def test_a_town_that_another_process_removed_takes_no_more_saves(library, tmp_path):
    town = create(library)
    FolderLibrary(tmp_path).remove("musterstadt")
    with pytest.raises(StoreDamagedError), town.store.transaction():
        pytest.fail("a save here would be lost")
    with pytest.raises(TownNotFoundError):
        library.open("musterstadt")


def test_a_town_that_another_process_made_anew_is_opened_anew(library, tmp_path):
    create(library)
    other = FolderLibrary(tmp_path)
    other.remove("musterstadt")
    create(other, units=[unit(3)])
    assert library.open("musterstadt").store.units() == [unit(3)]


def test_every_base_layer_has_its_file(library, tmp_path):
    create(library)
    files = {p.stem for p in (tmp_path / "towns" / "musterstadt" / "base").iterdir()}
    assert files == set(BASE_LAYERS)
