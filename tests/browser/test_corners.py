"""A line and an area by their corners, where the browser cannot draw the work map."""

import re

import pytest
from playwright.sync_api import expect

from biwaq_geo.texts import load
from tests.browser.maps import SimpleMap
from tests.browser.test_thread import choose, settle, shoot
from tests.browser.test_tools_in_hand import fill

pytestmark = pytest.mark.browser

T = load("de")


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


@pytest.fixture
def desk(served, visitor):
    seen = visitor(served, webgl=False)
    seen.go("scenarios", heading="Szenarien")
    choose(seen.page, "Szenario", "Hauptstraße")
    seen.page.get_by_role("tab", name="Straßenraum").click()
    settle(seen.page)
    return seen.page


def press(page, act):
    page.get_by_role("button", name=T(f"tools.{act}"), exact=True).click()
    settle(page)


def corner(page, x, y, *, number):
    SimpleMap(page).click_at(x, y)
    expect(page.get_by_role("listitem").filter(has_text=" E, ")).to_have_count(number)
    settle(page)
    # a line or an area comes with its number as a point of its own
    SimpleMap(page).wait_for_planned(1 if number == 1 else 2)


def test_corners_are_clicked_taken_back_and_make_an_area_that_is_saved(desk):
    choose(desk, "Maßnahme", "Entsiegelung")
    settle(desk)
    press(desk, "corners")
    places = [(20, 100), (180, 100), (180, 150), (100, 300)]
    for number, (x, y) in enumerate(places, start=1):
        corner(desk, x, y, number=number)
    press(desk, "corners_back")
    expect(desk.get_by_role("listitem").filter(has_text=" E, ")).to_have_count(3)
    corner(desk, 20, 150, number=4)
    shoot(desk, "corners")
    press(desk, "corners_area")
    amount = desk.get_by_role("spinbutton", name=re.compile("Menge"))
    expect(amount).not_to_have_value("1")
    # a click is good for a few metres at this zoom
    assert 7_000 < float(amount.input_value().replace(",", ".")) < 9_000
    desk.get_by_role("button", name=T("scenario.add"), exact=True).locator("visible=true").click()
    settle(desk)
    SimpleMap(desk).wait_for_planned(2)
    expect(desk.get_by_role("button", name=T("tools.corners_drop"))).to_have_count(0)
    shoot(desk, "corners_saved")
