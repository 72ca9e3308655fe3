"""What axe-core finds on a page as it stands, and whether it fits its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.look import AXE, DESK, PHONE
from tests.browser.page_scripts import EVERYTHING, TOOLS_ARE, VIOLATIONS

if TYPE_CHECKING:
    from playwright.sync_api import Page


def violations(page: Page) -> list[str]:
    """Return what breaks WCAG 2.2 A or AA; the page must let a foreign script in."""
    # what is about to go is faded until it has gone
    page.wait_for_function("!document.querySelector('[data-stale=true]')")
    # what shows itself to a pointer is looked at by itself
    page.mouse.move(0, 0)
    page.wait_for_function(TOOLS_ARE, arg="0")
    page.evaluate(AXE.read_text("utf-8"))
    return list(page.evaluate(VIOLATIONS, EVERYTHING))


def wide_and_on_a_phone(page: Page) -> list[str]:
    """Return what is wrong with a page of plain HTML on a desk and on a phone."""
    found = violations(page)
    page.set_viewport_size(PHONE.pixels)
    found += violations(page)
    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    found += [f"wider than a phone by {page.evaluate(too_wide)}"] * bool(page.evaluate(too_wide))
    page.set_viewport_size(DESK.pixels)
    return found
