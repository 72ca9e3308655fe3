"""The numbers of counted marks can be read: no symbol lies on them, and none of them on another."""

from datetime import date

import pytest

from biwaq_geo.adapters.builtin_town import load_builtin
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.one_file import to_html
from biwaq_geo.mapping.town_map import map_spec
from biwaq_geo.settings import ROOT

pytestmark = pytest.mark.browser

READ = """() => {
    const map = Object.values(window).find((one) => one instanceof L.Map);
    const shown = Object.values(map._layers);
    const at = (one) => map.latLngToLayerPoint(one.getLatLng());
    const counts = shown.filter((one) => one.options.count);
    const symbols = shown.filter((one) => one.options.symbol && !one.options.count);
    const lieOn = (one, others, apart) => others.some(
        (other) => other !== one && at(one).distanceTo(at(other)) < apart(other));
    return {
        counts: counts.length,
        symbols: symbols.length,
        covered: counts.filter((one) => lieOn(one, symbols, () => one.options.radius)).length,
        together: counts.filter((one) => lieOn(
            one, counts, (other) => one.options.radius + other.options.radius)).length,
        all: counts.reduce((sum, one) => sum + one.options.count, 0),
        farthest: Math.max(...counts.map(
            (one) => at(one).distanceTo(map.latLngToLayerPoint(one.options.home)))),
    };
}"""


@pytest.mark.parametrize("width", [320, 390])
def test_the_map_that_is_handed_on_shows_its_numbers(browser, tmp_path, width):
    library = FolderLibrary(tmp_path)
    load_builtin(library, ROOT / "data" / "shapefiles")
    town = library.open(library.profiles()[0].key)
    layers, _ = read_layers(ROOT / "layers")
    spec = map_spec(town, layers, language="de", day=date(2026, 11, 30))
    handed = tmp_path / "map.html"
    handed.write_text(to_html(spec, town), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(handed.as_uri())
    page.locator("[data-drawn]").wait_for()
    read = page.evaluate(READ)
    assert read["counts"] > 0
    assert read["symbols"] > 0
    assert (read["covered"], read["together"]) == (0, 0)
    # a mark stands beside its place, not anywhere
    assert read["farthest"] < 50
    page.close()
