"""A report by keyboard alone and without the map."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import sample_town

pytestmark = pytest.mark.browser

MOST_KEYS = 60
MAPS = ("**/component/**", "**/vendor/maplibre-gl/**")

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


class Hands:
    """Two hands on a keyboard, which count what they press."""

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
        for _ in range(most):
            self.press("Tab")
            assert self.page.evaluate(FOCUS_IS_SEEN), self._here()
            if target.evaluate("element => element === document.activeElement"):
                return
        pytest.fail(f"{target} is not reached; the focus is at {self._here()}")

    def skip_to_content(self) -> None:
        self.press("Tab")
        expect(self.page.get_by_role("link", name="Zum Inhalt springen")).to_be_focused()
        self.press("Enter")

    def _here(self) -> Any:
        return self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_a_vacancy_is_found_and_reported_without_a_mouse_and_without_the_map(serve, visitor):
    served = serve(
        lambda library: library.create(
            sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
        )
    )
    staff = visitor(served)
    for pattern in MAPS:
        staff.page.route(pattern, lambda route: route.abort())
    staff.go("mark", heading="Leerstand melden")
    assert report(staff.page) <= MOST_KEYS
    store = served.library.open("musterstadt").store
    assert sorted(one.version for one in store.units()) == [1] * 7 + [2]


def report(page: Page) -> int:
    """Report what a unit is used for today; return how many keys that took."""
    hands = Hands(page)
    hands.skip_to_content()
    hands.go_to(page.get_by_role("combobox", name="Einheit nach Adresse"))
    hands.write("e 1")
    hands.press("ArrowDown")
    hands.press("Enter")
    save = page.get_by_role("button", name="Speichern", exact=True)
    save.wait_for()
    hands.go_to(save)
    hands.press("Enter")
    expect(page.get_by_text("Gespeichert:")).to_be_visible()
    return hands.pressed
