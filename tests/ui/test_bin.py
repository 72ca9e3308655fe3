"""Putting things into the recycle bin and bringing them back."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.roles import Role
from biwaq_geo.services.layer_upload.changes import remove_layer
from biwaq_geo.services.recycle import in_bin, remove_unit, restore
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests import sample_layer, sample_town
from tests.ui.shown import as_read

TEXTS = load("de")
FIRST = sample_town.unit(0).unit_id


def put_away(town, reason="doppelt"):
    return remove_unit(
        town.store,
        lambda: datetime.now(UTC),
        unit_id=FIRST,
        seen_version=1,
        reason=reason,
        actor="KL",
    )


def layer_put_away(town):
    sample_layer.add(town)
    return remove_layer(town, lambda: datetime.now(UTC).date(), key=sample_layer.KEY, actor="KL")


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_empty_bin_says_so(language, town, open_page):
    page = open_page("bin", language=language)
    assert not page.exception
    assert [one.value for one in page.info] == [load(language)("bin.empty")]


def test_the_bin_lists_what_it_holds_with_the_reason(town, open_page):
    put_away(town, reason="doppelt *erfasst*")
    page = open_page("bin")
    assert not page.exception
    row = page.dataframe[0].value.iloc[0]
    assert (row["kind"], row["name"], row["reason"]) == (
        "Einheit",
        "Hauptstraße 1",
        "doppelt *erfasst*",
    )
    assert page.button(key="bin_restore").disabled


def test_a_note_in_the_bin_names_its_unit(town, open_page):
    note = Note(
        uuid4(), FIRST, "Schlüssel", "KL", datetime.now(UTC), removed_on=sample_town.PROFILE.as_of
    )
    with town.store.transaction() as tx:
        tx.add(note, actor="KL")
    row = open_page("bin").dataframe[0].value.iloc[0]
    assert (row["kind"], row["name"], row["of"]) == ("Notiz", "Schlüssel", "Hauptstraße 1")


def test_a_removed_layer_lies_in_the_bin_with_who_and_when(town, open_page):
    gone = layer_put_away(town)
    row = open_page("bin").dataframe[0].value.iloc[0]
    assert (row["kind"], row["name"]) == (TEXTS("bin.layer"), "Spielplätze")
    assert (row["removed_by"], row["removed_on"]) == ("KL", TEXTS.day(gone.removed_on))


def test_a_layer_that_comes_back_from_the_bin_can_be_taken_back_there(town, open_page):
    layer_put_away(town)
    rows = f"bin_table_{town.profile.key}_{town.store.revision()}"
    page = open_page("bin", **{rows: {"selection": {"rows": [0], "columns": [], "cells": []}}})
    page.button(key="bin_restore").click().run()
    assert not page.exception
    assert [one.value for one in page.success] == [TEXTS("layers.brought_back")]
    assert [one.removed for one in town.added.layers()] == [False]
    page.button(key="act_undo").click().run()
    assert not page.exception
    assert [one.removed for one in town.added.layers()] == [True]


@pytest.mark.parametrize(("role", "shown"), [(Role.STAFF, 0), (Role.PLANNER, 1)])
def test_layers_lie_in_the_bin_of_those_who_may_bring_them_back(
    role, shown, library, log_in, open_page
):
    layer_put_away(library.open("musterstadt"))
    log_in(role)
    rows = [one.value for one in open_page("bin").dataframe]
    assert sum(list(one["kind"]).count(TEXTS("bin.layer")) for one in rows) == shown


def test_a_restoration_can_be_taken_back_on_the_page(town, open_page):
    gone, batch = put_away(town), uuid4()
    restore(town.store, records=[gone], batch=batch, actor="KL")
    page = open_page("bin", **{state.BIN_DONE: (1, batch)})
    assert [one.value for one in page.success] == [TEXTS("bin.restored", count=1)]
    page.button(key="bin_undo").click().run()
    assert not page.exception
    assert [one.unit_id for one in in_bin(town.store)] == [FIRST]
    assert len(page.success) == 0


def test_a_unit_without_a_reason_stays_in_the_register(town, open_page):
    page = open_page("unit", **{state.SELECTED_UNIT: FIRST})
    assert not page.exception
    submit = next(one for one in page.button if one.label == TEXTS("bin.remove"))
    submit.click().run()
    assert TEXTS("error.reason_needed") in [as_read(one.value) for one in page.error]
    assert in_bin(town.store) == []


def test_a_unit_with_a_reason_goes_to_the_bin(town, open_page):
    page = open_page("unit", **{state.SELECTED_UNIT: FIRST})
    page.text_input(key=f"removal_{FIRST}_reason").set_value("gab es nie")
    next(one for one in page.button if one.label == TEXTS("bin.remove")).click().run()
    assert not page.exception
    assert [one.unit_id for one in in_bin(town.store)] == [FIRST]
    assert FIRST not in {one.unit_id for one in town.store.units()}
