"""What the map asks for beside its layers: a name under the hand, empty ground floors."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from starlette.applications import Starlette

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.mapping.base_tiles import BaseTiles
from biwaq_geo.mapping.heights import LEVEL_M
from biwaq_geo.mapping.layer_cache import LayerCache
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.routes import Serving, geo_routes
from tests import asgi_client, sample_town

LAYERS, _ = read_layers(Path(__file__).parents[2] / "layers")
NASTY = "</script>{{7*7}}`${x}`"


@pytest.fixture
def ask(tmp_path):
    units = sample_town.units()
    units[5] = replace(units[5], address=NASTY, occupant="geheim")
    library = FolderLibrary(tmp_path)
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=units)
    tiles = BaseTiles(tmp_path / "tiles")
    serving = Serving(lambda: (library, LAYERS), LayerCache(), lambda: tiles)
    get = partial(asgi_client.get, Starlette(routes=geo_routes(serving)))
    return lambda path: get(f"/geo/musterstadt/{path}")


def test_a_unit_is_named_by_its_address_as_data_and_by_nothing_else(ask):
    unit = sample_town.unit(5).unit_id
    assert ask(f"vacant.name.json?id={unit}").json() == {"name": NASTY}


def test_other_features_are_named_by_their_name(ask):
    assert ask("sections.name.json?id=sec1").json() == {"name": "Hauptstraße, westlicher Teil"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("vacant.name.json?id=nobody", 404),
        ("vacant.name.json", 404),
        ("nothing.name.json?id=x", 404),
        ("vacant.name.json?id=x&rev=99999", 400),
        ("vacant-fronts.geojson?rev=x", 400),
    ],
)
def test_what_is_not_there_is_said_so(ask, path, status):
    assert ask(path).status == status


def test_the_houses_with_vacant_units_get_a_ground_floor(ask):
    features = ask("vacant-fronts.geojson").json()["features"]
    assert [feature["properties"] for feature in features] == [{"n": 1, "h": LEVEL_M}] * 2
    assert {feature["geometry"]["type"] for feature in features} == {"Polygon"}
