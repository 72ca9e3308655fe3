"""The catalogue of the street audit loads, and breaks with a clear word."""

import shutil

import pytest

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.audit_items import AuditGroup
from biwaq_geo.domain.errors import CatalogueFileError
from biwaq_geo.settings import ROOT

FOLDER = ROOT / "catalogues"


@pytest.fixture(scope="module")
def catalogues():
    return read_catalogues(FOLDER)


def test_the_street_audit_has_about_fifteen_items_in_all_four_parts(catalogues):
    items = catalogues.street_audit.values()
    assert 14 <= len(items) <= 18
    assert {item.group for item in items} == set(AuditGroup)
    assert all(item.weight.evidence.assumption for item in items)
    for item in items:
        assert list(item.meanings) == [0, 1, 2, 3]
        for language in ("de", "en"):
            meanings = [meaning[language] for meaning in item.meanings.values()]
            assert len(set(meanings)) == 4, item.key


# (text replaced, replacement, entry and key that the message names)
BROKEN = {
    "a part that is none": ('group = "calm"', 'group = "quiet"', "light", "group"),
    "a score without words": ("score_3 = { de", "score_4 = { de", "pavement", "score_3"),
    "an item without weight": ("value = 1,", "value = 0,", "pavement", "weight.value"),
    "a weight without a mark": ("2026, assumption = true", "2026", "pavement", "weight.source"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_names_entry_and_key(name, tmp_path):
    old, new, entry, key = BROKEN[name]
    shutil.copytree(FOLDER, tmp_path / "own")
    file = tmp_path / "own" / "street_audit.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueFileError) as told:
        read_catalogues(tmp_path / "own")
    assert told.value.values["file"] == "street_audit.toml"
    assert (told.value.values["entry"], told.value.values["key"]) == (entry, key)


def test_a_folder_without_the_file_is_refused_by_its_name(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "own")
    (tmp_path / "own" / "street_audit.toml").unlink()
    with pytest.raises(CatalogueFileError) as told:
        read_catalogues(tmp_path / "own")
    assert told.value.values["file"] == "street_audit.toml"
