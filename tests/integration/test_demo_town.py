"""What the built-in town promises, read from the files as they are shipped."""

import re
from collections import Counter

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from shapely import STRtree

from biwaq_geo.adapters.shapefile_fields import SHAPEFILE_FIELDS
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.participants import MIN_INHABITANTS, is_published_form
from biwaq_geo.domain.towns import BASE_LAYERS
from biwaq_geo.domain.units import STOCK, VACANT, DatePrecision, UnitKind, UnitState
from biwaq_geo.settings import ROOT
from tools.demo_town.network import FOOT_KINDS
from tools.demo_town.town import make_town
from tools.demo_town.write import write_layers

FOLDER = ROOT / "data" / "shapefiles"
LAYERS = [*BASE_LAYERS, "units"]


def read(name: str) -> gpd.GeoDataFrame:
    frame = pyogrio.read_dataframe(FOLDER / f"{name}.shp")
    return frame.rename(columns=dict(SHAPEFILE_FIELDS[name]))


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_says_utf8_and_epsg_25833(name):
    assert (FOLDER / f"{name}.cpg").read_text(encoding="ascii").strip() == "UTF-8"
    assert read(name).crs.to_epsg() == 25833


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_has_the_promised_fields_and_unique_ids(name):
    frame = read(name)
    assert list(frame.columns) == [*SHAPEFILE_FIELDS[name].values(), "geometry"]
    assert frame[next(iter(SHAPEFILE_FIELDS[name].values()))].is_unique
    assert frame.geometry.is_valid.all()
    if name != "units":
        assert set(frame.geometry.geom_type) <= set(BASE_LAYERS[name].shapes)
        needed = [c for c, column in BASE_LAYERS[name].columns.items() if column.required]
        assert frame[needed].notna().all(axis=None)


def test_no_file_is_over_two_megabytes_and_all_are_under_twelve():
    sizes = [path.stat().st_size for path in FOLDER.iterdir()]
    assert max(sizes) < 2_000_000
    assert sum(sizes) < 12_000_000


def test_names_keep_their_umlauts():
    assert "Straße des Friedens" in set(read("streets")["name"])


def test_the_streets_form_one_connected_walkable_graph():
    streets = read("streets")
    size = max(streets["u"].max(), streets["v"].max()) + 1
    links = coo_array(([1] * len(streets), (streets["u"], streets["v"])), shape=(size, size))
    _, label = connected_components(links, directed=False)
    assert len({label[node] for node in {*streets["u"], *streets["v"]}}) == 1


def test_streets_that_share_a_node_meet_in_one_point():
    streets = read("streets")
    places: dict[int, set[tuple[float, float]]] = {}
    for line, u, v in zip(streets.geometry, streets["u"], streets["v"], strict=True):
        places.setdefault(u, set()).add(line.coords[0])
        places.setdefault(v, set()).add(line.coords[-1])
    assert all(len(points) == 1 for points in places.values())


def test_the_streets_cross_the_railway_in_four_places_only():
    # Bautzener Straße, Halbendorfer Weg and two underpasses for walkers
    rails = read("railways").query("kind == 'rail'").union_all()
    streets = read("streets")
    crossing = streets[streets.crosses(rails)]
    assert Counter(crossing["name"].fillna("underpass")) == {
        "Bautzener Straße": 1,
        "Halbendorfer Weg": 1,
        "underpass": 2,
    }


def test_the_inhabitants_sum_to_the_sourced_total():
    assert read("buildings")["inhabitants"].sum() == 14_992


def test_every_area_has_a_thousand_inhabitants_and_all_of_them_live_in_one():
    areas = read("areas")
    assert 8 <= len(areas) <= 12
    assert areas["inhabitants"].min() >= MIN_INHABITANTS
    assert areas["inhabitants"].sum() == 14_992


def test_the_inhabitants_of_an_area_are_those_of_its_buildings():
    areas, buildings = read("areas"), read("buildings")
    inner = buildings.set_geometry(buildings.representative_point())
    found = gpd.sjoin(inner, areas[["id", "geometry"]], lsuffix="b", rsuffix="a")
    sums = found.groupby("id_a")["inhabitants"].sum()
    assert sums.to_dict() == areas.set_index("id")["inhabitants"].to_dict()


def test_participants_are_in_published_form_and_some_are_blank():
    counts = read("areas")["participants"]
    assert all(is_published_form(None if pd.isna(c) else int(c)) for c in counts)
    assert counts.isna().sum() >= 2


