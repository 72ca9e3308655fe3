"""The catalogues of basic supply and of bought figures break with a clear word."""

import shutil

import pytest

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.errors import CatalogueFileError
from biwaq_geo.settings import ROOT


def _copy(folder):
    shutil.copytree(ROOT / "catalogues", folder, dirs_exist_ok=True)
    return folder


BROKEN = {
    "an unknown branch": (
        'branches = ["medical"]',
        'branches = ["witchcraft"]',
        "doctor",
        "branches",
    ),
    "an offer by nobody": ('services = ["post"]\n', "", "post", "branches"),
    "an offer nobody calls basic": (
        "year = 2026\nassumption = true",
        "year = 2026",
        "bread_meat",
        "source",
    ),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_list_of_basics_names_entry_and_key(tmp_path, case):
    old, new, entry, key = case
    file = _copy(tmp_path) / "basic_supply.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueFileError) as caught:
        read_catalogues(tmp_path)
    values = caught.value.values
    assert (values["file"], values["entry"], values["key"]) == ("basic_supply.toml", entry, key)


BOUGHT = """
[centrality]
title = { de = "Zentralität", en = "Centrality" }
town = "musterstadt"
figure = "retail_centrality"
value = 87.5
on = 2026-01-01
year = 2026
source = "Gutachten (Beispiel)"
"""


def test_a_bought_figure_has_its_day_and_its_source(tmp_path):
    (_copy(tmp_path) / "bought_figures.toml").write_text(BOUGHT, encoding="utf-8")
    found = read_catalogues(tmp_path).bought_figures["centrality"]
    assert (found.value, found.on.isoformat()) == (87.5, "2026-01-01")
    assert found.evidence.source == "Gutachten (Beispiel)"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("on = 2026-01-01", 'on = "Januar"', "on"),
        ("on = 2026-01-01", "on = 2026-01-01T10:00:00", "on"),
        ("retail_centrality", "rain", "figure"),
        ("value = 87.5", "value = -1", "value"),
        ('source = "Gutachten (Beispiel)"', "", "source"),
    ],
)
def test_a_bought_figure_without_day_source_or_sense_is_refused(tmp_path, old, new, key):
    text = BOUGHT.replace(old, new)
    (_copy(tmp_path) / "bought_figures.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueFileError) as caught:
        read_catalogues(tmp_path)
    assert caught.value.values["key"] == key
