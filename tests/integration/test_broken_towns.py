"""Towns with a part that is missing or cannot be read."""

import json
import os
from dataclasses import replace
from shutil import copyfile

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import StoreDamagedError, TownBrokenError
from tests.sample_town import PROFILE, layers, units


@pytest.fixture
def library(tmp_path):
    return FolderLibrary(tmp_path)


def create(library, profile=PROFILE, **parts):
    return library.create(profile, **({"layers": layers(), "units": units()} | parts))


def overwritten(name, text):
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def in_profile(**values):
    def change(folder):
        path = folder / "town.json"
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values), "utf-8")

    return change


BROKEN = {
    "no profile": (lambda f: (f / "town.json").unlink(), "town.json"),
    "profile of nonsense": (overwritten("town.json", "{"), "town.json"),
    "profile that is a list": (overwritten("town.json", "[]"), "town.json"),
    "profile without a name": (overwritten("town.json", "{}"), "town.json"),
    "no such origin": (in_profile(origin="guessed"), "town.json"),
    "no such day": (in_profile(as_of="yesterday"), "town.json"),
    "no register": (lambda f: (f / "register.store").unlink(), "register.store"),
    "no layer": (lambda f: (f / "base" / "land.parquet").unlink(), "base/land.parquet"),
}


@pytest.mark.parametrize(("breaking", "part"), BROKEN.values(), ids=BROKEN)
def test_a_broken_town_is_told_with_the_part_and_hides_no_other(library, tmp_path, breaking, part):
    create(library)
    create(library, replace(PROFILE, key="other", name="Andere"))
    breaking(tmp_path / "towns" / "musterstadt")
    again = FolderLibrary(tmp_path)
    with pytest.raises(TownBrokenError) as told:
        again.open("musterstadt")
    assert told.value.values == {"key": "musterstadt", "part": part}
    assert {p.key for p in again.profiles()} == {"other"}
    assert again.broken().keys() == {"musterstadt"}
    assert len(again.open("other").store.units()) == 8


LAYERS = {
    "nonsense": overwritten("base/land.parquet", "x" * 100),
    "empty": overwritten("base/land.parquet", ""),
    "cut": lambda f: os.truncate(f / "base" / "land.parquet", 900),
    "another layer": lambda f: copyfile(
        f / "base" / "streets.parquet", f / "base" / "land.parquet"
    ),
    "another system": in_profile(epsg=25832),
}


@pytest.mark.parametrize("breaking", LAYERS.values(), ids=LAYERS)
def test_a_layer_that_cannot_be_read_is_told_when_it_is_asked_for(library, tmp_path, breaking):
    create(library)
    breaking(tmp_path / "towns" / "musterstadt")
    town = FolderLibrary(tmp_path).open("musterstadt")
    with pytest.raises(TownBrokenError) as told:
        town.layer("land")
    assert told.value.values == {"key": "musterstadt", "part": "base/land.parquet"}


def test_a_layer_that_no_town_has_is_told(library):
    with pytest.raises(TownBrokenError):
        create(library).layer("../town")


def test_a_damaged_register_is_told_as_such(library, tmp_path):
    create(library).store.close()
    os.truncate(tmp_path / "towns" / "musterstadt" / "register.store", 5000)
    with pytest.raises(StoreDamagedError):
        FolderLibrary(tmp_path).open("musterstadt")
