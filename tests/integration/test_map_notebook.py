"""The notebook about the map: runs as committed, imports only ours, carries no results."""

import ast
import json

import pytest

from biwaq_geo import bootstrap
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.settings import ROOT
from tests import sample_town

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LEAFLET = ROOT / "static" / "vendor" / "leaflet" / "leaflet.js"


def code_cells(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


@pytest.fixture
def in_an_installation(tmp_path, monkeypatch):
    monkeypatch.setenv("BIWAQ_STATE_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    bootstrap.forget()
    FolderLibrary(tmp_path).create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )
    yield tmp_path
    bootstrap.forget()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_carries_no_results(path):
    assert [cell["outputs"] for cell in code_cells(path) if cell["outputs"]] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_imports_only_ours(path):
    tree = ast.parse("\n".join("".join(cell["source"]) for cell in code_cells(path)))
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [name for name in imported if not name.startswith("biwaq_geo")] == []
    assert not any(isinstance(node, ast.Import) for node in ast.walk(tree))


@pytest.mark.skipif(not LEAFLET.is_file(), reason="the front end is installed by `make run`")
def test_the_notebook_of_the_map_runs_and_writes_its_file(in_an_installation):
    names: dict[str, object] = {}
    for cell in code_cells(ROOT / "notebooks" / "karte.ipynb"):
        exec("".join(cell["source"]), names)
    page = (in_an_installation / "karte.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "BiwaqInline" in page
