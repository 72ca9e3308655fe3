"""The tools over the map in a browser: share, print, own position, list and map in step."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from biwaq_geo.domain.units import UnitState
from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.maps import WorkMap
from tests.sample_town import unit

pytestmark = pytest.mark.browser

TEXTS = load("de")
HIGHEST_PX = 260
"""Where the map begins on a desk, at the latest."""


def fill(library):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


def place_of(number):
    """Return longitude and latitude of a unit."""
    import geopandas as gpd  # noqa: PLC0415 -- heavy, and needed once

    point = gpd.GeoSeries([unit(number).location], crs=sample_town.EPSG).to_crs(4326).iloc[0]
    return float(point.x), float(point.y)


def test_a_view_is_shared_opened_printed_and_followed_by_the_table(serve, visitor):
    served = serve(fill)
    longitude, latitude = place_of(5)
    here = {"longitude": longitude, "latitude": latitude, "accuracy": 8}
    allowed = ["geolocation", "clipboard-read", "clipboard-write"]
    seen = visitor(served, permissions=allowed, geolocation=here)
    shown = WorkMap(seen.page)
    errors: list[str] = []
    seen.page.on("pageerror", lambda error: errors.append(str(error)))

    _a_link_opens_and_is_made_again(
        seen, shown, f"{round(longitude, 5)},{round(latitude, 5)},17.25,0"
    )
    _what_is_seen_comes_on_paper(seen.page)
    _map_and_table_go_in_step(seen.page, shown)
    _the_own_position_is_given_away_by_a_button_only(seen, shown)
    assert (errors, seen.foreign) == ([], [])


def _a_link_opens_and_is_made_again(seen, shown, camera):
    page = seen.page
    seen.go(f"?karte={camera}&ebenen=vacant,nowhere&filter=vacant&ansicht=dunkel", heading="Karte")
    shown.wait_until_drawn(vacant=2, businesses=None)
    assert shown.view()[0] == pytest.approx(17.25)
    assert shown.map.get_attribute("data-theme") == "dark"
    expect(page.get_by_text(TEXTS("map.link_ignored", parts="Ebenen"))).to_be_visible()
    page.get_by_role("button", name=TEXTS("map.understood")).click()
    expect(page.get_by_role("button", name=TEXTS("map.understood"))).to_have_count(0)
    assert shown.map.bounding_box()["y"] <= HIGHEST_PX

    page.get_by_role("button", name=TEXTS("map.share")).click()
    expect(page.get_by_text(TEXTS("map.shared"))).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    wanted = f"ebenen=vacant&filter=vacant&ansicht=dunkel&karte={camera}"
    assert link == f"{seen.address}/?{wanted}"

    # where the clipboard is locked, the link stands in a field
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.get_by_role("button", name=TEXTS("map.share")).click()
    expect(page.get_by_label(TEXTS("map.link_field"))).to_have_value(link)
    page.locator(".biwaq-shut").click()


def _what_is_seen_comes_on_paper(page):
    page.get_by_role("button", name=TEXTS("map.print"), exact=True).click()
    with page.expect_download() as fetched:
        page.get_by_role("button", name=TEXTS("print.fetch")).click()
    assert fetched.value.suggested_filename.startswith("Karte-DEMONSTRATION-")
    (sheet,) = PdfReader(io.BytesIO(Path(fetched.value.path()).read_bytes())).pages
    words = " ".join(sheet.extract_text().split())
    said = ("Karte von Musterstadt", "Maßstab 1:", "Nur: leer", "erfunden")
    assert [one for one in said if one not in words] == []
    page.get_by_role("dialog").get_by_label(re.compile("Close|Schließen")).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def _map_and_table_go_in_step(page, shown):
    details = page.locator(".st-key-sheet_details")
    page.get_by_text(TEXTS("map.table")).click()
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_be_visible()

    # the second row of what the filter leaves marks its unit on the map
    first, second = (one for one in sample_town.units() if one.state is UnitState.VACANT)
    expect(table.locator("td", has_text=second.address).first).to_be_attached()
    table.click(position={"x": 12, "y": 35 + 35 + 17})
    _marked(page, second)
    expect(details).to_contain_text(second.address)

    # a click on the map marks the row
    shown.map.scroll_into_view_if_needed()
    shown.map.click(position=shown.pixel_of("vacant"))
    _marked(page, first)
    expect(details).to_contain_text(first.address)
    expect(table.locator("tr[aria-selected=true]")).to_contain_text(first.address)


def _the_own_position_is_given_away_by_a_button_only(seen, shown):
    page = seen.page
    page.locator(".maplibregl-ctrl-geolocate").click()
    expect(page.get_by_text(TEXTS("map.position", metres="8"))).to_be_visible()
    expect(page.get_by_role("button", name=TEXTS("map.take_place"))).to_have_count(0)

    seen.go("mark", heading=TEXTS("mark.title"))
    shown.wait()
    page.locator(".maplibregl-ctrl-geolocate").click()
    page.get_by_role("button", name=TEXTS("map.take_place")).click()
    expect(page.get_by_text(TEXTS("mark.near"))).to_be_visible()
    page.locator("[class*='st-key-near_unit'] button").first.click()
    expect(page.locator(".st-key-sheet_mark")).to_be_visible()


def _marked(page, one):
    page.wait_for_function(
        """(id) => JSON.stringify(document.querySelector('.biwaq-map').workMap
            .getFilter('vacant/selected-0') ?? "").includes(id)""",
        arg=str(one.unit_id),
    )
