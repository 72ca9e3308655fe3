"""Walks in every town of the tests are those of networkx on the explicitly split graph."""

import pytest

from biwaq_geo.adapters.builtin_town import load_builtin
from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.adapters.osm.import_file import import_town
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.walking.doors import doors
from biwaq_geo.analysis.walking.network import walking_network
from biwaq_geo.analysis.walking.search import from_each, from_nearest
from biwaq_geo.settings import ROOT
from tests import sample_town
from tests.split_graph import from_nearest_place, split_graph

KREMS = ROOT.parent / "shared" / "real" / "krems.osm.gz"
PROFILES = read_catalogues(ROOT / "catalogues").walking


def builtin(folder):
    town = load_builtin(FolderLibrary(folder), ROOT / "data" / "shapefiles")
    return town.layer("streets"), town.layer("buildings")


def kleinstadt(folder):
    file = ROOT / "tests" / "data" / "kleinstadt.osm"
    town = import_town(FolderLibrary(folder), file, name="Kleinstadt", place="Kleinstadt (Demo)")
    return town.layer("streets"), town.layer("buildings")


def krems(folder):
    if not KREMS.exists():
        pytest.skip("the real extract is not on this machine")
    town = import_town(FolderLibrary(folder), KREMS, name="Krems")
    return town.layer("streets"), town.layer("buildings")


def sample(_):
    return sample_town.layers()["streets"], sample_town.layers()["buildings"]


@pytest.fixture(scope="module", params=[sample, builtin, kleinstadt, krems])
def town(request, tmp_path_factory):
    return request.param(tmp_path_factory.mktemp("state"))


@pytest.mark.parametrize("key", PROFILES)
def test_minutes_equal_networkx_on_the_split_graph(town, key):
    streets, buildings = town
    walking = walking_network(streets, PROFILES[key])
    network = walking.costs.network
    houses = snap(network, buildings.geometry)
    # every twentieth house stands for a place that people go to
    shops = snap(network, buildings.geometry.iloc[::20])
    kept = streets.loc[walking.streets]
    graph = split_graph(network, kept, {"o": shops, "t": houses}, profile=PROFILES[key])
    for limit in (5.0, 10.0, 15.0, 1e6):
        expected = from_nearest_place(
            graph, len(shops.index), len(houses.index), limit=limit + 1e-9
        )
        found = from_nearest(walking.costs, shops, doors(walking.costs, houses), limit=limit)
        assert found == pytest.approx(expected, abs=1e-9)
    ((_, each),) = from_each(walking.costs, shops, doors(walking.costs, houses), limit=1e6)
    assert each.min(axis=0) == pytest.approx(expected, abs=1e-9)
