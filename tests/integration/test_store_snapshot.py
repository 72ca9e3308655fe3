"""The copy of a store that everybody else may open."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import geopandas as gpd
import pyogrio
import pytest

from biwaq_geo.adapters.store import open_store
from biwaq_geo.adapters.store.subjects import units as unit_subject
from biwaq_geo.adapters.store.tables import tables
from biwaq_geo.domain.errors import StoreReadOnlyError
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.records import KINDS
from biwaq_geo.domain.scenarios import Scenario
from tests.sample_town import EPSG, X0, Y0, unit


def test_geopandas_reads_every_column_of_the_copy_in_the_right_system(store, tmp_path):
    store.snapshot(tmp_path / "copy.gpkg")
    frame = gpd.read_file(tmp_path / "copy.gpkg", layer="unit")
    columns = {c.name for c in unit_subject(tables(EPSG)).table.c} - {"fid", "geom"}
    assert set(frame.columns) == columns | {"geometry"}
    assert frame.crs.to_epsg() == EPSG
    first = frame.set_index("unit_id").loc[str(unit(0).unit_id)]
    assert first["address"] == "Hauptstraße 1"
    assert first["occupant"] == "Bäckerei 0 (Demo)"
    assert first["floor_area_m2"] == 50.0
    assert first.geometry == unit(0).location


def test_every_table_of_the_copy_is_listed_and_the_spatial_index_answers(store, tmp_path):
    store.snapshot(tmp_path / "copy.gpkg")
    listed = dict(pyogrio.list_layers(tmp_path / "copy.gpkg"))
    places = {"unit": "Point", "count": "Point"}
    assert listed == dict.fromkeys([*KINDS, "event", "meta", "draft"]) | places
    # units 0 and 4 stand at x + 50, the next ones 90 m to the east
    west = gpd.read_file(tmp_path / "copy.gpkg", layer="unit", bbox=(X0, Y0, X0 + 100, Y0 + 400))
    assert set(west["address"]) == {"Hauptstraße 1", "Hauptstraße 5"}


def test_a_moved_unit_moves_in_the_spatial_index(store, tmp_path):
    moved = replace(unit(0), location=unit(3).location, version=2)
    with store.transaction() as tx:
        tx.save_unit(moved, action=Action.EDITED, actor="ab")
    store.snapshot(tmp_path / "copy.gpkg")
    west = gpd.read_file(tmp_path / "copy.gpkg", layer="unit", bbox=(X0, Y0, X0 + 100, Y0 + 400))
    assert set(west["address"]) == {"Hauptstraße 5"}


def test_a_copy_opens_as_a_store_with_the_same_content(store, tmp_path):
    with store.transaction() as tx:
        made = Scenario(UUID(int=900), "S", 8, datetime(2026, 5, 2, 12, tzinfo=UTC))
        tx.add_scenario(made, actor="ab")
    store.snapshot(tmp_path / "copy.gpkg")
    copy = open_store(tmp_path / "copy.gpkg")
    assert (copy.units(), copy.events()) == (store.units(), store.events())
    assert copy.scenarios() == [made]
    copy.close()


def test_a_later_copy_takes_the_place_of_the_earlier_one(store, tmp_path):
    store.snapshot(tmp_path / "copy.gpkg")
    with store.transaction() as tx:
        tx.save_unit(replace(unit(0), address="neu", version=2), action=Action.EDITED, actor="a")
    store.snapshot(tmp_path / "copy.gpkg")
    assert "neu" in set(gpd.read_file(tmp_path / "copy.gpkg", layer="unit")["address"])


def test_a_copy_into_a_folder_that_is_not_there_leaves_nothing_behind(store, tmp_path):
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreReadOnlyError):
        store.snapshot(tmp_path / "folder" / "copy.gpkg")
    assert sorted(tmp_path.iterdir()) == before
