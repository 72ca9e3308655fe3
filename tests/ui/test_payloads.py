"""Whatever people type, load or import is shown as they typed it, on every page."""

from dataclasses import replace
from itertools import cycle
from pathlib import Path
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.bootstrap import forget
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.requests import Request
from biwaq_geo.domain.tasks import Task
from biwaq_geo.services.walk_plan import plan_walk
from biwaq_geo.texts import LANGUAGES
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.import_desk import Desk
from biwaq_geo.ui.parts.layer_desk import LayerDesk
from tests import payload_files, payload_town
from tests.payload_files import TABLE, TYPED
from tests.payload_town import PAYLOADS
from tests.ui.planted_script import everywhere
from tests.ui.shown import SHOWN_AS_TYPED, acted_upon, elements, texts_of
from tests.ui.test_every_page import PAGES

NUMBER = 24
"""Of the chosen records; the lists hold all of them."""

WALKED = 4.8
"""How fast the catalogue has people walk, in km/h."""

_NAME = f"{PAYLOADS[19]}.csv"

CHOSEN = {
    state.SELECTED_UNIT: UUID(int=NUMBER + 1),
    state.BUSINESS: UUID(int=2000 + NUMBER + 1),
    state.REQUEST: UUID(int=7000 + NUMBER + 1),
    state.STORY: True,
    state.MOVING: True,
    state.BACKGROUND: "planted_tiles",
    "layers_change_own_0": True,
}
"""What is open on a page that opens it."""

WITH_RECORDS = {state.SELECTED_UNIT: UUID(int=1), state.STORY: True}
"""A unit with notes, contacts, photos and businesses."""

MORE = [
    ("map", {"search_musterstadt_typed": "planted"}),
    ("map", {"search_musterstadt_typed": TYPED}),
    ("map", {state.FEATURE: ("own_0", "0")}),
    ("unit", WITH_RECORDS),
    ("mark", WITH_RECORDS | {state.MOVING: False}),
    ("mark", {state.BUILDING: "b1"}),
    ("work", {state.LAST_ACT: ("act.finished", Task, UUID(int=5000 + 20), 1)}),
    ("businesses", {state.LAST_ACT: ("act.saved", Business, UUID(int=2000 + 20), 1)}),
    ("requests", {state.LAST_ACT: ("act.removed", Request, UUID(int=7000 + 20), 1)}),
    ("council", {state.NO_WEBGL: True, state.SLIDE: 1}),
    *(("council", {state.SLIDE: number}) for number in (1, 2, 3)),
    ("scenarios", {state.SCENARIO: UUID(int=90_001)}),
    ("import_units", {state.IMPORT: Desk(_NAME, TABLE)}),
    ("import_units", {state.IMPORT: Desk(_NAME.replace(".csv", ".xlsx"), b"nothing")}),
    ("layers", {state.LAYER_DESK: LayerDesk(_NAME, TABLE)}),
]
"""What the pages show besides, when somebody searches, loads, or has just done something."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planted")
    payload_town.plant(FolderLibrary(folder))
    return payload_files.environment(folder / "files") | {"BIWAQ_STATE_DIR": str(folder)}


@pytest.fixture(autouse=True)
def _planted_installation(planted, monkeypatch):
    for name, value in planted.items():
        monkeypatch.setenv(name, value)
    forget()
    yield
    forget()


@pytest.mark.parametrize(("page", "language"), [*zip(PAGES, cycle(LANGUAGES))])
def test_no_page_takes_a_payload_for_markdown_or_html(page, language, open_page):
    opened = open_page(page, language=language, **CHOSEN)
    assert not opened.exception
    assert acted_upon(opened) == []


@pytest.mark.parametrize(("page", "session"), MORE)
def test_nor_does_what_a_page_shows_when_somebody_works_there(page, session, open_page):
    opened = open_page(page, **session)
    assert not opened.exception
    assert acted_upon(opened) == []
    # it is there, and not merely left out
    assert any("planted" in text for _, text in texts_of(opened))


def test_a_walk_names_what_it_cannot_reach_as_it_was_typed(planted, open_page):
    town = FolderLibrary(Path(planted["BIWAQ_STATE_DIR"])).open("musterstadt")
    units = town.store.units()[:4]
    plan = plan_walk(town, units, speed_kmh=WALKED)
    lost = replace(plan, walk=replace(plan.walk, unreachable=tuple(plan.units)))
    chosen = (town.profile.key, (), None, True, WALKED)
    opened = open_page("work", **{state.WORK_WALK: (chosen, lost)})
    assert any("planted" in one.value for one in opened.warning)
    assert acted_upon(opened) == []


def test_the_pages_of_records_show_them(open_page):
    opened = open_page("unit", **{state.SELECTED_UNIT: UUID(int=1)})
    notes = [one.value for one in opened.text]
    assert PAYLOADS[0] in notes
    assert any(one.value == PAYLOADS[0] for one in opened.text_input)


def test_this_would_find_a_text_that_is_put_on_a_page_as_it_was_typed():
    opened = AppTest.from_function(everywhere, kwargs={"typed": PAYLOADS[20]}).run()
    assert not opened.exception
    raw = {path for path, text in texts_of(opened) if PAYLOADS[20] in text}
    found = {one.split(": ")[0] for one in acted_upon(opened)}
    assert len(found) > 25
    # all that is left is shown as it was typed
    assert raw - found == SHOWN_AS_TYPED & raw


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x onerror=planted>",
        '<a href="javascript:planted">',
        "<script>",
        '<span class="planted">',
        "<iframe srcdoc=planted>",
        '<img src="https://planted.example/a.png">',
    ],
)
def test_this_would_find_a_text_that_is_put_into_html_as_it_was_typed(html):
    assert elements(f'<div class="legend"><span>{html}</span></div>') == [html]
