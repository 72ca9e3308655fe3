"""A page in somebody's hands: what a walk from link to link does not come to.

A state in use has a name, an address, and the steps that lead to it. The steps find their
way by our own words alone: they lead to the same state in either language, and in a town
whose every text is made to be acted upon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.maps import WorkMap
from tests.browser.walks import rest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from biwaq_geo.services.ports import Store
    from biwaq_geo.texts import Texts


@dataclass(frozen=True, slots=True)
class Use:
    """Somebody at work on a page; `store` is what a colleague writes to meanwhile."""

    page: Page
    words: Texts
    store: Store

    @property
    def main(self) -> Locator:
        return self.page.get_by_test_id("stMain")

    def begins(self, key: str) -> re.Pattern[str]:
        """Return what a text says before its first value."""
        return re.compile(f"^{re.escape(self.beginning(key))}")

    def beginning(self, key: str) -> str:
        return re.split(r"\{|\*\*", self.words(key))[0]

    def press(self, key: str) -> None:
        button = self.page.get_by_role("button", name=self.begins(key))
        button.filter(visible=True).first.click()
        rest(self.page)

    def open(self, key: str) -> None:
        """Unfold what has the words as its head."""
        # its icon is a word, too
        self.page.locator("summary").filter(has_text=self.beginning(key)).first.click()
        rest(self.page)

    def tab(self, key: str) -> None:
        self.main.get_by_role("tab", name=self.begins(key)).click()
        rest(self.page)

    def take(self, key: str) -> None:
        """Choose one of a row of words."""
        self.main.get_by_role("radio", name=self.words(key), exact=True).click()
        rest(self.page)

    def tick(self, key: str) -> None:
        self.main.get_by_text(self.words(key), exact=True).click()
        rest(self.page)

    def choose(self, key: str, number: int) -> None:
        """Choose a line of a list, counted from 0."""
        self.main.get_by_role("combobox", name=self.begins(key)).first.click()
        self.page.get_by_role("option").nth(number).click()
        rest(self.page)

    def write(self, key: str, text: str) -> None:
        named = self.main.get_by_label(self.words(key))
        box = named.and_(self.main.locator("input, textarea")).first
        box.fill(text)
        box.press("Enter")
        rest(self.page)

    def hears(self, key: str) -> None:
        """Wait for a message."""
        told = self.page.get_by_text(self.beginning(key)).filter(visible=True)
        expect(told.first).to_be_visible()

    def map(self) -> WorkMap:
        """Return the map of the page, once it is drawn."""
        shown = WorkMap(self.page)
        shown.wait()
        return shown


@dataclass(frozen=True, slots=True)
class State:
    """What can be seen while somebody works; `address` lies below that of the server."""

    name: str
    address: str
    steps: Callable[[Use], None]
