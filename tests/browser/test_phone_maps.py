"""On a phone nothing that is written over a map covers anything else that is."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.maps import BOTH_MAPS, WorkMap
from tests.browser.walks import rest, settled

pytestmark = pytest.mark.browser

WORDS = load("de")
COVERED = """() => {
    const over = ".biwaq-demo, .biwaq-past, .biwaq-source, .biwaq-caption, .biwaq-scale select, "
        + ".maplibregl-ctrl-scale, .maplibregl-ctrl-group button";
    const boxes = [...document.querySelectorAll(over)]
        .filter((one) => one.checkVisibility() && one.textContent + one.className)
        .map((one) => [one.className || one.tagName, one.getBoundingClientRect()])
        .filter(([, box]) => box.width && box.height);
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    return boxes.flatMap(([one, a], i) => boxes.slice(i + 1)
        .filter(([, b]) => meet(a, b)).map(([other]) => `${one} | ${other}`));
}"""

CUT = """one => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 1"""


def fill(library):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


@pytest.mark.parametrize("width", [390, 320])
def test_marks_scale_source_and_tools_stand_beside_each_other(served, visitor, width):
    seen = visitor(served, width=width, height=844)
    page, shown = seen.page, WorkMap(seen.page)
    seen.go("", heading="Karte")
    shown.wait()
    covered = {"one day": page.evaluate(COVERED)}
    page.get_by_role("button", name=WORDS("compare.with"), exact=True).click()
    page.get_by_role("button", name=WORDS("compare.start"), exact=True).click()
    page.get_by_role("button", name="Vergleich mit").wait_for()
    page.keyboard.press("Escape")
    for mode in ("difference", "swipe", "side"):
        page.get_by_role("radio", name=WORDS(f"compare.mode_{mode}")).click()
        page.locator(f".biwaq-compare[data-mode={mode}]").wait_for()
        rest(page)
        shown.wait()
        # the plates follow the height of the captions a moment later
        page.wait_for_function(f"() => ({COVERED})().length === 0")
        covered[mode] = page.evaluate(COVERED)
    assert not any(covered.values()), covered


@BOTH_MAPS
@pytest.mark.parametrize("width", [1024, 390])
def test_source_and_day_are_read_to_their_end(served, visitor, kind, width):
    seen = visitor(served, width=width, height=844, webgl=kind is WorkMap)
    seen.go("", heading="Karte")
    shown = kind(seen.page)
    shown.wait()
    source = shown.frame.locator(".biwaq-source:not(.biwaq-credit)")
    source.filter(has_text=WORDS("common.as_of")).wait_for()
    assert not source.evaluate(CUT)


CLIPPED = """() => [...document.querySelectorAll(".st-key-map_details td")].filter((cell) => {
    const room = cell.closest("[data-testid=stTable]").getBoundingClientRect();
    return cell.getBoundingClientRect().right > room.right + 1;
}).map((cell) => cell.textContent)"""


def test_what_is_known_of_a_unit_stands_beside_its_names(served, visitor):
    seen = visitor(served, width=390, height=844)
    seen.go(f"?einheit={UUID(int=2)}", heading="Karte")
    for width in (390, 800, 1024, 1440):
        seen.page.set_viewport_size({"width": width, "height": 844})
        settled(seen.page)
        expect(seen.page.locator(".st-key-map_details td").first).to_be_visible()
        assert (width, seen.page.evaluate(CLIPPED)) == (width, [])
