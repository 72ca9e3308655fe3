"""What a screen reader hears on each page, and that refusals are tied to their boxes."""

import json
from uuid import UUID, uuid4

import pytest

from biwaq_geo.services.notes import add_note
from biwaq_geo.services.tasks import NewTask, add_tasks
from tests.browser.screen_reader import faults, heard
from tests.browser.test_accessibility import NOON, fill
from tests.browser.walks import pages_of, rest
from tests.sample_town import unit

pytestmark = pytest.mark.browser


NAMED = """() => [...document.querySelectorAll("[data-testid=stDataFrame]")].every((table) =>
    [...table.querySelectorAll("[role=grid]")].every((grid) => grid.ariaLabel)
    && (table.querySelector("[role=grid]") || !table.checkVisibility()))"""


def fill_richly(library):
    """Fill the town with several of each thing that has the same buttons."""
    fill(library)
    town = library.open("musterstadt")
    for number in (1, 2):
        add_note(
            town.store,
            lambda: NOON,
            note_id=uuid4(),
            unit_id=unit(6).unit_id,
            text=f"Notiz {number}",
            actor="test",
        )
    made = [NewTask(uuid4(), f"Aufgabe {number}", unit(6).unit_id, None, "") for number in (1, 2)]
    add_tasks(town.store, NOON.date, tasks=made, actor="test")


def settled(page):
    """Wait until the page has run and its own scripts have looked at it."""
    rest(page)
    # a table that draws itself comes after the run, and its name a picture later
    page.wait_for_function(NAMED)
    page.evaluate("() => new Promise((go) => requestAnimationFrame(() => setTimeout(go)))")


def opened(page):
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


def test_each_page_has_landmarks_one_title_and_a_name_for_all_that_can_be_used(serve, visitor):
    served = serve(fill_richly)
    page = visitor(served).page
    page.goto(f"{served.address}/mark?unit={UUID(int=6)}")
    found = {}
    for name in pages_of(page):
        for part in opened(page):
            settled(page)
            found[f"{name} {part}"] = faults(heard(page), alone=name == "council")
    found = {name: wrong for name, wrong in found.items() if wrong}
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)
