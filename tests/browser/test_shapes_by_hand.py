"""Shapes drawn with mouse, keys and finger; those that cannot be are refused and stay."""

import re

import pytest
from playwright.sync_api import expect

from biwaq_geo.texts import load
from tests.browser.hands import Hand, Keys, drawn
from tests.browser.maps import WorkMap
from tests.browser.test_thread import choose, settle
from tests.browser.test_tools_in_hand import fill

pytestmark = pytest.mark.browser

T = load("de")
NEAR_M = 0.3
"""What snaps lies on its corner as it is drawn at this zoom."""


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


@pytest.fixture
def desk(served, visitor):
    """The page on which measures are drawn."""
    return opened(visitor(served))


def opened(seen):
    page = seen.page
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    seen.go("scenarios", heading="Szenarien")
    choose(page, "Szenario", "Hauptstraße")
    page.get_by_role("tab", name="Straßenraum").click()
    settle(page)
    WorkMap(page).wait_until_drawn(vacant=2)
    return page


def is_changed(hand):
    """Wait until a finished shape is in hand for changes."""
    expect(hand.tool("edit")).to_have_attribute("aria-pressed", "true")


def hand_over(page, hand):
    hand.act("hand_over").click()
    settle(page)


def near(found, *corners):
    assert len(found) == len(corners), found
    for one, corner in zip(found, corners, strict=True):
        assert one == pytest.approx(corner, abs=NEAR_M)


def test_points_lines_and_areas_are_drawn_changed_and_handed_over_with_the_mouse(desk):
    hand = Hand(desk)
    point(desk, hand)
    line(desk, hand)
    area(desk, hand)
    assert desk.errors == []


def point(desk, hand):
    """Draw a point near a crossing: it lies on it."""
    hand.tool("draw_point").click()
    hand.click(2, 3)
    is_changed(hand)
    near(drawn(desk, "Point"), (0, 0))
    hand_over(desk, hand)
    expect(hand.said()).to_contain_text(T("tools.handed_over"))


def line(desk, hand):
    """Draw a line in its place, end it by a double click, take a corner away and back."""
    hand.tool("draw_line").click()
    hand.click(2, 2)
    hand.click(201, 1)
    hand.move(199, 198)
    desk.mouse.dblclick(*hand.pixel(199, 198))
    is_changed(hand)
    near(drawn(desk, "LineString"), (0, 0), (200, 0), (200, 200))
    # a right click takes a corner away, and the way back is there
    hand.move(200, 0)
    desk.mouse.click(*hand.pixel(200, 0), button="right")
    near(drawn(desk, "LineString", count=2), (0, 0), (200, 200))
    hand.act("undo").click()
    near(drawn(desk, "LineString", count=3), (0, 0), (200, 0), (200, 200))
    hand_over(desk, hand)
    expect(hand.said()).to_contain_text(T("tools.handed_over"))


def area(desk, hand):
    """Draw an area with Alt: its corners stay where they are set."""
    hand.tool("draw_area").click()
    desk.keyboard.down("Alt")
    for corner in ((4, 4), (196, 4), (196, 196)):
        hand.click(*corner)
    desk.keyboard.up("Alt")
    desk.keyboard.press("Enter")
    is_changed(hand)
    first = drawn(desk, "Polygon")[0]
    assert first != pytest.approx((0, 0), abs=NEAR_M)
    assert first == pytest.approx((4, 4), abs=2)
    hand.act("remove").click()
    expect(hand.said()).to_have_text(T("tools.edit_nothing"))


def test_a_line_and_an_area_are_drawn_and_measured_with_keys_alone(desk):
    hand, keys = Hand(desk), Keys(desk)
    area_by_keys(desk, hand, keys)
    line_by_keys(desk, hand, keys)
    measure_by_keys(desk, hand, keys)
    assert desk.errors == []


