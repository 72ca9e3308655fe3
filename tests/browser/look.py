"""A look at one page after the other: axe-core, its width, its picture, and how it sounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from playwright.sync_api import TimeoutError as NotInTimeError
from playwright.sync_api import ViewportSize

from biwaq_geo.texts import load
from tests.browser.conftest import ROOT
from tests.browser.page_scripts import (
    AT_REST,
    EVERYTHING,
    HALF_WAY_DOWN,
    MAPS_DRAWN,
    SIZES,
    TOO_SMALL,
    TOO_WIDE,
    TOOLS_ARE,
    TOOLS_HAVE_COME,
    VIOLATIONS,
)
from tests.browser.pictures import differences
from tests.browser.screen_reader import stumbles
from tests.browser.walks import opened, settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visitor

AXE = ROOT / "static" / "vendor" / "axe-core" / "axe.min.js"
COUNCIL = "council"
PICTURED = frozenset(
    {"map", "mark", "unit", "work", "figures", "reach", "street_audit", "footfall"}
    | {"scenarios", "waiting", "optimiser", COUNCIL}
)
"""The main screens, whose looks are compared with pictures."""

POINTED = 20
"""A page that takes its width moves a table away from under the pointer: so often it is tried."""


class Size(NamedTuple):
    """A window; 1280 pixels at 400 per cent are 320."""

    name: str
    pixels: ViewportSize


DESK = Size("wide", ViewportSize(width=1440, height=1000))
PHONE = Size("phone", ViewportSize(width=390, height=844))
ZOOMED = Size("zoomed", ViewportSize(width=320, height=640))
ALL_SIZES = (DESK, PHONE, ZOOMED)


class Look:
    """Looks at one page after the other and writes down what is wrong with it."""

    def __init__(self, visitor: Visitor, language: str) -> None:
        self.page = visitor.page
        self.language = language
        self.words = load(language)
        self.compare = True
        self.found: dict[str, list[str]] = {}

    def at(
        self, screen: str, sizes: Sequence[Size], *, title: str | None = None, picture: str = ""
    ) -> None:
        # the map is named with its town
        heading = title or self.words(f"nav.{screen}")
        named = re.compile(f"^{re.escape(heading)}( |$)")
        self.page.get_by_role("heading", name=named, level=1).wait_for()
        self._rest()
        if self.compare and screen in PICTURED:
            self.page.wait_for_function(MAPS_DRAWN)
            name = f"{picture or screen}_{self.language}"
            self._note(f"{name} picture", differences(self.page, name))
        self._hear(screen)
        for size in sizes:
            self.page.set_viewport_size(size.pixels)
            self._rest()
            self._note(f"{screen} {size.name}", self._axe())
            if size is DESK:
                self._note(f"{screen} wide, too small", self.page.evaluate(TOO_SMALL, 24))
                continue
            self._note(f"{screen} {size.name}, too wide", too_wide(self.page))
            if size is PHONE and screen == "mark":
                self._note(f"{screen} phone, too small", self.page.evaluate(TOO_SMALL, 44))
        self.page.set_viewport_size(DESK.pixels)
        self._rest()

    def through(self, screens: Iterable[tuple[str, Sequence[Size]]]) -> None:
        for screen, sizes in screens:
            link = self.page.get_by_test_id("stSidebar").get_by_role(
                "link", name=self.words(f"nav.{screen}"), exact=True
            )
            link.click()
            self.at(screen, sizes)

    def _hear(self, screen: str) -> None:
        """Unfold one part after the other and listen; all is open in the end."""
        for part in opened(self.page):
            settled(self.page)
            self._note(f"{screen} heard, {part}", stumbles(self.page, alone=screen == COUNCIL))

    def _rest(self) -> None:
        self.page.wait_for_function(AT_REST)

    def _axe(self) -> Any:
        # what shows itself to a pointer that happens to be there is looked at by itself
        self.page.mouse.move(0, 0)
        self.page.wait_for_function(TOOLS_ARE, arg="0")
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text("utf-8"))
        return [*self.page.evaluate(VIOLATIONS, EVERYTHING), *self._tools_of_tables()]

    def _tools_of_tables(self) -> list[str]:
        """Point at one table after the other: its tools lie over nothing else."""
        found: list[str] = []
        for table in self.page.get_by_test_id("stDataFrame").filter(visible=True).all():
            come = any(pointed_at(table) for _ in range(POINTED))
            found += self.page.evaluate(VIOLATIONS, SIZES) if come else ["no tools of a table"]
        return found

    def _note(self, where: str, wrong: list[str]) -> None:
        if wrong:
            self.found[where] = wrong


def pointed_at(table: Locator) -> bool:
    """Point at a table; return whether it stayed under the pointer until its tools came."""
    # with what stands above it on the screen: the tools cover that, if anything
    table.evaluate(HALF_WAY_DOWN)
    table.hover(position={"x": 20, "y": 20})
    return bool(table.evaluate(TOOLS_HAVE_COME))


def too_wide(page: Page) -> Any:
    """Return what reaches over the edge of the window, once the page has come to rest."""
    try:
        # charts and maps take their new width after the page has
        page.wait_for_function(f"({TOO_WIDE})().length === 0", timeout=15_000)
    except NotInTimeError:
        return page.evaluate(TOO_WIDE)
    return []
