"""Where a unit is added or moved to is clicked on either map, and seen before it is saved."""

import re

import pytest
from playwright.sync_api import expect

from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.maps import BOTH_MAPS, SimpleMap, WorkMap

pytestmark = pytest.mark.browser

T = load("de")
PLACES = {WorkMap: (100.0, 100.0), SimpleMap: (300.0, 100.0)}
"""In metres from the corner of the town: streets are far, and no house is there."""

NEAR_M = 3.0


def fill(library):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


@BOTH_MAPS
def test_a_click_beside_every_house_adds_a_unit_there(served, visitor, kind):
    seen = visitor(served, webgl=kind is WorkMap)
    page, shown = seen.page, kind(seen.page)
    seen.go("mark", heading=T("mark.title"))
    shown.wait()
    x, y = PLACES[kind]
    shown.click_at(x, y)
    expect(page.get_by_role("heading", name=T("mark.new_unit_outside"))).to_be_visible()
    expect(shown.pin()).to_be_visible()
    # typed before the place is put right, and still there afterwards
    address = page.get_by_label(T("field.address"), exact=True)
    address.fill(f"Kiosk {kind.__name__}")
    address.press("Tab")
    told = page.get_by_text(re.compile("^Die Stelle auf der Karte"))
    before = told.inner_text()
    shown.click_at(x + 20, y)
    expect(told).not_to_have_text(before)
    expect(address).to_have_value(f"Kiosk {kind.__name__}")
    page.get_by_role("button", name=T("mark.save"), exact=True).click()
    expect(page.get_by_text("Gespeichert: Kiosk").first).to_be_visible()
    expect(shown.pin()).to_have_count(0)
    [unit] = [
        one
        for one in served.library.open("musterstadt").store.units()
        if one.address == f"Kiosk {kind.__name__}"
    ]
    there = (unit.location.x - sample_town.X0, unit.location.y - sample_town.Y0)
    assert there == pytest.approx((x + 20, y), abs=NEAR_M)
    assert seen.foreign == []


@BOTH_MAPS
def test_the_new_place_of_a_unit_is_shown_before_it_is_saved(served, visitor, kind):
    seen = visitor(served, webgl=kind is WorkMap)
    page, shown = seen.page, kind(seen.page)
    seen.go(f"unit?unit={sample_town.unit(1).unit_id}", heading=T("nav.unit"))
    page.get_by_text(T("move.title")).click()
    shown.wait()
    expect(shown.pin()).to_have_count(0)
    shown.click_at(*PLACES[kind])
    expect(page.get_by_role("button", name=T("move.save"))).to_be_visible()
    expect(shown.pin()).to_be_visible()
    expect(shown.pin()).to_have_attribute("aria-label", T("map.place"))
