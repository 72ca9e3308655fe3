"""People are counted at a point that is clicked on either map."""

import re

import pytest
from playwright.sync_api import expect

from biwaq_geo.services.foot_counts import foot_counts
from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.maps import BOTH_MAPS, TO_DEGREES, SimpleMap, WorkMap
from tests.browser.walks import rest

pytestmark = pytest.mark.browser

T = load("de")
PERSONS = {True: 37, False: 41}
NEAR_M = 4.0


def fill(library):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


class Clicked:
    """The map of one tab: the page has another one in the other tab."""

    def __init__(self, panel, kind):
        self.simple = kind is SimpleMap
        if self.simple:
            self.map = panel.frame_locator(SimpleMap.INSIDE).locator(".leaflet-container")
        else:
            self.map = panel.locator(".biwaq-map")

    def wait(self):
        drawn = "data-base" if self.simple else "data-drawn"
        expect(self.map).to_have_attribute(drawn, re.compile("."))

    def pin(self):
        return self.map.locator(".biwaq-place")

    def click_at(self, x, y):
        self.map.scroll_into_view_if_needed()
        place = TO_DEGREES.transform(sample_town.X0 + x, sample_town.Y0 + y)
        projected = (
            "map.latLngToContainerPoint([place[1], place[0]])"
            if self.simple
            else "element.workMap.project(place)"
        )
        at = self.map.evaluate(
            f"(element, place) => {{ const {{ x, y }} = {projected}; return {{ x, y }}; }}",
            list(place),
        )
        self.map.click(position=at)


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


@BOTH_MAPS
def test_a_click_says_where_is_counted_and_another_moves_the_point(served, visitor, kind):
    seen, persons = visitor(served, webgl=kind is WorkMap), PERSONS[kind is WorkMap]
    page = seen.page
    panel = page.get_by_role("tabpanel", name=T("footfall.tab_count"), exact=True)
    shown = Clicked(panel, kind)
    store = served.library.open("musterstadt").store
    counted = len(foot_counts(store))
    seen.go("footfall", heading=T("nav.footfall"))
    page.get_by_role("tab", name=T("footfall.tab_count"), exact=True).click()
    page.get_by_role("radio", name=T("count.where_point"), exact=True).click()
    expect(page.get_by_text(T("count.point_choose"))).to_be_visible()
    shown.wait()
    shown.click_at(100, 100)
    told = page.get_by_text(re.compile("^Gezählt wird hier"))
    expect(told).to_be_visible()
    expect(shown.pin()).to_be_visible()
    before = told.inner_text()
    # beside the Hauptstraße, of which the place has its name
    shown.click_at(100, 190)
    expect(told).not_to_have_text(before)
    expect(told).to_contain_text("Hauptstraße")
    # the boxes of the new point come after its words
    rest(page)
    page.get_by_role("spinbutton", name=T("field.persons"), exact=True).fill(str(persons))
    page.keyboard.press("Tab")
    page.get_by_role("button", name=T("count.save"), exact=True).click()
    expect(page.get_by_text(T("count.listed", count=counted + 1))).to_be_visible()
    (count,) = [one for one in foot_counts(store) if one.persons == persons]
    assert count.section_id is None
    there = (count.place.x - sample_town.X0, count.place.y - sample_town.Y0)
    assert there == pytest.approx((100, 190), abs=NEAR_M)
    assert seen.foreign == []