def area_by_keys(desk, hand, keys):
    hand.tool("draw_area").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".biwaq-map canvas")).to_be_focused()
    corners = []
    for arrow in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        keys.set_here()
        corners.append(keys.centre())
        keys.pan(arrow)
    keys.set_here()
    corners.append(keys.centre())
    desk.keyboard.press("Enter")
    is_changed(hand)
    found = drawn(desk, "Polygon")
    # what lies under the cross may snap to a street beside it, 10 px at most
    assert len(found) == len(corners) + 1
    assert hand.said().inner_text().startswith("Fläche")
    desk.keyboard.press("Escape")
    expect(hand.tool("edit")).to_have_attribute("aria-pressed", "false")


def line_by_keys(desk, hand, keys):
    hand.tool("draw_line").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".biwaq-map canvas")).to_be_focused()
    keys.set_here()
    keys.pan("ArrowUp")
    keys.set_here()
    desk.keyboard.press("Enter")
    is_changed(hand)
    assert len(drawn(desk, "LineString")) == 2
    hand.act("hand_over").focus()
    desk.keyboard.press("Enter")
    expect(hand.said()).to_contain_text(T("tools.handed_over"))


def measure_by_keys(desk, hand, keys):
    hand.tool("measure_line").focus()
    desk.keyboard.press("Enter")
    keys.set_here()
    keys.pan("ArrowRight")
    keys.set_here()
    desk.keyboard.press("Enter")
    expect(hand.said()).to_have_text(re.compile(r"^Länge "))


def test_shapes_that_cannot_be_are_refused_by_name_and_stay_on_the_map(desk):
    hand = Hand(desk)
    # an area that crosses itself
    hand.tool("draw_area").click()
    for corner in ((60, 60), (140, 140), (140, 60), (60, 140)):
        hand.click(*corner)
    desk.keyboard.press("Enter")
    is_changed(hand)
    hand_over(desk, hand)
    expect(desk.get_by_text(T("error.drawing_crosses_itself"))).to_be_visible()
    assert len(drawn(desk, "Polygon")) == 5

    # a line that leaves the town
    hand.tool("draw_line").click()
    hand.click(100, 100)
    hand.click(-80, 100)
    desk.keyboard.press("Enter")
    is_changed(hand)
    hand_over(desk, hand)
    expect(desk.get_by_text(T("error.drawing_outside_town"))).to_be_visible()
    expect(desk.get_by_text(T("error.drawing_crosses_itself"))).to_have_count(0)
    assert len(drawn(desk, "LineString")) == 2

    # a line whose ends were dragged onto the same corner
    hand.act("undo").click()
    hand.tool("draw_line").click()
    hand.click(1, 1)
    hand.click(100, 50)
    desk.keyboard.press("Enter")
    is_changed(hand)
    hand.drag((100, 50), (30, 20), (4, 3), (2, 2))
    near(drawn(desk, "LineString"), (0, 0), (0, 0))
    hand_over(desk, hand)
    expect(desk.get_by_text(T("error.drawing_without_size"))).to_be_visible()
    near(drawn(desk, "LineString"), (0, 0), (0, 0))
    assert desk.errors == []


def test_an_area_is_drawn_and_finished_with_a_finger(served, visitor):
    # a tablet on its side: on a narrow map the plate of the tool lies over the streets
    page = opened(visitor(served, width=1366, height=1024, has_touch=True))
    finger = Hand(page)
    finger.tool("draw_area").tap()
    for corner in ((1, 1), (199, 1), (199, 199)):
        expect(finger.act("finish")).to_be_disabled()
        page.touchscreen.tap(*finger.pixel(*corner))
    finger.act("finish").tap()
    is_changed(finger)
    near(drawn(page, "Polygon"), (0, 0), (200, 0), (200, 200), (0, 0))
    expect(finger.said()).to_contain_text("Fläche 2,0")
    finger.act("hand_over").tap()
    expect(finger.said()).to_contain_text(T("tools.handed_over"))
    assert page.errors == []
