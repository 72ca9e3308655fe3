"""What a person sees where files of the installation are missing or broken."""

import os
from dataclasses import replace
from shutil import copyfile, copytree

import pytest

from biwaq_geo.bootstrap import application
from biwaq_geo.domain.errors import CatalogueFileError
from biwaq_geo.settings import ROOT
from tests import sample_town


def create(library, **profile):
    return library.create(
        replace(sample_town.PROFILE, **profile),
        layers=sample_town.layers(),
        units=sample_town.units(),
    )


@pytest.fixture
def broken_catalogue(tmp_path, monkeypatch):
    folder = copytree(ROOT / "catalogues", tmp_path / "catalogues")
    (folder / "measures.toml").write_text("[baum]\ntitle = ", encoding="utf-8")
    monkeypatch.setenv("BIWAQ_CATALOGUES_DIR", str(folder))


def test_a_broken_catalogue_is_named_until_it_is_mended(broken_catalogue, tmp_path, library):
    app = application()
    with pytest.raises(CatalogueFileError) as told:
        app.catalogues  # noqa: B018 -- the reading is what is tested
    assert told.value.values["file"] == "measures.toml"
    copyfile(ROOT / "catalogues" / "measures.toml", tmp_path / "catalogues" / "measures.toml")
    assert app.catalogues.measures


def test_the_map_opens_without_the_catalogues(broken_catalogue, town, open_page):
    opened = open_page("map")
    assert not opened.exception
    assert not opened.error


def test_a_town_that_lacks_a_part_is_named_and_the_others_open(library, tmp_path, open_page):
    create(library, key="kaputt", name="Kaputt")
    create(library, key="heil", name="Heil")
    (tmp_path / "towns" / "kaputt" / "base" / "land.parquet").unlink()
    opened = open_page("map")
    assert not opened.exception
    assert "kaputt" in opened.warning[0].value
    assert "Heil" in " ".join(caption.value for caption in opened.caption)


def test_from_a_town_with_a_damaged_register_one_gets_to_another(library, tmp_path, open_page):
    create(library, key="kaputt", name="A").store.close()
    create(library, key="heil", name="B")
    os.truncate(tmp_path / "towns" / "kaputt" / "register.store", 5000)
    opened = open_page("map")
    assert not opened.exception
    assert "beschädigt" in opened.error[0].value
    opened.button(key="other_town_heil").click().run()
    assert not opened.error
    assert "B: " in " ".join(caption.value for caption in opened.caption)


def test_without_any_town_one_is_told_how_to_get_one(library, open_page):
    opened = open_page("map")
    assert not opened.exception
    assert "make run" in opened.info[0].value


def test_a_place_for_the_state_that_is_a_file_is_named(tmp_path, monkeypatch, library, open_page):
    (tmp_path / "datei").write_text("", encoding="utf-8")
    monkeypatch.setenv("BIWAQ_STATE_DIR", str(tmp_path / "datei"))
    opened = open_page("map")
    assert not opened.exception
    assert len(opened.error) == 1