def test_every_unit_says_that_it_is_made_up():
    units = read("units")
    assert set(units["origin"]) == {"demo"}
    assert units["address"].map(lambda a: bool(re.fullmatch(r"\D+ D\d+ \(Demo\)", a))).all()
    names = pd.concat([units["occupant"], units["last_occupant"]]).dropna()
    assert names.str.endswith("(Demo)").all()


def test_units_use_the_words_of_the_domain():
    units = read("units")
    assert set(units["state"]) <= set(UnitState)
    assert set(units["kind"]) <= set(UnitKind)
    assert set(units["since_precision"]) <= set(DatePrecision)
    assert set(units["branch"].dropna()) | set(units["last_branch"].dropna()) <= set(Branch)


def test_no_spell_begins_after_it_was_seen():
    units = read("units").dropna(subset=["since"])
    assert (units["since"] <= units["observed_on"]).all()


def test_about_a_fifth_to_a_quarter_of_about_180_units_stand_empty():
    states = read("units")["state"]
    assert 165 <= len(states) <= 205
    assert 0.17 <= states.isin(VACANT).sum() / states.isin(STOCK).sum() <= 0.26


def test_empty_units_are_more_frequent_in_bautzener_and_muskauer_strasse():
    units = read("units")
    on_axes = units["address"].str.startswith(("Bautzener", "Muskauer"))
    empty = units["state"].isin(VACANT)
    assert empty[on_axes].mean() > 1.5 * empty[~on_axes].mean()


def test_some_units_lack_area_or_front():
    units = read("units")
    assert 0.1 < units["floor_area_m2"].isna().mean() < 0.3
    assert 0.1 < units["frontage_m"].isna().mean() < 0.4


def test_several_units_share_a_building_and_differ_in_position():
    units = read("units")
    sharing = units[units.duplicated("building_id", keep=False)]
    assert len(sharing) > 50
    assert sharing["position"].notna().all()
    assert not sharing.duplicated(["building_id", "position"]).any()


def test_units_stand_in_their_building():
    units, buildings = read("units"), read("buildings").set_index("id")
    homes = buildings.geometry.loc[units["building_id"]]
    assert shapely.distance(units.geometry.to_numpy(), homes.to_numpy()).max() <= 1.0


def test_buildings_do_not_overlap_each_other():
    shapes = read("buildings").geometry.to_numpy()
    first, second = STRtree(shapes).query(shapes, "intersects")
    pairs = first < second
    shared = shapely.area(shapely.intersection(shapes[first[pairs]], shapes[second[pairs]]))
    assert shared.sum() < 5.0


def test_hardly_any_building_stands_on_a_street():
    buildings, streets = read("buildings"), read("streets")
    lines = streets[~streets["kind"].isin(FOOT_KINDS)].geometry.to_numpy()
    hit, _ = STRtree(lines).query(buildings.geometry.to_numpy(), "intersects")
    assert len(set(hit)) < 0.002 * len(buildings)


def test_facts_name_their_source():
    services = read("services")
    facts = services[services["origin"] == "fact"]
    assert facts["source"].notna().all()
    assert facts["source"].str.encode("utf-8").str.len().max() <= 254
    assert services[services["origin"] == "demo"]["name"].str.endswith("(Demo)").all()


def test_the_glasfachschule_stands_empty_and_in_parts():
    sites = read("sites")
    assert set(sites["site"]) == {"Glasfachschule"}
    assert set(sites["phase"]) == {"empty"}
    assert {"Villa", "Verwaltungstrakt", "Ofenhaus (Schmelzlabor)"} <= set(sites["name"])


def test_scores_are_between_0_and_100_or_missing():
    sections = read("sections")
    known = sections["street_score"].dropna()
    assert known.between(0, 100).all()
    assert 0 < len(known) < len(sections)
    assert (sections["street_score"].isna() == sections["scored_on"].isna()).all()


def test_the_plan_makes_the_shipped_files_again(tmp_path):
    write_layers(make_town(), tmp_path)
    for name in LAYERS:
        again = pyogrio.read_dataframe(tmp_path / f"{name}.shp")
        shipped = pyogrio.read_dataframe(FOLDER / f"{name}.shp")
        assert_geodataframe_equal(again, shipped, check_less_precise=True)
