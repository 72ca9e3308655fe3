"""Texts from data never reach a script, a template or a page of the map."""

import itertools
import json
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from uuid import UUID

import folium
import pytest
import streamlit_folium
from folium.elements import JSCSSMixin

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import FrontEndMissingError
from biwaq_geo.mapping.folium_map import folium_map, state_group
from biwaq_geo.mapping.geojson import layer_geojson
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.offline_assets import use_own_assets
from biwaq_geo.mapping.one_file import to_html
from biwaq_geo.mapping.safe_text import safe_json
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.mapping.town_map import map_spec
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests import payload_town, sample_town

PAYLOADS = [one for one in payload_town.PAYLOADS[:-1] if "\x01" not in one]
"""Layers of towns hold no control characters."""

LAYERS, _ = read_layers(ROOT / "layers")


@pytest.fixture
def vendor(tmp_path):
    folder = tmp_path / "vendor" / "leaflet"
    folder.mkdir(parents=True)
    (folder / "leaflet.js").write_text("/* leaflet */")
    (folder / "leaflet.css").write_text("/* leaflet */")
    return folder.parent


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Every payload in every column of text that a person can fill."""
    texts = cycle(PAYLOADS)
    layers = sample_town.layers()
    named = {"buildings": "address", "sites": "name", "services": "name", "areas": "name"}
    for name, column in (named | {"streets": "name"}).items():
        layers[name][column] = list(islice(texts, len(layers[name])))
    units = [
        sample_town.unit(
            i % 8, unit_id=UUID(int=i + 1), address=text, occupant=text, position=text, source=text
        )
        for i, text in enumerate(PAYLOADS)
    ]
    profile = replace(sample_town.PROFILE, name=PAYLOADS[0], source=" | ".join(PAYLOADS))
    library = FolderLibrary(tmp_path_factory.mktemp("state"))
    return library.create(profile, layers=layers, units=units)


@pytest.fixture(scope="module")
def plain_town(tmp_path_factory):
    library = FolderLibrary(tmp_path_factory.mktemp("state"))
    return library.create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )


def spec_of(town):
    return map_spec(
        town, LAYERS, language="de", day=date(2026, 5, 1), visible=[x.key for x in LAYERS]
    )


@pytest.fixture(scope="module")
def sent(town) -> str:
    """All that streamlit-folium sends of the map."""
    spec = spec_of(town)
    made = folium_map(spec, town_key=town.profile.key, texts=load("de"))
    group = state_group(spec, revision=1, only=[str(u.unit_id) for u in town.store.units()])
    made.get_root().render()
    return "\n".join(
        [
            streamlit_folium._get_html(made),
            streamlit_folium._get_header(made),
            streamlit_folium._get_map_string(made),
            streamlit_folium._get_feature_group_string(group, map=made),
        ]
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_map_sent_to_the_browser_holds_no_text_of_the_data(sent, payload):
    assert payload not in sent
    assert safe_json(payload)[1:-1] not in sent


def test_layers_hold_only_names_of_streets_and_those_unharmed(town):
    for layer in LAYERS:
        text = layer_geojson(layer_frame(town, layer), layer).decode()
        features = json.loads(text)["features"]
        names = {feature["properties"].get("t") for feature in features} - {None}
        assert names == (set(town.layer("streets")["name"]) if layer.labels else set())
        assert not {"<", "`", "'", "$"} & set(text)


def test_the_one_file_map_evaluates_nothing(town, vendor):
    page = to_html(spec_of(town), town, vendor_dir=vendor)
    # the others hold nothing that HTML, a script or a template would act upon
    acting = [payload for payload in PAYLOADS if safe_json(payload) != f'"{payload}"']
    assert len(acting) > 25
    assert [payload for payload in acting if payload in page] == []
    # the number of scripts is that of our own: none was opened or closed by data
    assert page.count("</script>") == page.count("<script>")
    # the source of the town, written as JSON that nothing acts on
    assert safe_json(town.profile.source) in page


def test_the_one_file_map_asks_nobody(plain_town, vendor):
    page = to_html(spec_of(plain_town), plain_town, vendor_dir=vendor)
    # the samples of the legend lie in the file as well
    assert "src=" not in page.replace("-src", "").replace('src="data:image/svg+xml;base64,', "")
    assert "<link" not in page
    assert "default-src 'none'" in page


def test_without_the_front_end_the_one_file_map_says_so(plain_town, tmp_path):
    with pytest.raises(FrontEndMissingError):
        to_html(spec_of(plain_town), plain_town, vendor_dir=tmp_path)


def test_the_demo_mark_stands_on_a_demo_town_and_only_there(plain_town):
    demo = spec_of(plain_town)
    for spec, said in ((demo, '"demo":true'), (replace(demo, demo=False), '"demo":false')):
        made = folium_map(spec, town_key="musterstadt", texts=load("de"))
        assert said in streamlit_folium._get_map_string(made)


def test_the_map_is_the_same_script_whatever_is_shown(plain_town):
    hashes = set()
    shown = itertools.product(([], ["vacant"]), (None, "x"), Theme, (LAYERS, LAYERS[:-1]))
    for visible, selected, theme, layers in shown:
        spec = replace(
            spec_of(plain_town),
            visible=frozenset(visible),
            selected=selected,
            theme=theme,
            layers=tuple(layers),
        )
        made = folium_map(spec, town_key="musterstadt", texts=load("de"))
        made.get_root().render()
        hashes.add(streamlit_folium.generate_js_hash(streamlit_folium._get_map_string(made), "m"))
    # streamlit-folium mounts a new map for a new hash
    assert len(hashes) == 1


def test_no_class_of_folium_names_a_foreign_address():
    use_own_assets()
    kinds = [folium.Map]
    for kind in kinds:
        assert not [url for _, url in kind.default_js + kind.default_css if "//" in url]
    children = list(JSCSSMixin.__subclasses__())
    while children:
        kind = children.pop()
        children += kind.__subclasses__()
        assert not [url for _, url in kind.default_js + kind.default_css if "//" in url]
