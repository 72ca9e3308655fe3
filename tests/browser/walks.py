"""A walk over every page that the navigation offers, as somebody with a browser takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page


NAMED = """() => [...document.querySelectorAll("[data-testid=stDataFrame]")].every((table) =>
    [...table.querySelectorAll("[role=grid]")].every((grid) => grid.ariaLabel)
    && (table.querySelector("[role=grid]") || !table.checkVisibility()))
    && [...document.querySelectorAll("[data-testid=stMain] table:not([role])")].every(
        (table) => table.ariaLabel)"""

UNFOLDED = """() => [...document.querySelectorAll("details[open] [data-testid=stExpanderDetails]")]
    .every((inside) => inside.querySelector("[data-testid=stVerticalBlock] > *"))"""


def pages_of(page: Page) -> Iterator[str]:
    """Open one page after the other by its link and yield its name when it is at rest."""
    links = page.get_by_test_id("stSidebar").get_by_test_id("stPageLink-NavLink")
    links.first.wait_for()
    rest(page)
    found = [(str(one.get_attribute("href")), one.locator("p").inner_text()) for one in links.all()]
    # the council room has no way back, so it comes last
    for address, title in sorted(found, key=lambda one: "council" in one[0]):
        in_the_room = "council" in address
        links.and_(page.locator(f"[href='{address}']")).click()
        if in_the_room:
            page.get_by_test_id("stSidebar").wait_for(state="hidden")
        else:
            page.get_by_role("heading", level=1, name=title).wait_for()
        rest(page)
        yield address.rsplit("/", 1)[-1].split("?")[0] or "map"


def rest(page: Page) -> None:
    """Wait until the page has a heading and its script has run."""
    page.get_by_role("heading", level=1).first.wait_for(state="attached")
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")


def settled(page: Page) -> None:
    """Wait until the page has run and its own scripts have looked at it."""
    # what is heavy comes with a run of its own when it is unfolded, and that begins after the click
    page.wait_for_function(UNFOLDED)
    rest(page)
    # the parts of a page are loaded when they are first drawn, and anew for a narrow window
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    # a table that draws itself comes after the run, and its name a picture later
    page.wait_for_function(NAMED)
    page.evaluate("() => new Promise((go) => requestAnimationFrame(() => setTimeout(go)))")


def opened(page: Page) -> Iterator[str]:
    """Yield what is shown, one tab after the other, and then everything that can be unfolded."""
    yield ""
    main = page.get_by_test_id("stMain")
    for tab in main.get_by_role("tab").all():
        if tab.is_visible():
            tab.click()
            yield tab.inner_text()
    shut = main.locator("details:not([open]) > summary").filter(visible=True)
    for _ in range(shut.count()):
        words = shut.first.inner_text()
        shut.first.click()
        yield words
