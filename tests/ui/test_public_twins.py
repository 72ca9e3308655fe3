"""Every page of an installation for the public is the same, whatever the hidden fields hold."""

import re

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.bootstrap import forget
from tests import sample_town
from tests.twin_towns import VARIANTS, plant_twin

PAGES = ("map", "catalogues", "export_data", "figures")
UNIT = sample_town.unit(0).unit_id
MADE_UP = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|0x[0-9a-f]+")
"""Ids that a session makes up, and addresses in memory."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    made = [tmp_path_factory.mktemp("twin") for _ in VARIANTS]
    for folder, variant in zip(made, VARIANTS, strict=True):
        plant_twin(FolderLibrary(folder), variant)
    return made


def everything(page):
    assert not page.exception
    tables = [one.value.to_csv() for one in (*page.dataframe, *page.table)]
    return MADE_UP.sub("id", "\n".join([repr(page.main), repr(page.sidebar), *tables]))


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_page_of_the_public_depends_on_a_hidden_field(folders, language, open_page, monkeypatch):
    monkeypatch.setenv("BIWAQ_AUDIENCE", "public")
    session = {"language": language, "app_selected_unit": UNIT, "widget_map_table_open": True}
    shown = []
    for folder in folders:
        monkeypatch.setenv("BIWAQ_STATE_DIR", str(folder))
        forget()
        shown.append([everything(open_page(page, **session)) for page in PAGES])
    forget()
    assert "Hauptstraße" in shown[0][0]
    assert shown[1] == shown[0]
    assert shown[2] == shown[0]
