"""Layer files: what a planner may write and what the reader says about mistakes."""

import re
from pathlib import Path

import pytest

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.errors import LayerFileError
from biwaq_geo.domain.units import UnitState
from biwaq_geo.mapping import layerfile, query
from biwaq_geo.mapping.colours import MIN_CONTRAST, contrast
from biwaq_geo.mapping.layer_writer import layer_toml
from biwaq_geo.mapping.layerfile import GROUND, read_layer, read_layers
from biwaq_geo.mapping.mapspec import Draw, Form, LayerSpec
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load

FILES = sorted((ROOT / "layers").glob("*.toml"))

GOOD = """
title  = { de = "Leerstand", en = "Vacant units" }
source = "units?state=vacant"
draw   = "points"
colour = "#b3261e"
"""
SERVICES = {key for key in load("de").keys() if key.startswith("service.")}  # noqa: SIM118 -- no dict
SYMBOLS = 'column = "state"\n[symbols.vacant]\nlabel = { de = "leer", en = "vacant" }\n'


def written(folder: Path, text: str | bytes, name: str = "50_new.toml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


BROKEN = {
    "unknown key": (GOOD + 'color = "#000000"', "color"),
    "missing key": (changed('draw   = "points"\n', ""), "draw"),
    "wrong type": (changed('"#b3261e"', "7"), "colour"),
    "language missing": (changed(', en = "Vacant units"', ""), "title.en"),
    "language unknown": (changed("en =", 'fr = "x", en ='), "title.fr"),
    "language empty": (changed('"Leerstand"', '" "'), "title.de"),
    "title without languages": (
        changed('{ de = "Leerstand", en = "Vacant units" }', '"x"'),
        "title",
    ),
    "unknown drawing": (changed('"points"', '"heat"'), "draw"),
    "not TOML": ("title = = 1", "–"),
    "not UTF-8": (GOOD.replace("Leerstand", "Läden").encode("latin-1"), "–"),
    "empty": ("", "–"),
    "colour by name": (changed('"#b3261e"', '"red"'), "colour"),
    "colour too pale": (changed('"#b3261e"', '"#ffe0e0"'), "colour"),
    "unknown source": (changed("units?state=vacant", "shops"), "source"),
    "source with an address": (changed("units?state=vacant", "https://x.de/a"), "source"),
    "source with a path": (changed("units?state=vacant", "../units"), "source"),
    "unknown filter": (changed("?state=", "?occupant="), "source"),
    "unknown value": (changed("=vacant", "=empty"), "source"),
    "filter without value": (changed("=vacant", "="), "source"),
    "unknown form": (GOOD + 'form = "heart"', "form"),
    "unknown stroke": (GOOD + 'stroke = "wavy"', "stroke"),
    "size out of range": (GOOD + "size = 400", "size"),
    "size not a number": (GOOD + "size = nan", "size"),
    "flag as text": (GOOD + 'visible = "yes"', "visible"),
    "impossible day": (GOOD + 'as_of = "2026-02-30"', "as_of"),
    "protected points": (GOOD + "protected = true", "draw"),
    "areas as polygons": (
        changed("units?state=vacant", "areas").replace("points", "polygons"),
        "draw",
    ),
    "count of units": (changed('"points"', '"count_per_area"'), "source"),
    "symbols without column": (
        GOOD + SYMBOLS.replace('column = "state"', "") + 'colour = "#000000"',
        "column",
    ),
    "column without symbols": (GOOD + 'column = "state"', "column"),
    "symbol without colour": (GOOD + SYMBOLS, "symbols.vacant.colour"),
    "symbol too pale": (GOOD + SYMBOLS + 'colour = "#eeeeee"', "symbols.vacant.colour"),
    "symbol with half a range": (
        GOOD + SYMBOLS + 'colour = "#000000"\nfrom = 3',
        "symbols.vacant.below",
    ),
    "symbol as text": (GOOD + '[symbols]\nvacant = "red"', "symbols.vacant"),
    "secret column": (GOOD + '[fields]\noccupant = { de = "a", en = "b" }', "fields.occupant"),
    "seen from afar and no base": (GOOD + "afar = []", "afar"),
    "unknown symbol from afar": (GOOD + 'base = true\nafar = ["main"]', "afar"),
    "labels without names": (GOOD + "labels = true", "labels"),
}


@pytest.mark.parametrize(("text", "key"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_names_itself_its_key_and_what_was_expected(tmp_path, text, key):
    with pytest.raises(LayerFileError) as caught:
        read_layer(written(tmp_path, text))
    values = caught.value.values
    assert (values["file"], values["key"]) == ("50_new.toml", key)
    assert values["expected"]
    assert values["found"]


def test_a_file_without_number_is_refused(tmp_path):
    with pytest.raises(LayerFileError, match="number_name"):
        read_layer(written(tmp_path, GOOD, "vacant.toml"))


def test_a_broken_file_takes_away_one_layer_only(tmp_path):
    written(tmp_path, GOOD, "10_a.toml")
    written(tmp_path, "", "20_b.toml")
    written(tmp_path, GOOD, "30_c.toml")
    layers, errors = read_layers(tmp_path)
    assert [layer.key for layer in layers] == ["a", "c"]
    assert [error.values["file"] for error in errors] == ["20_b.toml"]


def test_two_files_may_not_bear_one_key(tmp_path):
    written(tmp_path, GOOD, "10_a.toml")
    written(tmp_path, GOOD, "20_a.toml")
    layers, errors = read_layers(tmp_path)
    assert (len(layers), len(errors)) == (1, 1)


def test_a_file_more_is_a_layer_more_in_the_order_of_its_number(tmp_path):
    for path in FILES:
        written(tmp_path, path.read_bytes(), path.name)
    written(tmp_path, GOOD, "35_new.toml")
    keys = [layer.key for layer in read_layers(tmp_path)[0]]
    assert keys.index("participants") + 1 == keys.index("new") == keys.index("sections") - 1


def test_ranges_and_missing_values_choose_their_symbols():
    sections = read_layer(ROOT / "layers" / "40_sections.toml")
    chosen = [sections.symbol_of(x).key for x in (0, 39.9, 40, 100, None, float("nan"))]
    # 40 belongs to the class that begins there
    assert chosen == ["poor", "poor", "fair", "very_good", "unscored", "unscored"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestEveryFile:
    def test_loads_in_both_languages(self, path):
        layer = read_layer(path)
        assert {"de", "en"} == set(layer.title)

    def test_is_written_as_it_is_read(self, path, tmp_path):
        layer = read_layer(path)
        assert read_layer(written(tmp_path, layer_toml(layer), path.name)) == layer

    def test_has_its_heading(self, path):
        assert path.stem in _headings()

    def test_stands_out_from_the_ground(self, path):
        layer = read_layer(path)
        shown = [] if layer.base else layer.legend()
        assert [s.key for s in shown if contrast(s.colour, GROUND) < MIN_CONTRAST] == []


@pytest.mark.parametrize("layer", read_layers(ROOT / "layers")[0], ids=lambda layer: layer.key)
def test_symbols_differ_in_more_than_colour(layer):
    # the base map is told apart by tone
    looks = [(s.form, s.hollow, s.stroke, s.width) for s in layer.legend() if not layer.base]
    assert len(set(looks)) == len(looks)


def test_the_states_of_all_unit_layers_differ_in_form_or_in_hue():
    layers = [layer for layer in read_layers(ROOT / "layers")[0] if _is_state(layer)]
    looks = [(s.form, s.colour) for layer in layers for s in layer.legend()]
    assert len(looks) == len(set(looks))


def test_every_state_of_a_unit_that_exists_has_its_symbol_in_a_legend():
    listed = set()
    for layer in read_layers(ROOT / "layers")[0]:
        asked = query.parse(layer.source)
        if asked.name != query.UNITS or layer.heat:
            continue
        groups = asked.filters.get("group", frozenset())
        states = asked.filters.get("state", frozenset()).union(*(query.GROUPS[x] for x in groups))
        by_state = layer.column == "state"
        listed |= {x for x in states if not by_state or layer.symbol_of(x) in layer.legend()}
    # what is no unit any more is on no map
    assert set(UnitState) - listed == {UnitState.CONVERTED, UnitState.DEMOLISHED}


@pytest.mark.parametrize(
    ("file", "values"),
    [
        ("60_businesses.toml", [*Branch, None]),
        (
            "50_services.toml",
            [key.removeprefix("service.") for key in SERVICES],
        ),
        ("40_sections.toml", [None, 0, 39.9, 40, 60, 80, 100]),
    ],
)
def test_whatever_a_feature_is_its_symbol_stands_in_the_legend(file, values):
    layer = read_layer(ROOT / "layers" / file)
    assert [x for x in values if layer.symbol_of(x) not in layer.legend()] == []


def _is_state(layer: LayerSpec) -> bool:
    return layer.draw is Draw.POINTS and layer.key in {"vacant", "interim", "at_risk"}


def test_every_key_has_its_heading():
    keys = layerfile.KEYS | layerfile.SYMBOL_KEYS
    assert keys - _headings() == set()


def test_every_form_is_told():
    text = (ROOT / "docs" / "layers.md").read_text(encoding="utf-8")
    assert [form for form in Form if f"`{form}`" not in text] == []


def _headings() -> set[str]:
    text = (ROOT / "docs" / "layers.md").read_text(encoding="utf-8")
    return set(re.findall(r"^## (\S+)$", text, re.MULTILINE))


@pytest.mark.parametrize("key", ["street_edges", "streets"])
def test_what_is_seen_from_afar_is_written_as_it_was_read(tmp_path, key):
    (known,) = (layer for layer in read_layers(ROOT / "layers")[0] if layer.key == key)
    again = read_layer(written(tmp_path, layer_toml(known), f"{known.order}_{key}.toml"))
    assert again == known
    assert again.afar is not None
