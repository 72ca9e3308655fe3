"""Tables of figures on narrow screens: nothing is pushed sideways, every cell names its column."""

import pytest
from playwright.sync_api import expect

from biwaq_geo.texts import load
from tests import used_town
from tests.browser.walks import settled

pytestmark = pytest.mark.browser

T = load("de")
PUSHED = """() => [...document.querySelectorAll(".kpi-scroll")]
    .filter((one) => one.scrollWidth > one.clientWidth)
    .map((one) => one.textContent.slice(0, 80))"""
UNNAMED = """() => [...document.querySelectorAll(".kpi-many tbody td, .kpi-few tbody td")]
    .filter((cell) => cell.checkVisibility())
    .filter((cell) => getComputedStyle(cell, "::before").content.includes(cell.dataset.title)
        !== (document.documentElement.clientWidth < 500))
    .map((cell) => cell.outerHTML)"""


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(used_town.fill)


@pytest.mark.parametrize(
    ("page", "heading"),
    [
        ("waiting", "waiting.title"),
        ("footfall", "nav.footfall"),
        ("scenarios", "scenario.title"),
        ("towns", "towns.title"),
        ("layers", "nav.layers"),
    ],
)
def test_no_table_of_figures_is_pushed_sideways(page, heading, served, visitor):
    seen = visitor(served, width=390, height=844)
    seen.go(page, heading=T(heading))
    for width in (390, 1024):
        seen.page.set_viewport_size({"width": width, "height": 844})
        settled(seen.page)
        expect(seen.page.locator(".kpi-scroll").first).to_be_visible()
        assert (width, seen.page.evaluate(PUSHED)) == (width, [])
        assert (width, seen.page.evaluate(UNNAMED)) == (width, [])
    assert seen.foreign == []


def test_on_a_desk_the_titles_stand_above_their_columns_alone(served, visitor):
    seen = visitor(served)
    seen.go("waiting", heading=T("waiting.title"))
    settled(seen.page)
    title = seen.page.get_by_role("columnheader", name=T("waiting.monthly"), exact=True)
    expect(title).to_be_visible()
    assert seen.page.evaluate(UNNAMED) == []
