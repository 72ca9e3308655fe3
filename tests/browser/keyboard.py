"""Two hands on a keyboard: nobody holds a mouse, and the map does not come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import TimeoutError as TooLate
from playwright.sync_api import expect

from tests.browser.walks import rest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MAPS = ("**/component/**", "**/vendor/maplibre-gl/**")
"""Addresses of what draws a map."""

FOCUS_IS_SEEN = """() => {
    const ring = (element) => {
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
        const blue = "rgb(26, 95, 180)";
        return outlined || style.borderTopColor === blue || style.boxShadow.includes(blue);
    };
    let element = document.activeElement;
    for (let up = 0; element && up < 5; up++, element = element.parentElement) {
        if (ring(element)) return true;
    }
    return false;
}"""


AT_REST = """() => new Promise((go) => {
    let before = "";
    const look = () => {
        const { x, y } = document.activeElement.getBoundingClientRect();
        const now = `${x} ${y}`;
        if (now === before) { go(); return; }
        before = now;
        requestAnimationFrame(look);
    };
    look();
})"""
"""Ends when two pictures show the focus in the same place. A page that still moves below an
opened list shuts it."""


class Hands:
    """Two hands on a keyboard: they count what they press and see where they are."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def go_to(self, target: Locator, *, most: int = 30) -> None:
        """Press Tab until the target has the focus; every stop on the way shows it."""
        # before the page has come so far, the keyboard would leave it at its end
        target.wait_for()
        for _ in range(most):
            self.press("Tab")
            self._sees_where_it_is()
            if target.evaluate("element => element === document.activeElement"):
                return
        pytest.fail(f"{target} is not reached; the focus is at {self._here()}")

    def choose(self, text: str) -> None:
        """Write into a list what only one of its lines has, and take that line."""
        self.write(text)
        expect(self.page.get_by_role("option")).to_have_count(1)
        self.press("ArrowDown")
        self.press("Enter")

    def open_list(self, target: Locator, *, most: int = 30) -> None:
        """Go to a list and open it once the page stands still."""
        rest(self.page)
        self.go_to(target, most=most)
        rest(self.page)
        self.page.evaluate(AT_REST)
        self.press("ArrowDown")
        expect(self.page.get_by_role("option").first).to_be_visible()

    def press_on(self, target: Locator, *, most: int = 30) -> None:
        self.go_to(target, most=most)
        self.press("Enter")

    def skip_to_content(self) -> None:
        self.press("Tab")
        expect(self.page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
        self.press("Enter")

    def _sees_where_it_is(self) -> None:
        try:  # the ring may fade in
            self.page.wait_for_function(FOCUS_IS_SEEN, timeout=10_000)
        except TooLate:
            pytest.fail(f"the focus is not seen at {self._here()}")

    def _here(self) -> Any:
        return self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def without_maps(page: Page) -> Page:
    """Let the page of somebody come without what draws its maps."""
    for pattern in MAPS:
        page.route(pattern, lambda route: route.abort())
    return page
