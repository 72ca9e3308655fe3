"""The tools of the work map, with mouse and keyboard: choosing, measuring, drawing."""

import re

import pytest
from playwright.sync_api import expect
from pyproj import Geod, Transformer

from tests import sample_town
from tests.browser.maps import WorkMap
from tests.browser.test_thread import choose, settle, shoot
from tests.ui.test_typed_mistakes import with_scenario

pytestmark = pytest.mark.browser

TO_DEGREES = Transformer.from_crs(sample_town.EPSG, 4326, always_xy=True)
ELLIPSOID = Geod(ellps="GRS80")


def fill(library):
    town = library.create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )
    with_scenario(town)


class Hand:
    """A hand on the mouse over the work map, in pixels from its corner."""

    def __init__(self, page):
        self.page = page
        # below it there may be two that are compared
        self.map = page.locator(".biwaq-map").first
        self.map.scroll_into_view_if_needed()
        box = self.map.bounding_box()
        self.x, self.y = box["x"], box["y"]

    def tool(self, name):
        return self.map.locator(f"[data-tool={name}]")

    def act(self, name):
        return self.map.locator(f"[data-act={name}]")

    def said(self):
        return self.map.locator(".biwaq-said")

    def pixel(self, x, y):
        """Return where a place of the sample town, metres from its corner, is drawn."""
        lng, lat = place(x, y)
        px = self.page.evaluate(
            """([lng, lat]) => {
                const { workMap: map } = document.querySelector('.biwaq-map');
                const { x, y } = map.project([lng, lat]);
                return [x, y];
            }""",
            [lng, lat],
        )
        return px[0] + self.x, px[1] + self.y

    def move(self, x, y):
        self.page.mouse.move(*self.pixel(x, y), steps=3)

    def click(self, x, y):
        self.move(x, y)
        self.page.mouse.down()
        self.page.mouse.up()

    def drag(self, *corners):
        self.move(*corners[0])
        self.page.mouse.down()
        for corner in corners[1:]:
            self.move(*corner)
        self.page.mouse.up()


def place(x, y):
    return list(TO_DEGREES.transform(sample_town.X0 + x, sample_town.Y0 + y))


def test_units_are_chosen_and_ways_measured_with_mouse_and_keyboard(serve, visitor):
    seen = visitor(serve(fill))
    page = seen.page
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    seen.go("", heading="Karte")
    WorkMap(page).wait_until_drawn(vacant=2)
    measure(page, Hand(page))
    compute(page)
    choose_units(page, Hand(page))
    assert (errors, seen.foreign) == ([], [])


def test_a_measure_is_drawn_changed_and_saved_where_it_was_drawn(serve, visitor):
    served = serve(fill)
    seen = visitor(served)
    page = seen.page
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    seen.go("scenarios", heading="Szenarien")
    choose(page, "Szenario", "Hauptstraße")
    page.get_by_role("tab", name="Straßenraum").click()
    settle(page)
    WorkMap(page).wait_until_drawn(vacant=2)
    draw_badly(page, Hand(page))
    draw(page, Hand(page))
    [scenario] = served.library.open("musterstadt").store.scenarios()
    [edit] = scenario.edits
    assert edit.place.area == pytest.approx(40_000, rel=5e-3)
    assert edit.quantity == pytest.approx(40_000, rel=5e-3)
    assert (errors, seen.foreign) == ([], [])


def choose_units(page, hand):
    """Choose by box and by line, put the tool away, take the units to the work list."""
    hand.tool("box").click()
    expect(hand.tool("box")).to_have_attribute("aria-pressed", "true")
    hand.drag((-40, -40), (300, 300), (440, 440))
    expect(page.get_by_text("8 Einheiten ausgewählt")).to_be_visible()
    shoot(page, "tools_box")

    # round the western houses of the main street only: two units each
    hand.tool("lasso").click()
    hand.drag((20, 190), (180, 190), (180, 240), (20, 240), (20, 190))
    expect(hand.said()).to_have_text("Ausgewählte Einheiten: 4")
    expect(page.get_by_text("4 Einheiten ausgewählt")).to_be_visible()
    page.keyboard.press("Escape")
    expect(hand.tool("lasso")).to_have_attribute("aria-pressed", "false")

    page.get_by_role("button", name="In die Arbeitsliste übernehmen").click()
    page.get_by_role("heading", name="Arbeitslisten", level=1).wait_for()
    expect(page.get_by_text("Alle 4 Einheiten der Liste nehmen")).to_be_visible()
    expect(page.get_by_role("button", name="4 als heute geprüft")).to_be_enabled()


