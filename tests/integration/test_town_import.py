"""A town of an extract: what comes in, what is left out, what stays the same.

The numbers follow from `tests/data/make_kleinstadt.py`, where they can be counted.
"""

from collections import Counter
from datetime import date

import networkx as nx
import pytest

from biwaq_geo.adapters.osm.import_file import import_town
from biwaq_geo.adapters.osm.osm_file import checked
from biwaq_geo.adapters.osm.osmnx_gate import streets_from_file, walk_edges
from biwaq_geo.adapters.osm.read_extract import sort_extract
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.towns import BASE_LAYERS
from biwaq_geo.domain.units import UnitState
from biwaq_geo.settings import ROOT

KLEINSTADT = ROOT / "tests" / "data" / "kleinstadt.osm"


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    return FolderLibrary(tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="module")
def told():
    return []


@pytest.fixture(scope="module")
def town(library, told):
    return import_town(
        library, KLEINSTADT, name="Kleinstadt", place="Kleinstadt (Demo)", report=told.append
    )


def units_by_name(town):
    return {unit.occupant or unit.last_occupant: unit for unit in town.store.units()}


def test_the_profile_says_where_the_data_come_from(town):
    profile = town.profile
    assert (profile.key, profile.epsg, profile.origin) == ("kleinstadt", 25833, Origin.OSM)
    assert (profile.inhabitants, profile.as_of) == (1200, date(2026, 3, 14))
    assert profile.source.startswith("© OpenStreetMap contributors, ODbL; ")
    assert "kleinstadt.osm" in profile.source
    assert "geschätzt" in profile.source


def test_the_municipality_is_the_boundary(town):
    # 1,000 m by 900 m, kept to the centimetre in degrees
    assert town.layer("boundary").area.sum() == pytest.approx(900_000, rel=2e-3)


def test_buildings_have_the_kind_of_tag_land_use_or_shop(town):
    # 11 houses on Marktstraße and 3 on Bahnhofstraße hold a unit, 46 of 60 do not
    kinds = Counter(town.layer("buildings")["kind"])
    assert kinds == {"residential": 46, "mixed": 14, "other": 2, "industrial": 1, "public": 1}


def test_inhabitants_are_spread_by_area_and_storeys(town):
    # storeys to live on: 34 on Bahnhofstraße, 26 on Marktstraße, 37 on Lindenweg and 30 on
    # Nordweg, where nobody has mapped them: two each; every house has the same area
    buildings = town.layer("buildings")
    on_nordweg = buildings[buildings["address"].fillna("").str.startswith("Nordweg")]
    assert on_nordweg["inhabitants"].to_numpy() == pytest.approx(1200 * 2 / 127, rel=1e-2)
    assert buildings["inhabitants"].sum() == pytest.approx(1200)


def test_streets_are_one_connected_network(town):
    # 25 pieces in rows, 24 in columns, stairs, the path behind them, the cycleway for
    # walkers, the trunk road with a pavement and the first piece of the broken way
    streets = town.layer("streets")
    graph = nx.MultiGraph(list(zip(streets["u"], streets["v"], strict=True)))
    assert (len(streets), nx.number_connected_components(graph)) == (54, 1)
    assert set(streets["u"]) | set(streets["v"]) == set(range(len(graph)))


def test_where_one_may_walk_one_way_only_the_line_runs_that_way(tmp_path):
    # the path east of the stairs is tagged against the order of its nodes, which run east
    streets = sort_extract(checked(KLEINSTADT), tmp_path, of=checked(KLEINSTADT)).streets
    edges = walk_edges(streets_from_file(streets))
    (path,) = edges[edges["one_way_on_foot"].astype(bool)].geometry
    assert path.coords[0][0] > path.coords[-1][0]


def test_what_one_walks_over_is_kept_and_nothing_is_made_up(town):
    # the path behind the stairs is of gravel and one-way, the cycleway unfit for wheelchairs
    streets = town.layer("streets")
    (path,) = streets.index[streets["one_way"] == "yes"]
    assert streets.loc[path, ["kind", "surface"]].tolist() == ["footway", "gravel"]
    assert streets.loc[path, ["smoothness", "incline", "width"]].tolist() == ["bad", "8 %", "1.2"]
    for tag in ("surface", "smoothness", "incline", "width"):
        assert streets[tag].notna().sum() == 1
    (cycleway,) = streets.index[streets["wheelchair"] == "no"]
    assert streets.loc[cycleway, "kind"] == "cycleway"


