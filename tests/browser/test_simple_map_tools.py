"""The simple map in hand: a click for details, a list beside it, views kept and opened."""

import re

import pytest
from playwright.sync_api import expect

from biwaq_geo.texts import load
from tests.browser.maps import SimpleMap
from tests.browser.test_past_and_import import fill

pytestmark = pytest.mark.browser

T = load("de")


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


@pytest.fixture
def seen(served, visitor):
    """A visitor whose browser has no WebGL; every test ends without an error of the page."""
    one = visitor(served, webgl=False)
    errors: list[str] = []
    one.page.on("pageerror", lambda error: errors.append(str(error)))
    yield one
    assert (errors, one.foreign) == ([], [])


def opened(seen, query=""):
    seen.go(query, heading="Karte")
    shown = SimpleMap(seen.page)
    shown.wait()
    return shown


def test_a_click_shows_units_and_features_and_gives_them_up_again(seen):
    page, shown = seen.page, opened(seen)
    shown.wait_until_drawn(vacant=3, sections=2)
    details = page.locator(".st-key-map_details")
    shown.map.click(position=shown.pixel_of("interim"))
    expect(details).to_contain_text("Hauptstraße 8")
    # the middle of a section of the main street, far from every unit
    shown.click_at(100, 201)
    expect(details).to_contain_text("westlicher Teil")
    shown.click_at(100, 100)
    expect(details).to_contain_text(T("map.click_hint"))


@pytest.mark.parametrize("high", [1000, 700])
def test_the_map_is_as_high_as_what_stands_beside_it(seen, high):
    page, shown = seen.page, opened(seen)
    page.set_viewport_size({"width": 1440, "height": high})
    shown.frame.wait_for_function(
        "() => map.getSize().y === innerHeight && map.getContainer().offsetHeight === innerHeight"
    )
    side = page.locator(".st-key-map_side").bounding_box()
    frame = page.locator(SimpleMap.INSIDE).bounding_box()
    assert abs(frame["height"] - side["height"]) <= 1


def test_a_list_and_the_simple_map_choose_together(seen):
    page = seen.page
    seen.go("work", heading="Arbeitslisten")
    page.get_by_text(T("work.map"), exact=True).click()
    shown = SimpleMap(page)
    shown.wait()
    shown.wait_until_drawn(interim=1)
    # the whole town is in sight, and no more than that
    assert shown.view()[0] >= 14
    shown.click_at(320, 208)
    expect(page.get_by_text(re.compile("^1 von 7"))).to_be_visible()
    # the same click again would be taken for the last one: at least a pixel beside it
    shown.click_at(322, 210)
    expect(page.get_by_text(re.compile("^0 von 7"))).to_be_visible()


def test_a_view_without_its_extent_is_kept_and_opened(seen):
    page, shown = seen.page, opened(seen, "?ebenen=vacant")
    shown.wait_until_drawn(vacant=3, businesses=None)
    page.get_by_role("button", name=T("views.title")).click()
    page.get_by_role("button", name=T("views.keep")).click()
    page.get_by_label(T("views.name")).fill("Ohne Ausschnitt")
    page.get_by_role("button", name=T("views.save"), exact=True).click()
    expect(page.get_by_text(T("act.added", name="Ohne Ausschnitt"))).to_be_visible()

    again = opened(seen)
    again.wait_until_drawn(vacant=3, businesses=4)
    page.get_by_role("button", name=T("views.title")).click()
    page.get_by_role("combobox", name=T("views.choose")).click()
    page.get_by_role("option", name="Ohne Ausschnitt").click()
    page.get_by_role("button", name=T("views.open")).click()
    again.wait_until_drawn(vacant=3, businesses=None)
