"""Every page under axe-core, in both languages, full and empty, wide, on a phone and zoomed in."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import TimeoutError as NotInTimeError
from playwright.sync_api import ViewportSize, expect

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.scenarios import UseUnit
from biwaq_geo.services.scenarios import add_edit, create
from biwaq_geo.texts import load
from biwaq_geo.ui.parts.slides import TITLES
from tests import sample_town
from tests.browser.conftest import ROOT, Visitor
from tests.browser.page_scripts import (
    AT_REST,
    EVERYTHING,
    HALF_WAY_DOWN,
    MAPS_DRAWN,
    SIZES,
    STILL_MOVING,
    TOO_SMALL,
    TOO_WIDE,
    TOOLS_ARE,
    TOOLS_HAVE_COME,
    VIOLATIONS,
    WITHOUT_EDGE,
)
from tests.browser.pictures import differences
from tests.browser.walks import rest

pytestmark = pytest.mark.browser

AXE = ROOT / "static" / "vendor" / "axe-core" / "axe.min.js"
SCREENS = sorted(
    screen.stem
    for screen in (ROOT / "biwaq_geo" / "ui" / "screens").glob("[a-z]*.py")
    if screen.stem != "council"
)
BARE = "Ohnestadt"
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
PHONE, ZOOMED = ViewportSize(width=390, height=844), ViewportSize(width=320, height=640)
"""1280 pixels at 400 per cent are 320."""
WIDE = ViewportSize(width=1440, height=1000)

PICTURED = {"map", "mark", "unit", "work", "figures", "scenarios", "council"}
"""The main screens, whose looks are compared with pictures."""


def fill(library) -> None:
    town = library.create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )
    made = create(
        town.store, lambda: NOON, scenario_id=UUID(int=9), name="Glas & Licht", actor="test"
    )
    use = UseUnit(UUID(int=1), UUID(int=6), "pop_up_store", date(2027, 1, 1), date(2027, 12, 31))
    add_edit(
        town,
        read_catalogues(ROOT / "catalogues"),
        scenario_id=made.scenario_id,
        edit=use,
        seen_version=made.version,
        actor="test",
    )
    bare = {name: sample_town.layers()[name] for name in ("boundary", "streets")}
    library.create(replace(sample_town.PROFILE, key="zz", name=BARE), layers=bare, units=[])


class Look:
    """Looks at one page after the other and writes down what is wrong with it."""

    def __init__(self, visitor: Visitor, language: str) -> None:
        self.page = visitor.page
        self.language = language
        self.words = load(language)
        self.compare = True
        self.found: dict[str, list[str]] = {}

    def at(
        self, screen: str, *, title: str | None = None, narrow: bool = True, picture: str = ""
    ) -> None:
        # the map is named with its town
        heading = title or self.words(f"nav.{screen}")
        named = re.compile(f"^{re.escape(heading)}( |$)")
        self.page.get_by_role("heading", name=named, level=1).wait_for()
        self._rest()
        self._note(f"{screen} wide", self._axe())
        if self.compare and screen in PICTURED:
            self.page.wait_for_function(MAPS_DRAWN)
            name = f"{picture or screen}_{self.language}"
            self._note(f"{name} picture", differences(self.page, name))
        self._note(f"{screen} wide, too small", self.page.evaluate(TOO_SMALL, 24))
        if not narrow:
            return
        for size, least, name in ((PHONE, 44, "phone"), (ZOOMED, 24, "zoomed")):
            self.page.set_viewport_size(size)
            self._rest()
            self._note(f"{screen} {name}, too wide", self._too_wide())
            if name == "phone":
                self._note(f"{screen} {name}", self._axe())
                if screen == "mark":
                    self._note(f"{screen} {name}, too small", self.page.evaluate(TOO_SMALL, least))
        self.page.set_viewport_size(WIDE)
        self._rest()

    def through(self, screens: list[str], *, narrow: bool) -> None:
        for screen in screens:
            link = self.page.get_by_test_id("stSidebar").get_by_role(
                "link", name=self.words(f"nav.{screen}"), exact=True
            )
            link.click()
            self.at(screen, narrow=narrow)

    def _rest(self) -> None:
        self.page.wait_for_function(AT_REST)

    def _too_wide(self) -> Any:
        try:
            # charts and maps take their new width after the page has
            self.page.wait_for_function(f"({TOO_WIDE})().length === 0", timeout=15_000)
        except NotInTimeError:
            return self.page.evaluate(TOO_WIDE)
        return []

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
            # with what stands above it on the screen: the tools cover that, if anything
            table.evaluate(HALF_WAY_DOWN)
            table.hover(position={"x": 20, "y": 20})
            table.evaluate(TOOLS_HAVE_COME)
            found += self.page.evaluate(VIOLATIONS, SIZES)
        return found

    def _note(self, where: str, wrong: list[str]) -> None:
        if wrong:
            self.found[where] = wrong


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.slow)])
def test_every_page_full_and_empty_keeps_to_wcag_and_fits_a_phone(language, serve, visitor):
    served = serve(fill)
    # axe is brought by the test: the pages themselves let no foreign script run
    guest = visitor(served, bypass_csp=True)
    look = Look(guest, language)
    guest.page.goto(f"{served.address}/mark?lang={language}&unit={UUID(int=6)}")
    guest.page.get_by_test_id("stSidebar").get_by_role("radio").first.wait_for(state="attached")
    look.through(SCREENS, narrow=True)
    guest.page.get_by_test_id("stSidebar").get_by_role(
        "link", name=look.words("nav.council"), exact=True
    ).click()
    for title in TITLES:
        guest.page.get_by_role("heading", name=look.words(f"council.{title}")).wait_for()
        look.at("council", title="Glas & Licht", picture=title)
        guest.page.keyboard.press("ArrowRight")
    guest.page.get_by_role("link", name=look.words("council.exit")).click()

    look.compare = False
    box = guest.page.get_by_role("combobox", name=look.words("app.town"))
    box.click()
    guest.page.get_by_role("option", name=BARE).click()
    expect(guest.page.get_by_text(BARE).first).to_be_visible()
    look.through(SCREENS, narrow=False)
    assert not look.found, json.dumps(look.found, ensure_ascii=False, indent=1)


def test_messages_are_announced_and_motion_and_colours_are_those_of_the_person(serve, visitor):
    served = serve(fill)
    guest = visitor(served, reduced_motion="reduce", forced_colors="active")
    page = guest.page
    page.goto(f"{served.address}/mark?unit={UUID(int=6)}")
    # a message stands until the next run of the page: those of the beginning are over
    rest(page)
    page.locator("summary").filter(has_text="Fotos").click()
    page.get_by_role("button", name="Foto speichern").click()
    expect(
        page.get_by_role("alert").filter(has_text=load("de")("photos.none_chosen"))
    ).to_be_visible()
    assert page.evaluate(STILL_MOVING) == []
    assert page.evaluate(WITHOUT_EDGE) == []
