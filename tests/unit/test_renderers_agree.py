"""A layer file gives the same symbols, numbers, names and legend in every renderer."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from biwaq_geo.mapping.geojson import layer_geojson
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.mapspec import Draw
from biwaq_geo.mapping.themes import LOOKS, Theme
from biwaq_geo.mapping.town_map import map_spec
from biwaq_geo.reports.paper_labels import Room, draw_street_names
from biwaq_geo.reports.paper_map import blank, draw_counts
from biwaq_geo.reports.scale import fit
from biwaq_geo.settings import ROOT
from tests import renderers, sample_town
from tests.fakes import FakeTown
from tests.sample_paper import DAY

LAYERS, _ = read_layers(ROOT / "layers")
MAPS = {
    "leaflet": renderers.of_leaflet,
    "maplibre": renderers.of_maplibre,
    "paper": renderers.of_paper,
}
each_layer = pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.key)


@pytest.fixture(scope="module", params=Theme)
def spec(request):
    everything = [layer.key for layer in LAYERS]
    shown = map_spec(FakeTown(), LAYERS, language="de", day=DAY, visible=everything)
    return replace(shown, theme=request.param)


def said(spec, layer):
    """Return what the layer file says, in the theme."""
    styled = layer.in_theme(spec.theme)
    return {
        symbol.key: renderers.look(
            layer,
            colour=symbol.colour,
            form="circle" if symbol.form == "ring" else symbol.form,
            hollow=symbol.is_hollow,
            stroke=symbol.stroke,
            width=styled.width if symbol.width is None else symbol.width,
        )
        for symbol in styled.legend()
    }


@each_layer
@pytest.mark.parametrize("renderer", MAPS)
def test_every_symbol_is_drawn_as_its_file_says(spec, layer, renderer):
    drawn = MAPS[renderer](spec, layer)
    assert _rounded(drawn) == _rounded(said(spec, layer))


@each_layer
def test_the_legend_on_screen_shows_the_symbols_of_the_map(spec, layer):
    shown = renderers.of_screen_legend(spec, layer)
    wanted = said(spec, layer)
    if layer.draw is Draw.LINES:
        # the width of a line is more than a sample of 18 pixels can show
        wanted = {key: (*look[:2], None) for key, look in wanted.items()}
    assert shown == wanted


@each_layer
def test_the_legend_on_paper_shows_the_symbols_of_the_map(layer):
    light = map_spec(FakeTown(), LAYERS, language="de", day=DAY)
    shown = renderers.of_paper_legend(light, layer)
    wanted = {key: look[0] for key, look in said(light, layer).items()}
    assert shown.keys() == wanted.keys()
    assert all(wanted[key] in colours for key, colours in shown.items())


@pytest.mark.parametrize(
    "layer", [x for x in LAYERS if x.draw is Draw.POINTS], ids=lambda layer: layer.key
)
def test_every_renderer_shows_as_many_points_of_each_symbol(layer):
    frame = renderers.frame_of(layer)
    features = json.loads(layer_geojson(frame, layer))["features"]
    on_screen = Counter(feature["properties"]["s"] for feature in features)
    in_legend = Counter(
        layer.symbol_of(value).key
        for value in (frame[layer.column] if layer.column else [None] * len(frame))
    )
    assert on_screen == in_legend == renderers.counts_on_paper(layer, frame)
    assert sorted(on_screen.values()) == list(range(1, len(layer.legend()) + 1))


def test_paper_writes_the_names_of_the_screen_that_lie_on_no_other():
    town = FakeTown()
    streets = town.layer("streets")
    layer = next(x for x in LAYERS if x.labels)
    features = json.loads(layer_geojson(streets, layer))["features"]
    sheet = fit(tuple(streets.total_bounds), width_mm=250, height_mm=250)
    _, axes = blank(250, 250)
    draw_street_names(axes, streets, sheet=sheet, room=Room(sheet))
    shown = {x["properties"]["t"] for x in features}
    # the middle street crosses the name of another one
    assert shown - {text.get_text() for text in axes.texts} == {"Querstraße 2"}
    assert len(axes.texts) == len(shown) - 1


def test_counts_of_areas_are_the_same_on_screen_and_on_paper():
    areas = sample_town.layers()["areas"]
    layer = next(x for x in LAYERS if x.draw is Draw.COUNT_PER_AREA)
    features = json.loads(layer_geojson(areas, layer))["features"]
    sheet = fit(tuple(areas.total_bounds), width_mm=200, height_mm=200)
    _, axes = blank(200, 200)
    draw_counts(axes, areas, sheet=sheet, room=Room(sheet), look=LOOKS[Theme.LIGHT])
    shown = {str(x["properties"]["n"]) for x in features if x["properties"]["n"] is not None}
    assert {text.get_text() for text in axes.texts} == shown == {"25"}


def _rounded(looks):
    return {
        key: tuple(round(part, 4) if isinstance(part, float) else part for part in look)
        for key, look in looks.items()
    }
