"""The tools of looking, by hand: choosing more, comparing with a finger, hovering, own position."""

import re

import pytest
from playwright.sync_api import expect

from biwaq_geo.texts import load
from tests import sample_town
from tests.browser.hands import Hand, place, slide
from tests.browser.maps import TO_DEGREES, WorkMap
from tests.browser.test_past_and_import import fill

pytestmark = pytest.mark.browser

T = load("de")
CHANGED = sample_town.unit(0)


@pytest.fixture(scope="module")
def served(serve_once):
    return serve_once(fill)


def errors_of(page):
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_shift_adds_to_what_was_chosen_and_a_click_without_a_tool_chooses_one(served, visitor):
    page = visitor(served).page
    errors = errors_of(page)
    page.goto(served.address)
    WorkMap(page).wait_until_drawn(vacant=3)
    hand = Hand(page)
    hand.tool("box").click()
    hand.drag((20, 190), (100, 215), (180, 240))
    expect(hand.said()).to_have_text("Ausgewählte Einheiten: 4")
    page.keyboard.down("Shift")
    hand.drag((200, 190), (300, 215), (380, 240))
    page.keyboard.up("Shift")
    expect(hand.said()).to_have_text("Ausgewählte Einheiten: 8")
    expect(page.get_by_text("8 Einheiten ausgewählt")).to_be_visible()
    # without Shift the next box stands alone
    hand.drag((200, 190), (300, 215), (380, 240))
    expect(hand.said()).to_have_text("Ausgewählte Einheiten: 4")
    # the space bar sets nothing where a box is drawn, and Esc puts the tool away
    page.keyboard.press("Space")
    expect(hand.said()).to_have_text("Ausgewählte Einheiten: 4")
    page.keyboard.press("Escape")
    expect(hand.said()).to_have_count(0)
    assert errors == []


def test_two_days_are_compared_with_a_finger_and_each_side_says_what_it_shows(served, visitor):
    page = visitor(served, width=1000, height=1000, has_touch=True).page
    errors = errors_of(page)
    page.goto(served.address)
    page.get_by_role("button", name="Tage vergleichen").tap()
    page.get_by_role("button", name="Vergleichen", exact=True).tap()
    page.get_by_role("button", name="Vergleich mit").wait_for()
    page.keyboard.press("Escape")
    page.locator('.biwaq-compare[data-mode="difference"] .biwaq-left[data-drawn]').wait_for()
    page.get_by_text("Trennlinie", exact=True).tap()
    slider = page.get_by_role("slider", name="Trennlinie zwischen den beiden Karten")
    expect(slider).to_have_attribute("aria-valuenow", "50")
    slider.scroll_into_view_if_needed()
    whole = page.locator(".biwaq-compare").bounding_box()
    grip = page.locator(".biwaq-grip").bounding_box()
    y = grip["y"] + 22
    slide(page, *((whole["x"] + share * whole["width"], y) for share in (0.5, 0.4, 0.2)))
    expect(slider).to_have_attribute("aria-valuenow", "20")
    slide(page, *((whole["x"] + share * whole["width"], y) for share in (0.2, 0.7, 0.9)))
    expect(slider).to_have_attribute("aria-valuenow", "90")

    # the hand over the place hears on each side what differs there
    for side, key in (("left", "End"), ("right", "Home")):
        slider.press(key)
        at = _place_on(page, side)
        page.mouse.move(whole["x"] + at["x"] + 30, whole["y"] + at["y"] + 30)
        page.mouse.move(whole["x"] + at["x"], whole["y"] + at["y"], steps=3)
        expect(page.locator(f".biwaq-{side} .biwaq-hover")).to_contain_text("neu leer")
    assert errors == []


def _place_on(page, side):
    return page.evaluate(
        """([side, place]) => {
            const { workMap: map } = document.querySelector(`.biwaq-map.biwaq-${side}`);
            const { x, y } = map.project(place);
            return { x, y };
        }""",
        [side, list(TO_DEGREES.transform(CHANGED.location.x, CHANGED.location.y))],
    )


def test_a_position_that_the_person_refuses_is_said_and_what_to_do(served, visitor):
    # nobody has allowed it: the browser refuses when it is asked
    page = visitor(served).page
    page.goto(served.address)
    WorkMap(page).wait()
    page.locator(".maplibregl-ctrl-geolocate").click()
    expect(page.get_by_text(T("map.position_denied"))).to_be_visible()


