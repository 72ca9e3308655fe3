"""The same extract in every form, whole or in part, and a real one."""

import bz2
import gzip
from pathlib import Path

import networkx as nx
import osmium
import pytest

from biwaq_geo.adapters.osm.import_file import import_town
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.towns import BASE_LAYERS
from biwaq_geo.settings import ROOT

KLEINSTADT = ROOT / "tests" / "data" / "kleinstadt.osm"
KREMS = ROOT.parent / "shared" / "real" / "krems.osm.gz"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    library = FolderLibrary(tmp_path_factory.mktemp("state"))
    return import_town(library, KLEINSTADT, name="Kleinstadt", place="Kleinstadt (Demo)")


def as_gz(path: Path) -> Path:
    path.with_suffix(".osm.gz").write_bytes(gzip.compress(KLEINSTADT.read_bytes()))
    return path.with_suffix(".osm.gz")


def as_bz2(path: Path) -> Path:
    path.with_suffix(".osm.bz2").write_bytes(bz2.compress(KLEINSTADT.read_bytes()))
    return path.with_suffix(".osm.bz2")


def as_pbf(path: Path) -> Path:
    out = path.with_suffix(".osm.pbf")
    with osmium.SimpleWriter(str(out)) as writer:
        for element in osmium.FileProcessor(str(KLEINSTADT)):
            writer.add(element)
    return out


@pytest.mark.parametrize("packed", [as_gz, as_bz2, as_pbf])
def test_every_form_of_file_makes_the_same_town(packed, town, tmp_path):
    library = FolderLibrary(tmp_path / "state")
    again = import_town(library, packed(tmp_path / "k"), name="Kleinstadt", place="99000001")
    assert list(again.store.units()) == list(town.store.units())
    for name in BASE_LAYERS:
        assert again.layer(name).equals(town.layer(name)), name


def test_without_a_municipality_the_boundary_is_drawn_around_the_data(tmp_path):
    town = import_town(FolderLibrary(tmp_path), KLEINSTADT, name="Alles")
    assert (len(town.layer("buildings")), town.profile.inhabitants) == (66, None)
    assert town.layer("buildings")["inhabitants"].isna().all()
    assert town.layer("buildings").within(town.layer("boundary").geometry.iloc[0]).all()


def test_a_box_takes_what_lies_in_it(tmp_path):
    # from 10 m south of Marktstraße to 70 m north of it: 15 houses, 11 units
    south, north = 51.9 + 190 / 111_260, 51.9 + 270 / 111_260
    town = import_town(
        FolderLibrary(tmp_path), KLEINSTADT, name="Kasten", bbox=(14.1995, south, 14.2095, north)
    )
    assert len(town.layer("buildings")) == 15
    assert len(town.store.units()) == 11


def test_the_number_given_goes_before_the_number_in_the_file(tmp_path):
    town = import_town(
        FolderLibrary(tmp_path), KLEINSTADT, name="K", place="99000001", inhabitants=800
    )
    assert town.profile.inhabitants == 800
    assert town.layer("buildings")["inhabitants"].sum() == pytest.approx(800)


def test_progress_rises_to_the_end(tmp_path):
    steps = []
    import_town(
        FolderLibrary(tmp_path),
        KLEINSTADT,
        name="K",
        place="99000001",
        progress=lambda share, step: steps.append((share, step)),
    )
    shares = [share for share, _ in steps]
    assert shares == sorted(shares)
    assert (shares[0], steps[-1]) == (0.0, (1.0, "town_import.done"))


def test_a_file_of_streets_alone_is_a_town_without_houses(tmp_path):
    only = tmp_path / "wege.osm"
    with osmium.SimpleWriter(str(only)) as writer:
        for element in osmium.FileProcessor(str(KLEINSTADT)):
            if element.is_node() or "highway" in element.tags:
                writer.add(element.replace(tags={}) if element.is_node() else element)
    town = import_town(FolderLibrary(tmp_path), only, name="Wege")
    assert len(town.layer("streets")) == 54
    assert town.layer("buildings").empty
    assert town.store.units() == []


@pytest.mark.skipif(not KREMS.exists(), reason="the real extract is not there")
def test_a_real_town_comes_in_whole(tmp_path):
    # the file has 1,196 buildings and 91 shops by plain count of its tags; one building is
    # a mere point. 149 names stand on streets for walking, nine of them only on islands,
    # for the trunk roads that link these have no pavement tagged
    shops = {
        f"OpenStreetMap {'node' if it.is_node() else 'way'}/{it.id}"
        for it in osmium.FileProcessor(str(KREMS))
        if "shop" in it.tags
    }
    told = []
    town = import_town(FolderLibrary(tmp_path), KREMS, name="Krems", report=told.append)
    streets = town.layer("streets")
    graph = nx.MultiGraph(list(zip(streets["u"], streets["v"], strict=True)))
    assert nx.number_connected_components(graph) == 1
    assert len(town.layer("buildings")) == 1195
    assert streets["name"].nunique() == 140
    assert told[0].islands == 13
    assert sum(unit.source in shops for unit in town.store.units()) == 91
    assert town.profile.epsg == 25833
