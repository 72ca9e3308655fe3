"""A large town with the longest texts: its pages open, and what they send stays small."""

from dataclasses import replace
from uuid import UUID

import pytest

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.bootstrap import forget
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.unit_words import choices
from biwaq_geo.ui.parts.work_table import MOST_COLOURED
from tests import sample_town, wordy_town

PAGES = ("map", "mark", "unit", "businesses", "requests", "work", "scenarios", "export_data", "bin")
MOST_A_UNIT, MOST_BESIDES = 220, 60_000
"""Bytes that a page may send: for each unit, and for all else."""

MOST_IN_A_ROW = 500
"""Bytes of a row where all units stand in a table; the same again where it is coloured."""


def sent(page) -> int:
    """Return the bytes that the page sends to the browser."""
    waiting, found = [page._tree], 0
    while waiting:
        node = waiting.pop()
        children = getattr(node, "children", None)
        if children is None:
            found += node.proto.ByteSize()
        else:
            waiting += children.values()
    return found


@pytest.fixture(scope="module", params=[400, pytest.param(5_000, marks=pytest.mark.slow)])
def town(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wordy")
    wordy_town.fill(FolderLibrary(folder), request.param)
    return folder, request.param


def test_a_line_to_choose_from_is_short_and_no_other_is_the_same():
    same = [replace(wordy_town.unit(1), unit_id=UUID(int=number)) for number in range(10, 13)]
    lines = choices([*same, sample_town.unit(0)], load("de"))
    assert len(set(lines.values())) == 4
    assert max(map(len, lines.values())) < 160
    assert list(lines.values())[-1] == "Hauptstraße 1 – Bäckerei 0 (Demo)"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_many_long_texts_opens_and_sends_little(page, town, monkeypatch, open_page):
    folder, units = town
    monkeypatch.setenv("BIWAQ_STATE_DIR", str(folder))
    forget()
    opened = open_page(page, **{state.SELECTED_UNIT: wordy_town.unit(3).unit_id})
    assert not opened.exception
    rows = MOST_IN_A_ROW * (units + min(units, MOST_COLOURED))
    assert sent(opened) < MOST_BESIDES + (rows if page == "work" else MOST_A_UNIT * units)
    forget()
