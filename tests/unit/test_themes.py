"""Whatever the theme and whoever looks: symbols stand out, and no two are taken for one."""

import re
from dataclasses import replace
from itertools import combinations

import pytest

from biwaq_geo.mapping.colours import (
    MIN_CONTRAST,
    MIN_TEXT_CONTRAST,
    contrast,
    distance,
    from_lch,
    to_lch,
)
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.mapspec import Draw, Form, LayerSpec, Symbol
from biwaq_geo.mapping.themes import LOOKS, Theme, colour_in
from biwaq_geo.mapping.town_map import map_spec
from biwaq_geo.settings import ROOT
from tests.colour_vision import SIGHTS, seen
from tests.fakes import FakeTown
from tests.sample_paper import DAY

LAYERS, _ = read_layers(ROOT / "layers")

APART = 0.1
"""Distance in OKLab of two colours that nobody mixes up side by side; 0.02 can just be seen."""

WIDER = 1.5
"""Of two lines, the wider one is seen to be wider."""


def marks(theme: Theme) -> list[tuple[LayerSpec, Symbol]]:
    styled = [layer.in_theme(theme) for layer in LAYERS if not layer.base]
    return [(layer, symbol) for layer in styled for symbol in layer.legend()]


@pytest.mark.parametrize("theme", Theme)
def test_every_symbol_stands_out_from_the_ground(theme):
    ground = LOOKS[theme].ground
    faint = [s.key for _, s in marks(theme) if contrast(s.colour, ground) < MIN_CONTRAST]
    assert faint == []


@pytest.mark.parametrize("theme", Theme)
def test_every_text_can_be_read(theme):
    look = LOOKS[theme]
    texts = [
        (look.text, look.ground),
        (look.text, look.halo),
        (look.plate_text, look.plate),
        (look.demo_text, look.demo),
        (look.past_text, look.past),
        # number on a counted mark
        *((look.ground, s.colour) for x, s in marks(theme) if x.cluster_below and not s.key),
    ]
    assert [pair for pair in texts if contrast(*pair) < MIN_TEXT_CONTRAST] == []


@pytest.mark.parametrize("theme", Theme)
def test_the_marks_of_the_map_itself_stand_out(theme):
    look = LOOKS[theme]
    pairs = [
        (look.selected, look.ground),
        (look.selected, look.selected_edge),
        (look.demo_edge, look.demo),
        (look.demo_edge, look.ground),
        (look.past, look.ground),
    ]
    assert [pair for pair in pairs if contrast(*pair) < MIN_CONTRAST] == []


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.PROJECTOR])
def test_any_colour_of_a_planner_is_made_to_stand_out(theme):
    tones = [
        f"#{r:02x}{g:02x}{b:02x}" for r in (0, 99, 255) for g in (0, 99, 255) for b in (0, 255)
    ]
    ground = LOOKS[theme].ground
    assert all(contrast(colour_in(tone, theme), ground) >= MIN_TEXT_CONTRAST for tone in tones)


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.PROJECTOR])
def test_a_colour_keeps_its_hue_in_every_theme(theme):
    for layer in LAYERS:
        for symbol in () if layer.base else layer.legend():
            _, chroma, hue = to_lch(colour_in(symbol.colour, theme))
            turned = abs(hue - to_lch(symbol.colour)[2])
            assert chroma < 0.02 or min(turned, 6.2832 - turned) < 0.12, symbol.key


def test_the_streets_of_a_dark_map_are_seen():
    dark = {x.key: x.in_theme(Theme.DARK) for x in LAYERS if x.base}
    ground = LOOKS[Theme.DARK].ground
    edge = dark["street_edges"].symbol_of("residential").colour
    street = dark["streets"].symbol_of("residential").colour
    assert min(distance(edge, ground), distance(edge, street)) > APART


def test_the_room_sees_larger_symbols_and_stronger_lines():
    for layer in LAYERS:
        shown = layer.in_theme(Theme.PROJECTOR)
        assert shown.size > layer.size
        assert layer.base or shown.width >= layer.width
        assert all(
            layer.base or (new.width or 0) >= (old.width or 0)
            for new, old in zip(shown.symbols, layer.symbols, strict=True)
        )


@pytest.mark.parametrize("theme", Theme)
def test_what_is_on_can_be_clicked_in_every_theme(theme):
    town = FakeTown()
    shown = replace(map_spec(town, LAYERS, language="de", day=DAY), theme=theme)
    assert {x.key for x in LAYERS if shown.on_top(x.key)} == {x.key for x in LAYERS if x.visible}
    assert shown.on_top("vacant") == next(x for x in LAYERS if x.key == "vacant")


@pytest.mark.parametrize("script", ["map.js", "labels.js", "planned.js", "symbols.js"])
def test_no_script_of_the_map_has_a_colour_of_its_own(script):
    text = (ROOT / "static" / "biwaq" / script).read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\([^)]*\)", text) == []


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", Theme)
def test_two_symbols_differ_in_form_or_so_much_in_colour_that_everyone_sees_it(theme, sight):
    alike = [
        f"{one[0].key}.{one[1].key} {other[0].key}.{other[1].key}"
        for one, other in combinations(marks(theme), 2)
        if not _differ_in_form(*one, *other)
        and distance(seen(one[1].colour, sight), seen(other[1].colour, sight)) < APART
    ]
    assert alike == []


def _differ_in_form(one: LayerSpec, a: Symbol, other: LayerSpec, b: Symbol) -> bool:
    if one.draw is not other.draw or one.heat != other.heat:
        return True
    if one.draw is Draw.POINTS:
        return _shape(a) != _shape(b)
    narrow, wide = sorted((a.width or one.width, b.width or other.width))
    return a.stroke is not b.stroke or wide >= WIDER * narrow


def _shape(symbol: Symbol) -> tuple[str, bool]:
    return "circle" if symbol.form is Form.RING else symbol.form, symbol.is_hollow


def test_the_colours_of_a_simulation_are_those_of_its_authors():
    # a green and a red that a deuteranope sees as two yellow-browns
    green, red = seen("#00a000", "deuteranopia"), seen("#c00000", "deuteranopia")
    assert distance(green, red) < distance("#00a000", "#c00000") / 2
    assert seen("#808080", "protanopia") == "#808080"


def test_a_colour_survives_its_way_through_oklch():
    tones = ("#000000", "#ffffff", "#b3261e", "#1a5fb4", "#ffe45c")
    assert tuple(from_lch(to_lch(tone)) for tone in tones) == tones
