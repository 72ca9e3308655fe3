"""The legend of the map that is handed on as one file."""

import re
from dataclasses import replace
from html import unescape

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.mapping.handed_legend import handed_legend
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.one_file import to_html
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.mapping.themes import Theme
from biwaq_geo.mapping.town_map import map_spec
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import LANGUAGES, load
from tests import sample_town
from tests.payload_town import PAYLOADS

LAYERS, _ = read_layers(ROOT / "layers")
BY_KEY = {layer.key: layer for layer in LAYERS}


@pytest.fixture
def town(tmp_path):
    return FolderLibrary(tmp_path / "state").create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )


@pytest.fixture
def vendor(tmp_path):
    folder = tmp_path / "vendor" / "leaflet"
    folder.mkdir(parents=True)
    for name in ("leaflet.js", "leaflet.css"):
        (folder / name).write_text("/* leaflet */")
    return folder.parent


def handed(town, vendor, visible, language="de", theme=Theme.LIGHT):
    spec = map_spec(town, LAYERS, language=language, day=sample_town.PROFILE.as_of, visible=visible)
    return to_html(replace(spec, theme=theme), town, vendor_dir=vendor)


def words_of(page):
    (legend,) = re.findall(r"<details class=.biwaq-legend.>(.*?)</details>", page, re.DOTALL)
    return [unescape(one) for one in re.findall(r">([^<>]+)<", legend)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_names_each_drawn_layer_with_its_signs_and_their_number(town, vendor, language):
    words, texts = words_of(handed(town, vendor, {"vacant"}, language)), load(language)
    layer = BY_KEY["vacant"]
    frame = layer_frame(town, layer)
    assert words[:2] == [texts("print.legend"), f"{texts.of(layer.title)} ({len(frame)})"]
    said = dict(zip(words[2::2], map(int, words[3::2]), strict=True))
    assert said == {
        texts.of(symbol.label): count
        for symbol in layer.legend()
        if (count := sum(layer.symbol_of(one).key == symbol.key for one in frame[layer.column]))
    }


def test_what_is_not_drawn_and_the_ground_are_not_named(town, vendor):
    words = " ".join(words_of(handed(town, vendor, {"vacant"})))
    for layer in LAYERS:
        if layer.key != "vacant":
            assert f"{layer.title['de']} (" not in words


def test_where_nothing_is_drawn_there_is_no_legend(town, vendor):
    assert "<details" not in handed(town, vendor, set())


def test_signs_have_the_colours_of_the_dark_map(town, vendor):
    light, dark = (handed(town, vendor, {"vacant"}, theme=one) for one in (Theme.LIGHT, Theme.DARK))
    pictures = [re.findall(r'<li><img src="([^"]+)"', page) for page in (light, dark)]
    assert len(pictures[0]) == len(pictures[1]) > 0
    assert not set(pictures[0]) & set(pictures[1])


def test_no_text_of_a_layer_file_becomes_markup(town):
    texts, layer = load("de"), BY_KEY["vacant"]
    for payload in PAYLOADS:
        named = replace(layer, title={"de": payload})
        said = handed_legend([(named, layer_frame(town, layer))], texts, Theme.LIGHT)
        (title,) = re.findall(r"<h2>(.*?)</h2>", said, re.DOTALL)
        assert "<" not in title
        assert unescape(title).startswith(payload)
