"""The base map as tiles: whole, in parts on request, made anew when its data change."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pyogrio
import pytest
from starlette.applications import Starlette

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.mapping.base_tiles import FIRST_ZOOM, BaseTiles, near_groups
from biwaq_geo.mapping.layer_cache import LayerCache
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.query import parse
from biwaq_geo.mapping.routes import Serving, geo_routes
from tests import asgi_client, ready_town, sample_town

LAYERS, _ = read_layers(Path(__file__).parents[2] / "layers")
GROUPS = near_groups(LAYERS)


@pytest.fixture
def library(tmp_path):
    made = FolderLibrary(tmp_path)
    ready_town.sample(made, tmp_path)
    return made


@pytest.fixture
def town(library):
    return library.open("musterstadt")


@pytest.fixture
def tiles(tmp_path):
    return BaseTiles(tmp_path / "tiles")


def read(town, tiles):
    """Return the features of the nearest zoom of all archives but the one from far away."""
    return {
        group: pyogrio.read_dataframe(tiles.file(town, LAYERS, group=group)) for group in GROUPS
    }


def test_every_base_layer_with_features_is_in_the_tiles_of_its_zoom(town, tiles):
    found = read(town, tiles)
    for group, members in GROUPS.items():
        wanted = {x.key for x in members if not town.layer(parse(x.source).name).empty}
        assert set(found[group]["l"]) == wanted


def test_streets_keep_symbol_and_name(town, tiles):
    (streets,) = (x for x in LAYERS if x.base and x.labels)
    found = next(frame for group, frame in read(town, tiles).items() if streets in GROUPS[group])
    rows = found[found["l"] == streets.key]
    known = town.layer("streets")
    assert set(rows["t"].dropna()) == set(known["name"].dropna()) - {""}
    assert set(rows["s"]) == {streets.symbol_of(kind).key for kind in known["kind"]}


def test_from_afar_main_streets_and_built_up_land_are_left(town, tiles):
    found = pyogrio.read_dataframe(tiles.file(town, LAYERS, group=FIRST_ZOOM))
    assert set(found[found["l"] == "streets"]["s"]) <= {"main", "collecting"}
    assert "street_edges" not in set(found["l"])
    assert "buildings" in set(found["l"])


def test_the_same_data_are_written_once_and_other_data_anew(town, tiles, library):
    first = tiles.file(town, LAYERS, group=9)
    written = first.stat().st_mtime_ns
    assert tiles.file(town, LAYERS, group=9) == first
    assert first.stat().st_mtime_ns == written

    layers = sample_town.layers()
    layers["streets"] = layers["streets"].iloc[1:]
    other = FolderLibrary(library._towns.parent / "other").create(
        sample_town.PROFILE, layers=layers, units=sample_town.units()
    )
    assert tiles.version(other, LAYERS) != tiles.version(town, LAYERS)
    assert tiles.file(other, LAYERS, group=9).is_file()
    assert not first.exists()


ASK_FOR_THE_VERSION = """
import sys
from pathlib import Path
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.mapping.base_tiles import BaseTiles
from biwaq_geo.mapping.layerfile import read_layers
town = FolderLibrary(Path(sys.argv[1])).open("musterstadt")
print(BaseTiles(Path(sys.argv[1])).version(town, read_layers(Path(sys.argv[2]))[0]))
"""


def test_a_server_that_starts_again_finds_the_tiles_of_the_one_before(town, tmp_path):
    layers = Path(__file__).parents[2] / "layers"
    command = [sys.executable, "-c", ASK_FOR_THE_VERSION, str(tmp_path), str(layers)]
    names = {
        subprocess.run(
            command,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            timeout=120,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(names) == 1


def test_a_browser_gets_the_part_of_an_archive_that_it_asks_for(town, tiles, library):
    serving = Serving(lambda: (library, LAYERS), LayerCache(), lambda: tiles)
    ask = partial(asgi_client.get, Starlette(routes=geo_routes(serving)))
    whole = tiles.file(town, LAYERS, group=9).read_bytes()
    part = ask("/geo/musterstadt/base-9.pmtiles", range="bytes=10-29")
    assert (part.status, part.content) == (206, whole[10:30])
    assert "immutable" in part.headers["cache-control"]
    assert ask("/geo/musterstadt/base-10.pmtiles").status == 404