def measure(page, hand):
    """Measure a way and an area whose corners snap to crossings of the streets."""
    hand.tool("measure_line").click()
    hand.click(1, 1)
    hand.click(201, 1)
    hand.move(100, 100)
    expect(hand.map.locator(".biwaq-pointer")).to_contain_text("Länge")
    hand.click(201, 201)
    page.keyboard.press("Enter")
    expect(hand.said()).to_have_text(re.compile(r"^Länge 400 m \(200 m \+ 200 m\)$"))
    shoot(page, "tools_measure")
    hand.act("remove").click()
    expect(hand.act("remove")).to_be_disabled()

    hand.tool("measure_area").click()
    for corner in ((1, 1), (201, 1), (201, 201), (1, 1)):
        hand.click(*corner)
    expect(hand.said()).to_have_text(re.compile(r"^Fläche 2,0[01] ha \(Umfang 68[34] m\)$"))


def compute(page):
    """Hold what the browser computes against pyproj, for shapes of every size in a town."""
    for metres in (3, 70, 900, 2_000):
        corners = [place(0, 0), place(metres, metres / 3), place(metres / 2, metres)]
        found = page.evaluate(
            """async corners => {
                const { area, length } = await import(
                    new URL('/app/static/biwaq/gl/geodesy.mjs', document.baseURI).href);
                return [length([...corners, corners[0]]), area(corners)];
            }""",
            corners,
        )
        area, around = ELLIPSOID.polygon_area_perimeter(*zip(*corners, strict=True))
        assert found == [pytest.approx(around, rel=1e-4), pytest.approx(abs(area), rel=1e-4)]


def draw_badly(page, hand):
    """Draw an outline that crosses itself: refused by name, and it stays on the map."""
    hand.tool("draw_area").click()
    for corner in ((60, 60), (140, 140), (140, 60), (60, 140)):
        hand.click(*corner)
    # the last corner is taken back and set again
    hand.act("undo").click()
    hand.click(60, 140)
    page.keyboard.press("Enter")
    expect(hand.tool("edit")).to_have_attribute("aria-pressed", "true")
    hand.act("hand_over").click()
    expect(page.get_by_text("kreuzt sich selbst")).to_be_visible()
    shoot(page, "tools_crossed")
    hand.act("undo").click()
    expect(hand.said()).to_have_text("Noch nichts gezeichnet.")
    hand.act("redo").click()
    expect(hand.said()).to_contain_text("Fläche")


def draw(page, hand):
    """Draw an area, drag a corner, take that back, and make a measure of it."""
    hand.tool("draw_area").click()
    for corner in ((1, 1), (199, 1), (199, 199), (1, 199), (1, 1)):
        hand.click(*corner)
    expect(hand.said()).to_contain_text("Fläche 4,0")
    hand.drag((200, 0), (300, 30), (399, 1), (400, 0))
    expect(hand.said()).to_contain_text("6,0")
    hand.act("undo").click()
    expect(hand.said()).to_contain_text("Fläche 4,0")

    choose(page, "Maßnahme", "Entsiegelung")
    hand.act("hand_over").click()
    expect(page.get_by_text("kreuzt sich selbst")).to_have_count(0)
    shoot(page, "tools_drawn")
    page.get_by_role("tabpanel").get_by_role("button", name="Hinzufügen", exact=True).click()
    expect(page.get_by_text(re.compile(r"Gezeichnete Fläche \((40|39)\.")).first).to_be_visible()
    # the drawing has become the measure
    page.wait_for_function(
        """() => document.querySelector('.biwaq-map').workMap
            .queryRenderedFeatures().some(({ source }) => source === 'planned')"""
    )
    shoot(page, "tools_planned")
