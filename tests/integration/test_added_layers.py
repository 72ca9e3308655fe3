"""Layers that people add: kept with the town, whole, and shown to whom they are for."""

import gzip
from functools import partial

import pytest
from starlette.applications import Starlette

from biwaq_geo.adapters.backups import FolderBackups
from biwaq_geo.adapters.layer_shelf import FEATURES_FILE
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import (
    AddedLayerDamagedError,
    AddedLayerExistsError,
    AddedLayerNotFoundError,
    NotAllowedError,
)
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.base_tiles import BaseTiles
from biwaq_geo.mapping.layer_cache import LayerCache
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.mapping.layerfile import read_added, read_layers
from biwaq_geo.mapping.one_file import to_html
from biwaq_geo.mapping.routes import Serving, geo_routes
from biwaq_geo.mapping.town_layers import added_layers, town_layers
from biwaq_geo.mapping.town_map import map_spec
from biwaq_geo.services.visible_towns import library_seen_by
from biwaq_geo.settings import ROOT
from tests import asgi_client, ready_town, sample_layer, sample_town
from tests.secret_town import AT

TOWN = sample_town.PROFILE.key
FOLDER = ROOT / "layers"


@pytest.fixture
def library(tmp_path):
    made = FolderLibrary(tmp_path)
    ready_town.sample(made, tmp_path)
    return made


@pytest.fixture
def town(library):
    return library.open(TOWN)


def keys(town, audience=Audience.CONFIDENTIAL):
    layers, faults = town_layers(town, FOLDER, audience=audience)
    return [layer.key for layer in layers], [fault.code for fault in faults]


def ask(library, path, audience):
    layers, _ = read_layers(FOLDER)
    seen = library_seen_by(library, audience)
    tiles = BaseTiles(FOLDER / "nowhere")
    routes = geo_routes(
        Serving(lambda: (seen, layers), LayerCache(), lambda: tiles, lambda _: audience)
    )
    return partial(asgi_client.get, Starlette(routes=routes))(f"/geo/{TOWN}/{path}")


def test_an_added_layer_is_a_layer_like_any_other(library, town):
    sample_layer.add(town)
    listed, faults = keys(town)
    assert faults == []
    # between the businesses' ground and the units, where its number puts it
    assert listed.index("services") < listed.index(sample_layer.KEY) < listed.index("vacant")
    answer = ask(library, f"{sample_layer.KEY}.geojson", Audience.PUBLIC).json()
    assert sorted(one["properties"]["s"] for one in answer["features"]) == ["", "c1", "c2"]


def test_it_is_there_after_a_restart(library, town, tmp_path):
    sample_layer.add(town)
    again = FolderLibrary(tmp_path).open(TOWN)
    assert again.added.layers() == town.added.layers()
    assert again.added.features(sample_layer.KEY).equals(town.added.features(sample_layer.KEY))


def test_it_is_in_the_backup_and_comes_back_with_it(library, town, tmp_path):
    sample_layer.add(town)
    backups = FolderBackups(tmp_path, library=library, now=lambda: AT)
    backup = backups.make(TOWN)
    library.remove(TOWN)
    backups.restore(backup, key=TOWN)
    assert len(library.open(TOWN).added.features(sample_layer.KEY)) == 3


def test_a_removed_layer_is_gone_until_it_is_brought_back(library, town):
    sample_layer.add(town)
    town.added.remove(sample_layer.KEY)
    assert sample_layer.KEY not in keys(town)[0]
    assert ask(library, f"{sample_layer.KEY}.geojson", Audience.PUBLIC).status == 404
    assert [layer.removed for layer in town.added.layers()] == [True]
    with pytest.raises(AddedLayerNotFoundError):
        town.added.features(sample_layer.KEY)
    # its key stays taken, so that it can come back
    with pytest.raises(AddedLayerExistsError):
        sample_layer.add(town)
    town.added.bring_back(sample_layer.KEY)
    assert sample_layer.KEY in keys(town)[0]


def test_a_hidden_layer_is_known_and_on_no_map(library, town):
    sample_layer.add(town, hidden=True)
    assert [layer.key for layer in added_layers(town)[0]] == [sample_layer.KEY]
    assert sample_layer.KEY not in keys(town)[0]
    assert ask(library, f"{sample_layer.KEY}.geojson", Audience.PUBLIC).status == 404


def test_another_style_changes_the_layer_and_not_its_features(town):
    sample_layer.add(town)
    before = town.added.features(sample_layer.KEY)
    named = sample_layer.spec(title={"de": "Plätze", "en": "Grounds"}, column=None, symbols=())
    town.added.rewrite(sample_layer.KEY, layer_toml(named).encode())
    layer = added_layers(town)[0][0]
    assert (layer.title["de"], layer.symbols) == ("Plätze", ())
    assert town.added.features(sample_layer.KEY) is before


@pytest.mark.parametrize("audience", Audience)
def test_an_internal_layer_exists_for_the_town_hall_only(library, town, audience):
    sample_layer.add(town, Audience.INTERNAL)
    seen = library_seen_by(library, audience).open(TOWN)
    inside = audience is not Audience.PUBLIC
    assert (sample_layer.KEY in keys(seen, audience)[0]) is inside
    answer = ask(library, f"{sample_layer.KEY}.geojson", audience)
    assert answer.status == (200 if inside else 404)


