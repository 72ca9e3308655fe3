"""What a screen reader hears on each page, and that refusals are tied to their boxes."""

import json
from uuid import UUID, uuid4

import pytest

from biwaq_geo.services.notes import add_note
from biwaq_geo.services.tasks import NewTask, add_tasks
from tests.browser.screen_reader import stumbles
from tests.browser.test_accessibility import NOON, fill
from tests.browser.walks import opened, pages_of, settled
from tests.sample_town import unit

pytestmark = pytest.mark.browser


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


# the look at every page of `test_accessibility` hears each of them once, with less in it
@pytest.mark.slow
def test_each_page_has_landmarks_one_title_and_a_name_for_all_that_can_be_used(serve, visitor):
    served = serve(fill_richly)
    page = visitor(served).page
    page.goto(f"{served.address}/mark?unit={UUID(int=6)}")
    found = {}
    for name in pages_of(page):
        for part in opened(page):
            settled(page)
            found[f"{name} {part}"] = stumbles(page, alone=name == "council")
    found = {name: wrong for name, wrong in found.items() if wrong}
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)
