"""Typing survives a killed server, and another person's save does not disturb it."""

from dataclasses import replace

import pytest

from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.texts import load

pytestmark = pytest.mark.browser

GERMAN = load("de")


def store_of(served):
    library = served.library
    return library.open(library.profiles()[0].key).store


def vacant(served, number=0):
    return [unit for unit in store_of(served).units() if unit.state is UnitState.VACANT][number]


def open_file(there, unit):
    there.go(f"unit?unit={unit.unit_id}", heading=GERMAN("nav.unit"))
    there.page.get_by_text(GERMAN("unit.group_place")).wait_for()
    return there.page


def test_what_was_typed_is_there_after_the_server_was_killed(builtin, visitor):
    there, unit = visitor(builtin), vacant(builtin)
    page = open_file(there, unit)
    page.get_by_label(GERMAN("field.zoning")).press_sequentially("Kerngebiet MK")
    # sent after a pause in the typing: nobody has left the box or pressed a key
    page.get_by_text(GERMAN("draft.kept")).wait_for()
    builtin.kill()
    builtin.start()
    page.reload()
    page.get_by_text(GERMAN("draft.drop")).wait_for()
    assert page.get_by_label(GERMAN("field.zoning")).input_value() == "Kerngebiet MK"
    assert store_of(builtin).unit(unit.unit_id).version == unit.version
    page.get_by_role("button", name=GERMAN("unit.save")).click()
    page.get_by_text("Gespeichert: ").wait_for()
    # boxes that the browser had not yet drawn when the typing began say nothing
    saved = store_of(builtin).unit(unit.unit_id)
    assert saved == replace(unit, zoning="Kerngebiet MK", version=unit.version + 1)
    assert there.foreign == []


def test_another_persons_save_appears_while_somebody_types_and_both_are_kept(builtin, visitor):
    there, unit = visitor(builtin), vacant(builtin)
    store = store_of(builtin)
    page = open_file(there, unit)
    box = page.get_by_label(GERMAN("field.zoning"))
    box.press_sequentially("Kerngebiet")
    mark_unit(
        store,
        lambda: unit.observed_on,
        unit_id=unit.unit_id,
        mark=Mark(UnitState.IN_WORKS, since=unit.observed_on),
        seen_version=unit.version,
        actor="Vera",
    )
    page.get_by_text("im Umbau seit").wait_for()
    box.press_sequentially(" MK")
    assert box.input_value() == "Kerngebiet MK"
    page.get_by_role("button", name=GERMAN("unit.save")).click()
    page.get_by_text("Vera").first.wait_for()
    page.get_by_role("button", name=GERMAN("conflict.merge")).click()
    page.get_by_text("Gespeichert: ").wait_for()
    saved = store.unit(unit.unit_id)
    assert (saved.zoning, saved.state) == ("Kerngebiet MK", UnitState.IN_WORKS)