def test_a_position_that_was_refused_for_good_is_said_as_well(served, visitor, browser):
    seen = visitor(served)
    wire = browser.new_browser_cdp_session()
    info = seen.page.context.new_cdp_session(seen.page).send("Target.getTargetInfo")
    wire.send(
        "Browser.setPermission",
        {
            "permission": {"name": "geolocation"},
            "setting": "denied",
            "origin": served.address,
            "browserContextId": info["targetInfo"]["browserContextId"],
        },
    )
    seen.page.goto(served.address)
    WorkMap(seen.page).wait()
    seen.page.locator(".maplibregl-ctrl-geolocate").click()
    expect(seen.page.get_by_text(T("map.position_denied"))).to_be_visible()


def test_a_view_is_kept_under_a_name_and_found_again(served, visitor):
    seen = visitor(served)
    page, shown = seen.page, WorkMap(seen.page)
    errors = errors_of(page)
    longitude, latitude = place(150, 200)
    view = f"?karte={longitude:.5f},{latitude:.5f},16,0&ebenen=vacant&filter=vacant"
    seen.go(view, heading="Karte")
    shown.wait_until_drawn(vacant=3, businesses=None)
    page.get_by_role("button", name=T("views.keep")).click()
    page.get_by_label(T("views.name")).fill("Leerstand am Rand")
    page.get_by_role("button", name=T("views.save"), exact=True).click()
    expect(page.get_by_text(T("act.added", name="Leerstand am Rand"))).to_be_visible()
    kept = shown.view()[:3]

    # a colleague finds it
    other = visitor(served)
    here = WorkMap(other.page)
    other.go("", heading="Karte")
    here.wait_until_drawn(vacant=3, businesses=4)
    other.page.get_by_role("button", name=T("views.title")).click()
    other.page.get_by_role("combobox", name=T("views.choose")).click()
    other.page.get_by_role("option", name="Leerstand am Rand").click()
    other.page.get_by_role("button", name=T("views.open")).click()
    here.wait_until_drawn(vacant=3, businesses=None)
    assert here.view()[:3] == pytest.approx(kept, abs=1e-4)
    assert errors == []


def test_a_list_and_its_map_choose_together(served, visitor):
    seen = visitor(served)
    page = seen.page
    errors = errors_of(page)
    seen.go("work", heading="Arbeitslisten")
    page.get_by_text(T("work.map"), exact=True).click()
    shown = WorkMap(page)
    shown.wait_until_drawn(interim=1)
    shown.click_at(sample_town.unit(7).location.x - sample_town.X0, 208)
    expect(page.get_by_text(re.compile("^1 von"))).to_be_visible()
    hand = Hand(page)
    hand.tool("box").click()
    hand.drag((20, 190), (100, 215), (180, 240))
    # the fourth of them was looked at today, and is not in the list
    expect(page.get_by_text(re.compile("^3 von 7"))).to_be_visible()
    assert errors == []


def test_a_click_on_a_counted_mark_goes_near_enough_to_tell_its_members_apart(served, visitor):
    page = visitor(served).page
    errors = errors_of(page)
    # symbols lie above counted marks: from this far they would all be one
    page.goto(f"{served.address}/?ebenen=businesses")
    shown = WorkMap(page)
    shown.wait_until_drawn(vacant=None, businesses=4)
    shown.map.scroll_into_view_if_needed()
    mark = page.evaluate(
        """async () => {
            const { workMap: map } = document.querySelector('.biwaq-map');
            map.jumpTo({ zoom: 11 });
            await map.once('idle');
            const [mark] = map.queryRenderedFeatures({ layers: ['businesses/clusters'] });
            const { x, y } = map.project(mark.geometry.coordinates);
            return { x, y };
        }"""
    )
    shown.map.click(position=mark)
    page.wait_for_function(
        """() => {
            const { workMap: map } = document.querySelector('.biwaq-map');
            return map.getZoom() > 11 && !map.isMoving();
        }"""
    )
    expect(page.get_by_text(T("map.click_hint"))).to_be_visible()
    assert errors == []