def test_an_internal_layer_is_in_nothing_that_is_handed_out(town, tmp_path):
    sample_layer.add(town, Audience.INTERNAL)
    for path in ("leaflet/leaflet.js", "leaflet/leaflet.css"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("/* */", encoding="utf-8")
    layers, _ = town_layers(town, FOLDER, audience=Audience.CONFIDENTIAL)
    spec = map_spec(town, layers, language="de", day=sample_town.PROFILE.as_of)
    page = to_html(spec, town, vendor_dir=tmp_path)
    assert sample_layer.KEY not in page
    assert sample_layer.PLANTED not in page


def test_a_public_layer_is_in_the_map_as_one_file(town, tmp_path):
    sample_layer.add(town)
    for path in ("leaflet/leaflet.js", "leaflet/leaflet.css"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("/* */", encoding="utf-8")
    layers, _ = town_layers(town, FOLDER, audience=Audience.PUBLIC)
    spec = map_spec(town, layers, language="de", day=sample_town.PROFILE.as_of)
    assert f'"{sample_layer.KEY}":' in to_html(spec, town, vendor_dir=tmp_path)


def test_the_public_changes_no_layer(library, town):
    sample_layer.add(town)
    shelf = library_seen_by(library, Audience.PUBLIC).open(TOWN).added
    for change in (
        lambda: shelf.remove(sample_layer.KEY),
        lambda: shelf.bring_back(sample_layer.KEY),
        lambda: shelf.rewrite(sample_layer.KEY, b""),
        lambda: sample_layer.add(library_seen_by(library, Audience.PUBLIC).open(TOWN)),
    ):
        with pytest.raises(NotAllowedError):
            change()
    assert len(town.added.layers()) == 1


DAMAGES = {
    "features cut": lambda folder: cut(folder / FEATURES_FILE),
    "features with one wrong byte": lambda folder: bend(folder / FEATURES_FILE),
    "features gone": lambda folder: (folder / FEATURES_FILE).unlink(),
    "origin gone": lambda folder: (folder / "about.json").unlink(),
    "origin empty": lambda folder: (folder / "about.json").write_text("{}"),
    "layer file gone": lambda folder: (folder / sample_layer.FILE).unlink(),
    "layer file empty": lambda folder: (folder / sample_layer.FILE).write_text(""),
    "layer file of another source": lambda folder: rewrite(folder, '"upload"', '"units"'),
    "layer file of another column": lambda folder: rewrite(folder, '"belag"', '"boden"'),
    "layer file with a script": lambda folder: rewrite(folder, "title", "<script>\ntitle"),
    "two layer files": lambda folder: (folder / "1_x.toml").write_text(""),
}


def cut(path):
    path.write_bytes(path.read_bytes()[:200])


def bend(path):
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    path.write_bytes(data)


def rewrite(folder, old, new):
    path = folder / sample_layer.FILE
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_broken_layer_is_named_and_leaves_the_map_working(library, town, tmp_path, damage):
    whole = keys(town)[0]
    sample_layer.add(town)
    damage(tmp_path / "towns" / TOWN / "layers" / sample_layer.KEY)
    listed, faults = keys(town)
    assert listed == whole
    assert len(faults) == 1
    assert ask(library, f"{sample_layer.KEY}.geojson", Audience.INTERNAL).status == 404
    assert ask(library, "vacant.geojson", Audience.INTERNAL).status == 200
    # it can be taken away even so
    town.added.remove(sample_layer.KEY)
    assert keys(town) == (whole, [])


def test_features_damaged_after_they_were_shown_are_noticed(town, tmp_path):
    sample_layer.add(town)
    town.added.features(sample_layer.KEY)
    cut(tmp_path / "towns" / TOWN / "layers" / sample_layer.KEY / FEATURES_FILE)
    with pytest.raises(AddedLayerDamagedError):
        town.added.features(sample_layer.KEY)


def test_a_layer_file_may_not_take_the_key_of_an_added_layer(town, tmp_path):
    sample_layer.add(town)
    (tmp_path / "files").mkdir()
    text = (FOLDER / "70_vacant.toml").read_bytes()
    (tmp_path / "files" / f"70_{sample_layer.KEY}.toml").write_bytes(text)
    layers, faults = town_layers(town, tmp_path / "files", audience=Audience.INTERNAL)
    assert [(layer.key, layer.draw.value) for layer in layers] == [(sample_layer.KEY, "points")]
    assert len(faults) == 1


@pytest.mark.parametrize("title", ['a "b" \\ c', "ä\x7f\x01 {{x}}", "'''", "a\nb", "\U0001f33b"])
def test_a_written_layer_reads_as_the_same(title):
    spec = sample_layer.spec(title={"de": title, "en": title}, width=2.0)
    columns = frozenset({"name", "belag"})
    text = layer_toml(spec).encode()
    assert read_added(sample_layer.FILE, text, columns=columns) == spec


def test_the_answer_by_address_holds_no_word_of_the_features(library, town):
    sample_layer.add(town)
    body = ask(library, f"{sample_layer.KEY}.geojson", Audience.PUBLIC)
    plain = body.content if body.content[:2] != b"\x1f\x8b" else gzip.decompress(body.content)
    assert b"Wasserturm" not in plain