def test_stairs_keep_their_kind(town):
    streets = town.layer("streets")
    assert list(streets.loc[streets["name"] == "Bergtreppe", "kind"]) == ["steps"]


def test_islands_are_cut_and_told(town, told):
    # 100 m and 60 m of the island, 30 m of the broken way beyond the missing node
    (report,) = told
    assert (report.islands, report.island_streets, report.ways_mended) == (2, 3, 1)
    assert report.island_m == pytest.approx(190, abs=1)
    assert "Inselweg" not in set(town.layer("streets")["name"])


def test_units_in_use_know_branch_name_and_house(town):
    bakery = units_by_name(town)["Bäckerei Krume (Demo)"]
    assert (bakery.state, bakery.branch) == (UnitState.USED, Branch.BAKERY_BUTCHER)
    assert (bakery.address, bakery.floor_area_m2) == ("Marktstraße 1", None)
    assert town.layer("buildings").loc[bakery.building_id, "address"] == "Marktstraße 1"
    assert bakery.source.startswith("OpenStreetMap node/")


def test_a_units_own_address_goes_before_that_of_the_house(town):
    assert units_by_name(town)["Mode (Demo)"].address == "Markt 2a"


def test_a_unit_far_from_any_house_takes_the_name_of_its_street(town):
    pension = units_by_name(town)["Pension (Demo)"]
    assert (pension.building_id, pension.address) == (None, "Nordweg")


def test_units_that_seem_empty_are_candidates_with_their_last_branch(town):
    empty = [unit for unit in town.store.units() if unit.state is UnitState.CANDIDATE]
    assert {unit.address: unit.last_branch for unit in empty} == {
        "Marktstraße 3": None,
        "Marktstraße 4": Branch.BAKERY_BUTCHER,
        "Marktstraße 5": Branch.BOOKS_LEISURE,
        "Marktstraße 6": Branch.GASTRONOMY,
    }
    assert all(unit.branch is None and unit.occupant is None for unit in empty)


def test_the_day_of_a_check_goes_before_the_day_of_the_edit(town):
    units = units_by_name(town)
    assert units["Bäckerei Krume (Demo)"].observed_on == date(2026, 2, 2)
    assert units["Mode (Demo)"].observed_on == date(2026, 3, 14)


def test_units_beyond_the_boundary_are_not_the_towns(town):
    assert len(town.store.units()) == 16
    assert "Bäckerei jenseits (Demo)" not in units_by_name(town)


def test_sections_are_pieces_of_streets_with_three_units(town):
    # Marktstraße is 600 m: four pieces, of which the last has no unit; on Bahnhofstraße
    # the units stand at 270, 296 and 330 m; Nordweg has two units only
    sections = town.layer("sections")
    assert Counter(sections["axis"]) == {"Marktstraße": 3, "Bahnhofstraße": 2}
    assert sections.length.to_numpy() == pytest.approx(150, rel=0.01)
    assert sections["street_score"].isna().all()
    assert set(sections["origin"]) == {"estimate"}


def test_services_without_a_name_bear_their_kind(town):
    services = town.layer("services")
    assert sorted(services["kind"]) == [
        "bakery",
        "bus_stop",
        "bus_stop",
        # of two car parks one is private
        "car_park",
        "kindergarten",
        "pharmacy",
        "playground",
        "school",
        "station",
        "supermarket",
    ]
    assert set(services.loc[services["kind"] == "bus_stop", "name"]) == {
        "Schulgasse (Demo)",
        "bus_stop",
    }


def test_land_is_cut_at_the_boundary_and_keeps_its_clearings(town):
    # the wood reaches from 480 m to the boundary at 700 m, 200 m wide, less 40 m x 40 m
    area = town.layer("land").dissolve("kind").area
    assert area["forest"] == pytest.approx(200 * 220 - 1600, rel=0.01)
    assert set(area.index) == {"forest", "water", "allotments", "brownfield"}


def test_railways_are_cut_at_the_boundary(town):
    # from 200 m west of the first crossing, where the municipality ends, to 800 m east
    assert town.layer("railways").length.sum() == pytest.approx(1000, rel=0.01)


def test_areas_and_sites_are_left_to_people(town):
    assert all(town.layer(name).empty for name in ("areas", "sites"))
    assert set(BASE_LAYERS) >= {"areas", "sites"}
