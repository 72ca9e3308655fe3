"""Measuring and drawing on a phone: large targets at the edge, the map stays free."""

import re

import pytest
from playwright.sync_api import expect

from biwaq_geo.texts import load
from tests.browser.hands import Hand, drawn
from tests.browser.maps import WorkMap
from tests.browser.test_shapes_by_hand import is_changed, near, opened
from tests.browser.test_tools_in_hand import fill

pytestmark = pytest.mark.browser

T = load("de")
FREE = 0.7
"""Of the map, while a tool is in hand and has something to say."""
THUMB_PX = 44
COVERED = """() => {
    const map = document.querySelector('.biwaq-map').getBoundingClientRect();
    const over = '.biwaq-map :is(.maplibregl-ctrl, .biwaq-tool-plate, .biwaq-demo, .biwaq-source)';
    const area = [...document.querySelectorAll(over)]
        .filter((one) => one.checkVisibility())
        .map((one) => one.getBoundingClientRect())
        .reduce((sum, box) => sum + box.width * box.height, 0);
    return area / (map.width * map.height);
}"""
SMALL = f"""() => [...document.querySelectorAll('.biwaq-map button')]
    .filter((one) => one.checkVisibility())
    .map((one) => [one.title || one.textContent, one.getBoundingClientRect()])
    .filter(([, box]) => box.width < {THUMB_PX} - .5 || box.height < {THUMB_PX} - .5)
    .map(([name]) => name)"""


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


def take(finger, name):
    """Open the drawer of the tools and take one in hand, which shuts the drawer."""
    drawer = finger.map.locator(".biwaq-drawer")
    drawer.tap()
    expect(drawer).to_have_attribute("aria-expanded", "true")
    finger.tool(name).tap()
    expect(drawer).to_have_attribute("aria-expanded", "false")
    expect(finger.tool(name)).to_have_attribute("aria-pressed", "true")


def stays_free(page):
    assert page.evaluate(COVERED) < 1 - FREE
    assert page.evaluate(SMALL) == []


def tap(page, finger, *corners):
    for corner in corners:
        page.touchscreen.tap(*finger.pixel(*corner))


def test_a_way_and_an_area_are_measured_and_finished_with_a_finger(served, visitor):
    page = opened(visitor(served, width=390, height=844, has_touch=True))
    finger = Hand(page)
    expect(finger.tool("measure_line")).to_be_hidden()
    take(finger, "measure_line")
    expect(finger.said()).to_have_text(T("tools.measure_line_touch"))
    tap(page, finger, (100, 1))
    expect(finger.act("finish")).to_be_disabled()
    tap(page, finger, (201, 1), (201, 201))
    stays_free(page)
    finger.act("finish").tap()
    expect(finger.said()).to_have_text(re.compile(r"^Länge 30\d m \("))
    expect(finger.act("finish")).to_be_disabled()
    # what was measured stays until it is removed or the tool put away
    finger.act("remove").tap()
    expect(finger.act("remove")).to_be_disabled()

    take(finger, "measure_area")
    tap(page, finger, (1, 1), (201, 1))
    expect(finger.act("finish")).to_be_disabled()
    tap(page, finger, (201, 201))
    finger.act("finish").tap()
    expect(finger.said()).to_have_text(re.compile(r"^Fläche 2,0\d ha \(Umfang 68\d m\)$"))
    finger.tool("measure_area").tap()
    expect(finger.tool("measure_area")).to_be_hidden()
    assert page.errors == []


def test_an_area_is_drawn_with_a_finger_and_the_map_stays_free(served, visitor):
    page = opened(visitor(served, width=390, height=844, has_touch=True))
    finger = Hand(page)
    take(finger, "draw_area")
    tap(page, finger, (1, 1), (199, 1), (199, 199))
    stays_free(page)
    finger.act("finish").tap()
    is_changed(finger)
    near(drawn(page, "Polygon"), (0, 0), (200, 0), (200, 200), (0, 0))
    expect(finger.said()).to_have_text(re.compile(rf"^Fläche 2,0.+{T('tools.edit_touch')}$"))
    stays_free(page)
    finger.act("undo").tap()
    expect(finger.said()).to_have_text(T("tools.edit_nothing"))
    finger.act("redo").tap()
    finger.act("hand_over").tap()
    expect(finger.said()).to_contain_text(T("tools.handed_over"))
    assert page.errors == []


def test_sharing_keeping_and_printing_are_one_row_of_signs_with_their_words(served, visitor):
    seen = visitor(served, width=390, height=844, has_touch=True)
    seen.go("", heading="Karte")
    shown = WorkMap(seen.page)
    shown.wait()
    row = shown.map.locator(".biwaq-tools > .maplibregl-ctrl-group")
    for word in ("map.share", "views.keep", "map.print"):
        expect(row.get_by_role("button", name=T(word), exact=True)).to_be_visible()
    box = row.bounding_box()
    assert box["width"] <= 3 * THUMB_PX + 8
    assert box["height"] <= THUMB_PX + 8
    stays_free(seen.page)
