"""Reach in a browser: places are chosen, the walkers change, rings and table say the same."""

import re

import pytest
from playwright.sync_api import expect
from shapely import Point

from biwaq_geo.domain.units import UnitState
from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.maps import BOTH_MAPS, WorkMap
from tests.sample_town import X0, Y0

pytestmark = pytest.mark.browser

T = load("de")
ADULTS, SLOW = "Erwachsene", "Ältere oder Kinder"
FAR, ALONE, ALONE_AT = "Feldweg 99", "Nordweg 7", (300.0, 390.0)
ALL_INHABITANTS = 3_600
"""Eight houses with 100 to 800 inhabitants."""


def fill(library):
    far = sample_town.unit(20, address=FAR, location=Point(X0 - 400, Y0))
    x, y = ALONE_AT
    alone = sample_town.unit(
        21, UnitState.VACANT, address=ALONE, location=Point(X0 + x, Y0 + y), building_id=None
    )
    units = [*sample_town.units(), far, alone]
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=units)


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


@BOTH_MAPS
def test_rings_and_table_follow_the_place_and_who_walks(served, visitor, kind):
    seen, page, shown = _opened(served, visitor, kind)
    expect(page.get_by_text(T("reach.choose"))).to_be_visible()
    _choose(page, T("reach.what_unit"), "Hauptstraße 1")
    expect(_row(page, ADULTS)).to_contain_text("4,8")
    adults = _reached(page, ADULTS)
    # the farthest house is 600 metres away: more than five minutes, less than ten
    assert 0 < adults[0] < adults[1] == adults[2] == ALL_INHABITANTS
    shown.wait_until_drawn(reach=2)
    # at 1.5 km/h nobody gets farther than 125, 250 and 375 metres
    page.get_by_role("spinbutton", name=T("reach.speed")).fill("1.5")
    page.keyboard.press("Enter")
    expect(_row(page, ADULTS)).to_contain_text("1,5")
    crawling = _reached(page, ADULTS)
    assert crawling == sorted(crawling)
    assert crawling[2] < adults[1]
    shown.wait_until_drawn(reach=3)
    # others have their own pace, and what was typed for adults stays theirs
    slow = _reached(page, SLOW)
    _choose(page, T("reach.who"), SLOW)
    expect(page.get_by_role("spinbutton", name=T("reach.speed"))).to_have_value("3.6")
    expect(_row(page, ADULTS)).to_contain_text("4,8")
    assert (_reached(page, ADULTS), _reached(page, SLOW)) == (adults, slow)
    assert (seen.errors, seen.foreign) == ([], [])


@BOTH_MAPS
def test_a_click_on_a_unit_asks_who_reaches_that_one(served, visitor, kind):
    seen, page, shown = _opened(served, visitor, kind)
    _choose(page, T("reach.what_unit"), "Hauptstraße 1")
    expect(page.get_by_role("heading", name=re.compile("^Hauptstraße 1"))).to_be_visible()
    shown.wait_until_drawn(reach=2)
    shown.click_at(*ALONE_AT)
    expect(page.get_by_role("heading", name=re.compile(f"^{ALONE}"))).to_be_visible()
    assert (seen.errors, seen.foreign) == ([], [])


def test_a_place_far_from_every_street_is_told_with_its_distance(served, visitor):
    seen, page, _ = _opened(served, visitor, WorkMap)
    _choose(page, T("reach.what_unit"), FAR)
    # the nearest street begins at the corner of the town, 400 metres to the east
    expect(page.get_by_role("alert").get_by_text(re.compile("400.m"))).to_be_visible()
    expect(page.locator("table.kpi")).to_have_count(0)
    assert (seen.errors, seen.foreign) == ([], [])


def _choose(page, label, said):
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option").filter(has_text=said).first.click()


def _row(page, who):
    """Return the row of these walkers."""
    return page.locator(
        "table.kpi tr", has=page.get_by_role("rowheader", name=who, exact=True)
    ).first


def _reached(page, who):
    """Return the inhabitants within 5, 10 and 15 minutes."""
    cells = _row(page, who).locator("td").all_inner_texts()
    return [int(re.sub(r"\D", "", cell)) for cell in cells[1:4]]


def _opened(served, visitor, kind):
    seen = visitor(served, webgl=kind is WorkMap)
    seen.errors = []
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    seen.go("reach", heading=T("reach.title"))
    return seen, seen.page, kind(seen.page)
