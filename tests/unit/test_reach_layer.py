"""The rings of reach look the same on all three maps and lie below what can be clicked."""

import io
import json
from dataclasses import replace

import geopandas as gpd
import pypdf
import pytest
from shapely import Point

from biwaq_geo.analysis.within import REACH_BANDS
from biwaq_geo.mapping.colours import MIN_CONTRAST, contrast
from biwaq_geo.mapping.folium_map import state_group
from biwaq_geo.mapping.gl.work_map import work_map_config, work_map_state
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.query import REACH
from biwaq_geo.mapping.reach_layer import reach_layer, with_reach
from biwaq_geo.mapping.themes import LOOKS, Theme
from biwaq_geo.mapping.town_map import map_spec
from biwaq_geo.reports.one_page import Paper
from biwaq_geo.reports.paper_map import paper_map
from biwaq_geo.reports.scale import fit
from biwaq_geo.reports.view_sheet import View, view_sheet
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests import renderers
from tests.fakes import FakeTown
from tests.sample_paper import DAY
from tests.sample_town import EPSG, X0, Y0

LAYERS, _ = read_layers(ROOT / "layers")
LAYER = reach_layer(REACH_BANDS)
RINGS = gpd.GeoDataFrame(
    {"minutes": [5.0, 15.0]},
    index=["reach5", "reach15"],
    geometry=[Point(X0 + 200, Y0 + 200).buffer(40), Point(X0 + 300, Y0 + 200).buffer(40)],
    crs=EPSG,
)


def spec_with(rings, theme=Theme.LIGHT):
    spec = replace(map_spec(FakeTown(), LAYERS, language="de", day=DAY), theme=theme)
    return with_reach(spec, rings, bands=REACH_BANDS)


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize(
    "renderer", [renderers.of_leaflet, renderers.of_maplibre, renderers.of_paper]
)
def test_every_ring_has_one_colour_on_every_map(renderer, theme):
    styled = LAYER.in_theme(theme)
    wanted = {symbol.key: (symbol.colour,) for symbol in styled.legend()}
    assert renderer(spec_with(RINGS, theme), LAYER) == wanted
    for symbol in styled.legend():
        assert contrast(symbol.colour, LOOKS[theme].ground) >= MIN_CONTRAST


def test_rings_differ_in_their_outline_too():
    assert len({symbol.stroke for symbol in LAYER.symbols}) == 3
    assert [symbol.label["de"] for symbol in LAYER.symbols] == [
        "bis 5 Minuten",
        "bis 10 Minuten",
        "bis 15 Minuten",
    ]


def test_rings_lie_above_the_base_map_and_below_everything_else():
    keys = [layer.key for layer in spec_with(RINGS).layers]
    base = [layer.key for layer in LAYERS if layer.base]
    assert keys[: len(base) + 1] == [*base, REACH]


def test_the_work_map_and_the_simple_map_get_the_same_rings_with_the_state():
    spec = spec_with(RINGS)
    told = work_map_state(spec, revision=1)
    assert REACH in told["visible"]
    (change,) = [told["changed"][REACH]]
    assert [one["properties"] for one in change["features"]] == [
        {"i": "reach5", "s": "5"},
        {"i": "reach15", "s": "15"},
    ]
    config = work_map_config(spec, town_key="town", tiles="1", texts=load("de"))
    (layer,) = [one for one in config["layers"] if one["key"] == REACH]
    assert (layer["url"], layer["nameUrl"]) == (None, None)
    (shown,) = [child.state for child in state_group(spec, revision=1)._children.values()]
    assert json.loads(shown)["own"] == {REACH: change}


def test_another_place_bears_another_stamp_and_leaves_the_map_itself_as_it_is():
    one, other = spec_with(RINGS), spec_with(RINGS.iloc[:1])
    stamps = [work_map_state(spec, revision=1)["changed"][REACH]["stamp"] for spec in (one, other)]
    assert stamps[0] != stamps[1]
    configs = [
        work_map_config(spec, town_key="town", tiles="1", texts=load("de"))
        for spec in (one, other, spec_with(RINGS.iloc[:0]))
    ]
    assert configs[0] == configs[1] == configs[2]


def test_without_rings_the_layer_is_off():
    told = work_map_state(spec_with(RINGS.iloc[:0]), revision=1)
    assert REACH not in told["visible"]
    assert told["changed"] == {}


def test_paper_draws_the_rings():
    town, spec = FakeTown(), spec_with(RINGS)
    frames = {
        one.key: RINGS if one.key == REACH else town.layer("streets").iloc[:0]
        for one in spec.drawn()
    }
    only = replace(spec, layers=(LAYER,))
    sheet = fit(spec.extent, width_mm=100, height_mm=80)
    svg = paper_map(only, frames, sheet=sheet, streets=town.layer("streets")).decode()
    assert all(LAYER.symbols[n].colour in svg for n in (0, 2))
    assert LAYER.symbols[1].colour not in svg


def test_the_sheet_names_the_rings_and_says_whose_reach_it_is():
    town = FakeTown()
    view = View(
        extent=tuple(RINGS.total_bounds),
        wide=True,
        layers=(*[one for one in LAYERS if one.base], LAYER),
        visible=frozenset({REACH}),
        units=town.store.units(),
        day=DAY,
        own={REACH: RINGS},
        note="Zu Fuß: Markt; Erwachsene, 4,8 km/h; Straßennetz vom 01.05.2026",
    )
    pdf = view_sheet(town, view, paper=Paper.A4, texts=load("de"))
    text = " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert "Erwachsene, 4,8 km/h; Straßennetz vom 01.05.2026" in text
