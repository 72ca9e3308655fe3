"""The built-in town, made from shapefiles."""

import pytest

from biwaq_geo.adapters.builtin_town import load_builtin
from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.analysis.street_audit import audit_index
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.errors import FileMissingError, ValueNotAllowedError
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.domain.requests import Request
from biwaq_geo.domain.street_audits import StreetAudit, scores_of
from biwaq_geo.domain.towns import BASE_LAYERS
from biwaq_geo.settings import ROOT
from tests.sample_town import layers, unit, units
from tests.shapefile_samples import write_layer, write_units

SHAPEFILES = ROOT / "data" / "shapefiles"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "shapefiles"
    folder.mkdir()
    write_units(folder)
    for name in BASE_LAYERS:
        frame = layers().get(name)
        if frame is not None:
            write_layer(folder, name, frame)
    # the sample town has neither land nor railways; any valid feature will do
    one = layers()["buildings"].iloc[:1]
    write_layer(
        folder, "land", one.assign(kind="green", name="")[["kind", "name", "origin", "geometry"]]
    )
    rail = layers()["streets"].iloc[:1].assign(kind="tram")
    write_layer(folder, "railways", rail[["kind", "name", "origin", "geometry"]])
    return folder


def test_the_built_in_town_holds_the_units_of_its_shapefile(folder, tmp_path):
    town = load_builtin(FolderLibrary(tmp_path), folder)
    assert town.profile.key == "weisswasser-demo"
    assert town.store.units() == units()
    assert len(town.layer("buildings")) == 8


def test_a_second_start_opens_the_town_that_is_there(folder, tmp_path):
    library = FolderLibrary(tmp_path)
    first = load_builtin(library, folder)
    assert load_builtin(library, tmp_path / "nowhere") is first


def test_without_its_files_nothing_is_registered(folder, tmp_path):
    library = FolderLibrary(tmp_path)
    (folder / "areas.dbf").unlink()
    with pytest.raises(FileMissingError):
        load_builtin(library, folder)
    assert not library.profiles()


def test_a_unit_of_no_known_state_is_named(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.shapefile_samples.units", lambda: [unit(0, state="exploded")])
    write_units(folder)
    with pytest.raises(ValueNotAllowedError) as told:
        load_builtin(FolderLibrary(tmp_path), folder)
    assert told.value.values["line"] == str(unit(0).unit_id)


@pytest.mark.skipif(not (SHAPEFILES / "units.shp").exists(), reason="the shapefiles are not there")
def test_the_shapefiles_of_the_project_make_the_built_in_town(tmp_path):
    town = load_builtin(FolderLibrary(tmp_path), SHAPEFILES)
    businesses, requests = town.store.records(Business), town.store.records(Request)
    assert (len(businesses), len(requests)) == (8, 4)
    assert len(town.store.units()) == town.store.revision() - 22 > 0
    # none of them is anybody's, and each says so
    assert all(one.name.endswith("(Demo)") for one in businesses)
    assert all(one.title.endswith("(Demo)") for one in requests)
    assert not town.store.records(Contact)
    audits, counts = town.store.records(StreetAudit), town.store.records(FootCount)
    assert audits
    assert counts
    assert all("(Demo)" in one.auditor for one in audits)
    assert all("(Demo)" in one.counted_by for one in counts)
    items = read_catalogues(ROOT / "catalogues").street_audit
    for one in audits:
        index = audit_index(scores_of(one), items).whole
        assert one.street_score == round(index.value, 1)
        assert (one.items_known, one.items_total) == (index.known, index.total)
    places = {unit.unit_id: unit for unit in town.store.units()}
    assert all(places[one.unit_id].branch is one.branch for one in businesses)
    assert all(len(town.layer(name)) > 0 for name in ("boundary", "streets", "areas", "sites"))
