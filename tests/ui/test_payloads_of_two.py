"""What was typed and not saved, and what two people typed at once, is shown as it was typed."""

import ast
from dataclasses import replace
from datetime import UTC, datetime
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

import pytest

from biwaq_geo.domain.events import Action
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.drafts import Typed, keep_typed
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests.payload_town import PAYLOADS
from tests.ui.shown import acted_upon, as_read

T = load("de")
NOON = datetime(2026, 6, 1, tzinfo=UTC)
OWNER = "a" * 32
MINE = {state.BROWSER: OWNER, state.ACTOR: "mk"}
TYPED = (
    "address",
    "source",
    "position",
    "occupant",
    "last_occupant",
    "parcel",
    "power",
    "statute_area",
    "zoning",
    "energy_certificate",
    "contamination",
    "consent_scope",
    "permit_note",
)
"""Fields of a unit for words of one's own."""

LONGEST = 60
"""What fits into each of them."""

SHOWN = [one for one in PAYLOADS if len(one) <= LONGEST]
SETS = [SHOWN[start : start + len(TYPED)] for start in range(0, len(SHOWN), len(TYPED))]


def test_there_are_enough_of_them():
    assert len(SHOWN) >= 25
    assert sum(len(one) for one in SETS) == len(SHOWN)


def unit_of(number):
    return UUID(int=number + 1)


def keep(town, values, *, record_id, form="facts", kind=CommercialUnit):
    """Keep what somebody typed into a form before the session was lost."""
    keep_typed(
        town.store,
        lambda: NOON,
        owner=OWNER,
        form=form,
        kind=kind,
        record_id=record_id,
        typed=Typed(1 if kind is CommercialUnit else 0, values, None, uuid4()),
    )


@pytest.mark.parametrize("number", range(len(SETS)))
def test_a_restored_draft_of_facts_stands_in_its_boxes_as_it_was_typed(number, town, open_page):
    values = dict(zip(TYPED, SETS[number], strict=False))
    keep(town, values, record_id=unit_of(number))
    page = open_page("unit", **MINE, **{state.SELECTED_UNIT: unit_of(number)})
    assert not page.exception
    assert T("draft.found", time=T.time(NOON)) in [one.value for one in page.info]
    boxes = {one.key: one.value for one in [*page.text_input, *page.text_area]}
    found = {name: boxes[f"facts_{unit_of(number)}_{name}"] for name in values}
    assert found == values
    assert acted_upon(page) == []


@pytest.mark.parametrize("payload", [one for one in PAYLOADS[:-1] if one not in SHOWN])
def test_a_restored_note_stands_in_its_box_as_it_was_typed(payload, town, open_page):
    blank = uuid5(NAMESPACE_OID, f"note {unit_of(5)}")
    keep(town, {"text": payload}, record_id=blank, form="note", kind=Note)
    page = open_page("unit", **MINE, **{state.SELECTED_UNIT: unit_of(5)})
    assert not page.exception
    box = next(one for one in page.text_area if one.label == T("unit.note_new"))
    assert box.value == payload
    assert acted_upon(page) == []


@pytest.mark.parametrize("number", range(len(SETS)))
def test_both_sides_of_a_conflict_are_shown_as_they_were_typed(number, town, open_page):
    mine = SETS[number]
    theirs = mine[1:] + mine[:1]
    here = unit_of(number)
    keep(town, dict(zip(TYPED, mine, strict=False)), record_id=here)
    unit = town.store.unit(here)
    changed = replace(unit, version=2, **dict(zip(TYPED, theirs, strict=False)))
    with town.store.transaction() as tx:
        tx.save(changed, action=Action.EDITED, actor=mine[0])
    page = open_page("unit", **MINE, **{state.SELECTED_UNIT: here})
    page.button(key=f"facts_{here}_save").click().run()
    assert not page.exception
    choices = [one for one in page.radio if "_conflict_" in str(one.key)]
    assert len(choices) == len(mine)
    told = " ".join(as_read(" ".join(one.options)) for one in choices)
    for payload in (*mine, *theirs):
        assert " ".join(payload.split()) in told
    # who was faster is named, too
    assert any(" ".join(mine[0].split()) in as_read(one.value) for one in page.warning)
    assert acted_upon(page) == []


def test_a_toast_says_sentences_of_ours_only():
    """Nothing typed is in one: it is gone before somebody who looks elsewhere has read it."""
    calls = [
        node
        for file in (ROOT / "biwaq_geo" / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "st.toast"
    ]
    assert calls
    for call in calls:
        sentence = call.args[0]
        assert isinstance(sentence, ast.Call)
        assert ast.unparse(sentence.func) == "texts"
        assert [type(one) for one in sentence.args] == [ast.Constant]
        assert sentence.keywords == []
