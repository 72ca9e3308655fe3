"""Finding a place, choosing a scale and a look, in both interactive maps."""

import geopandas as gpd
import pytest
from playwright.sync_api import expect
from shapely import Point

from tests import sample_town
from tests.browser.maps import BOTH_MAPS, SimpleMap, WorkMap

pytestmark = pytest.mark.browser

CENTRE = {
    WorkMap: "document.querySelector('.biwaq-map').workMap.getCenter()",
    SimpleMap: "map.getCenter()",
}
NEAR = 2e-5
"""Of a degree: two metres."""


def fill(library):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


@BOTH_MAPS
def test_a_found_unit_is_selected_and_gone_to_in_the_chosen_look(serve, visitor, kind):
    seen = visitor(serve(fill), webgl=kind is WorkMap)
    page, shown = seen.page, kind(seen.page)
    seen.go("", heading="Karte")
    shown.wait()
    shown.wait_until_drawn(vacant=2)

    corner = shown.frame.locator(".biwaq-scale")
    corner.get_by_role("combobox", name="Maßstab").select_option("2500")
    expect(corner).to_have_attribute("data-scale", "2500")

    field = page.get_by_label("Ort suchen")
    field.fill("hauptstr 6")
    field.press("Enter")
    page.get_by_role("button", name="Hauptstraße 6 · Einheit, leer").click()
    unit = sample_town.units()[5].location
    place = gpd.GeoSeries([Point(unit)], crs=sample_town.EPSG).to_crs(4326).iloc[0]
    is_there = (
        f"() => {{ const at = {CENTRE[kind]}; return Math.abs(at.lat - {place.y}) < {NEAR}"
        f" && Math.abs(at.lng - {place.x}) < {NEAR}; }}"
    )
    shown.frame.wait_for_function(is_there)
    expect(page.get_by_text("Hauptstraße 6").first).to_be_visible()

    page.get_by_text("dunkel", exact=True).click()
    expect(shown.map).to_have_attribute("data-theme", "dark")
    shown.wait_until_drawn(vacant=2)
    # the map in another look shows the same place, and the mark of invented data
    shown.frame.wait_for_function(is_there)
    expect(shown.map.locator(".biwaq-demo")).to_be_visible()
    assert seen.foreign == []
