"""Whatever people type, load or import is shown as they typed it, on every page."""

import re
from itertools import cycle
from uuid import UUID

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.bootstrap import forget
from biwaq_geo.texts import LANGUAGES
from biwaq_geo.ui import state
from tests import payload_town
from tests.payload_town import PAYLOADS
from tests.ui.test_every_page import PAGES

NUMBER = 24
"""Of the chosen records; the lists hold all of them."""

_MARKS = re.compile(r"[*_~`$#<\[]|:\w")
ACTIVE = [re.compile(rf"(?<!\\){re.escape(one)}") for one in PAYLOADS if _MARKS.search(one)]
"""Payloads that Markdown would act upon, as they were typed."""


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planted")
    payload_town.plant(FolderLibrary(folder))
    return payload_town.environment(folder / "files") | {"BIWAQ_STATE_DIR": str(folder)}


@pytest.fixture(autouse=True)
def _planted_installation(planted, monkeypatch):
    for name, value in planted.items():
        monkeypatch.setenv(name, value)
    forget()
    yield
    forget()


def markdown_of(page) -> list[str]:
    """Return every text of the page that Streamlit reads as Markdown."""
    seen = [one for part in (page.main, page.sidebar) for one in part]
    bodies = ("markdown", "caption", "warning", "info", "error", "success", "title", "subheader")
    told = [str(one.value) for kind in bodies for one in getattr(page, kind)]
    told += [str(words) for one in seen if (words := getattr(one, "label", ""))]
    return told + [
        words for kind in (page.radio, page.button_group) for one in kind for words in one.options
    ]


@pytest.mark.parametrize(("page", "language"), [*zip(PAGES, cycle(LANGUAGES))])
def test_no_page_takes_a_payload_for_markdown(page, language, open_page):
    chosen = {
        state.SELECTED_UNIT: UUID(int=NUMBER + 1),
        state.BUSINESS: UUID(int=2000 + NUMBER + 1),
        state.REQUEST: UUID(int=7000 + NUMBER + 1),
    }
    opened = open_page(page, language=language, **chosen)
    assert not opened.exception
    told = markdown_of(opened)
    assert [words for words in told if any(one.search(words) for one in ACTIVE)] == []


def test_the_pages_of_records_show_them(open_page):
    opened = open_page("unit", **{state.SELECTED_UNIT: UUID(int=1)})
    notes = [one.value for one in opened.text]
    assert PAYLOADS[0] in notes
    assert any(one.value == PAYLOADS[0] for one in opened.text_input)
