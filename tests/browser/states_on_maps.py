"""Maps in somebody's hands: something chosen, found, measured, drawn, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.in_use import State
from tests.browser.test_tools_in_hand import Hand, place

if TYPE_CHECKING:
    from tests.browser.in_use import Use

NEAR = "karte={:.6f},{:.6f},18,0".format(*place(30, 208))
"""So near that every unit has a sign of its own."""

TYPED = "**planted** <b class=planted>{{7*7}}</b>"
"""What somebody looks for and does not find."""


def a_unit_is_chosen(use: Use) -> None:
    use.map().click_at(0, 208)
    expect(use.page.locator(".st-key-sheet_details")).to_be_visible()


def a_site_is_chosen(use: Use) -> None:
    use.map().click_at(310, 317)
    expect(use.page.locator(".st-key-sheet_details")).to_be_visible()


def places_are_found(use: Use) -> None:
    use.map()
    use.write("search.field", use.store.units()[0].address[:60])
    use.hears("search.hits")


def nothing_is_found(use: Use) -> None:
    use.map()
    use.write("search.field", TYPED)
    use.hears("search.nothing")


def units_are_filtered(use: Use) -> None:
    use.map()
    use.press("map.filter")
    use.page.get_by_test_id("stPopoverBody").get_by_label(use.words("map.filter_text")).fill("1")
    use.page.keyboard.press("Enter")
    use.hears("map.filter_on")


def a_way_is_measured(use: Use) -> None:
    use.map()
    hand = Hand(use.page)
    hand.tool("measure_line").click()
    for corner in ((1, 1), (201, 1), (201, 201)):
        hand.click(*corner)
    use.page.keyboard.press("Enter")
    expect(hand.said()).to_contain_text(use.words("tools.length"))


def units_are_chosen_by_a_line(use: Use) -> None:
    use.map()
    hand = Hand(use.page)
    hand.tool("lasso").click()
    hand.drag((-20, 190), (180, 190), (180, 240), (-20, 240), (-20, 190))
    expect(use.page.locator(".st-key-map_selection")).to_be_visible()


def a_shape_is_refused(use: Use) -> None:
    use.choose("scenario.choose", 1)
    use.tab("scenario.add_measure")
    use.map()
    hand = Hand(use.page)
    hand.tool("draw_area").click()
    for corner in ((60, 60), (140, 140), (140, 60), (60, 140)):
        hand.click(*corner)
    use.page.keyboard.press("Enter")
    hand.act("hand_over").click()
    use.hears("error.drawing_crosses_itself")


def rows_stand_beside_the_map(use: Use) -> None:
    use.map()
    use.open("map.table")
    expect(use.page.get_by_test_id("stDataFrame")).to_be_visible()


def days_are_compared(use: Use) -> None:
    use.map()
    use.press("compare.with")
    box = use.page.get_by_test_id("stPopoverBody")
    box.get_by_role("button", name=use.words("compare.start"), exact=True).click()
    use.page.locator('.biwaq-compare[data-mode="difference"] .biwaq-left[data-drawn]').wait_for()
    use.page.keyboard.press("Escape")
    use.take("compare.mode_swipe")
    use.page.locator('.biwaq-compare[data-mode="swipe"]').wait_for()


def the_view_is_printed(use: Use) -> None:
    use.map()
    use.page.locator(".biwaq-map").get_by_role("button", name=use.words("map.print")).click()
    expect(use.page.get_by_role("dialog")).to_be_visible()


def the_view_is_kept(use: Use) -> None:
    use.map()
    use.press("views.title")
    use.press("views.keep")
    expect(use.page.get_by_role("dialog").get_by_label(use.words("views.name"))).to_be_visible()


def the_view_is_handed_on_by_hand(use: Use) -> None:
    use.map()
    use.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    use.press("map.share")
    expect(use.page.get_by_label(use.words("map.link_field"))).to_be_visible()


def a_past_day_is_shown(use: Use) -> None:
    use.map()
    expect(use.page.locator("p.past")).to_be_visible()


def in_another_look(use: Use) -> None:
    use.map()


def a_house_is_marked(use: Use) -> None:
    use.map().click_at(230, 215)
    expect(use.page.locator(".st-key-sheet_mark")).to_be_visible()


def a_new_place_is_marked(use: Use) -> None:
    use.map().click_at(100, 100)
    expect(use.page.locator(".st-key-sheet_mark")).to_be_visible()


ON_MAPS = (
    State("a unit is chosen", f"?{NEAR}", a_unit_is_chosen),
    State("a site is chosen", "", a_site_is_chosen),
    State("places are found", "", places_are_found),
    State("nothing is found", "", nothing_is_found),
    State("units are filtered", "", units_are_filtered),
    State("a way is measured", "", a_way_is_measured),
    State("units are chosen by a line", "", units_are_chosen_by_a_line),
    State("a drawn shape is refused", "scenarios", a_shape_is_refused),
    State("the rows of the map", "", rows_stand_beside_the_map),
    State("two days are compared", "", days_are_compared),
    State("a view is printed", "", the_view_is_printed),
    State("a view is kept", "", the_view_is_kept),
    State("a view is handed on by hand", "", the_view_is_handed_on_by_hand),
    State("a past day", "?tag=2026-06-10", a_past_day_is_shown),
    State("the dark map", "?ansicht=dunkel", in_another_look),
    State("the map for a projector", "?ansicht=beamer", in_another_look),
    State("a house is marked", "mark", a_house_is_marked),
    State("a new place is marked", "mark", a_new_place_is_marked),
)
