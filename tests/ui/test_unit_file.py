"""The file of a unit: every field, the state, the case, notes, contacts."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.events import Action
from biwaq_geo.domain.fields import Audience, visible
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.unit_edits import EDITABLE
from biwaq_geo.domain.unit_values import (
    BlockedBy,
    CaseOutcome,
    CaseStatus,
    PermitLight,
    UnitState,
    VacancyReason,
)
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import load
from biwaq_geo.ui.parts.unit_facts import GROUPS

VACANT, INTERIM = UUID(int=6), UUID(int=8)
GERMAN = load("de")
LATER = date(2099, 12, 31)
KINDS = ("date_input", "selectbox", "text_input", "number_input", "text_area", "multiselect")


def open_file(open_page, unit=VACANT, **more):
    session = {"app_selected_unit": unit, "app_browser": "a" * 32, "app_actor": "mk"}
    return open_page("unit", **(session | more))


def box(page, key):
    return next(one for kind in KINDS for one in getattr(page, kind) if one.key == key)


def has(page, key):
    return any(one.key == key for kind in KINDS for one in getattr(page, kind))


def press(page, key):
    next(one for one in page.button if one.label == GERMAN(key)).click().run()
    assert not page.exception


def errors(page):
    return " ".join(one.value for one in page.error)


def test_every_field_that_can_be_edited_is_in_one_group():
    listed = [name for names in GROUPS.values() for name in names]
    assert sorted(listed) == sorted(EDITABLE)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_file_opens_with_a_box_for_every_field(town, open_page, language):
    page = open_file(open_page, INTERIM, language=language)
    assert not page.exception
    assert [name for name in EDITABLE if not has(page, f"facts_{INTERIM}_{name}")] == []


def test_facts_of_any_kind_are_saved_together(town, open_page):
    page = open_file(open_page)
    for field, value in {
        "windows": 3,
        "rent_asked_eur_m2": 6.5,
        "power": "Drehstrom",
        "listed": True,
        "available_from": date(2026, 9, 1),
        "vacancy_reasons": [VacancyReason.RENT],
    }.items():
        box(page, f"facts_{VACANT}_{field}").set_value(value)
    page.run()
    press(page, "unit.save")
    unit = town.store.unit(VACANT)
    assert (unit.windows, unit.rent_asked_eur_m2, unit.power) == (3, 6.5, "Drehstrom")
    assert (unit.listed, unit.vacancy_reasons) == (True, (VacancyReason.RENT,))
    assert unit.version == 2
    assert any("Gespeichert" in one.value for one in page.success)


def test_a_fact_that_cannot_be_is_refused_by_name_and_stays_in_its_box(town, open_page):
    page = open_file(open_page)
    box(page, f"facts_{VACANT}_windows").set_value(900).run()
    press(page, "unit.save")
    assert "Zahl der Schaufenster" in errors(page)
    assert "0 – 200" in errors(page)
    assert box(page, f"facts_{VACANT}_windows").value == 900
    assert town.store.unit(VACANT).version == 1


def test_facts_typed_before_a_crash_are_there_again(town, open_page):
    page = open_file(open_page)
    box(page, f"facts_{VACANT}_power").set_value("Drehstrom").run()
    again = open_file(open_page)
    assert box(again, f"facts_{VACANT}_power").value == "Drehstrom"
    assert any("wieder da" in one.value for one in again.info)


def test_another_persons_save_reaches_the_boxes_that_were_left_alone(town, open_page):
    page = open_file(open_page)
    box(page, f"facts_{VACANT}_power").set_value("Drehstrom").run()
    other = open_file(open_page, app_browser="b" * 32, app_actor="Vera")
    box(other, f"facts_{VACANT}_windows").set_value(4).run()
    press(other, "unit.save")
    page.run()
    assert box(page, f"facts_{VACANT}_windows").value == 4
    assert box(page, f"facts_{VACANT}_power").value == "Drehstrom"
    press(page, "unit.save")
    assert any("Vera" in one.value for one in page.warning)
    press(page, "conflict.merge")
    unit = town.store.unit(VACANT)
    assert (unit.windows, unit.power, unit.version) == (4, "Drehstrom", 3)


def test_whoever_has_the_file_open_keeps_it_when_others_change_the_state(town, open_page):
    page, other = open_file(open_page), open_file(open_page, app_browser="b" * 32)
    box(other, f"step_{VACANT}_state").set_value(UnitState.USED).run()
    press(other, "unit.step_save")
    page.run()
    assert has(page, f"facts_{VACANT}_windows")
    assert page.selectbox[0].value == VACANT


def test_an_interim_use_is_asked_what_it_needs(town, open_page):
    page = open_file(open_page)
    box(page, f"step_{VACANT}_state").set_value(UnitState.INTERIM).run()
    box(page, f"step_{VACANT}_state_reason").set_value("Vertrag").run()
    press(page, "unit.step_save")
    assert "braucht ein Ende" in errors(page)
    box(page, f"step_{VACANT}_interim_until").set_value(LATER).run()
    box(page, f"step_{VACANT}_interim_user").set_value("Verein (Demo)").run()
    box(page, f"step_{VACANT}_permit_light").set_value(PermitLight.YELLOW).run()
    press(page, "unit.step_save")
    unit = town.store.unit(VACANT)
    assert (unit.state, unit.interim_until) == (UnitState.INTERIM, LATER)
    assert not page.error


def test_a_case_is_blocked_with_what_blocks_it_and_closed_with_an_outcome(town, open_page):
    page = open_file(open_page)
    box(page, f"case_{VACANT}_case_status").set_value(CaseStatus.BLOCKED).run()
    press(page, "unit.case_save")
    assert "woran es liegt" in errors(page)
    box(page, f"case_{VACANT}_blocked_by").set_value(BlockedBy.LAW).run()
    press(page, "unit.case_save")
    assert town.store.unit(VACANT).blocked_by is BlockedBy.LAW
    box(page, f"case_{VACANT}_case_status").set_value(CaseStatus.CLOSED).run()
    box(page, f"case_{VACANT}_case_outcome").set_value(CaseOutcome.NO_VACANCY).run()
    press(page, "unit.case_save")
    unit = town.store.unit(VACANT)
    assert (unit.case_outcome, unit.blocked_by) == (CaseOutcome.NO_VACANCY, None)


def test_a_note_is_added_with_its_author_and_can_be_removed(town, open_page):
    page = open_file(open_page)
    press(page, "unit.note_add")
    assert "Die Notiz ist leer" in errors(page)
    area = next(one for one in page.text_area if one.label == GERMAN("unit.note_new"))
    area.set_value("*Rückruf* am Montag").run()
    press(page, "unit.note_add")
    (note,) = town.store.records(Note)
    assert (note.text, note.author) == ("*Rückruf* am Montag", "mk")
    assert any(one.value == note.text for one in page.text)
    press(page, "unit.note_remove")
    assert town.store.records(Note)[0].removed_on is not None
    assert not any(one.value == note.text for one in page.text)


def contact(**values):
    fields = {"purpose": "Gespräch (Demo)", "delete_on": LATER, "unit_ids": (VACANT,)}
    return Contact(**({"contact_id": UUID(int=70), "name": "Frau D. (Demo)"} | fields | values))


def keep(town, one):
    with town.store.transaction() as tx:
        tx.add(one, actor="mk")


def test_whom_nobody_may_contact_stands_above_everything(town, open_page):
    keep(town, contact(do_not_contact=True))
    assert "Kontaktsperre" in errors(open_file(open_page))


def test_a_contact_is_added_with_a_purpose_and_deleted_for_good(town, open_page):
    page = open_file(open_page)
    name = next(one for one in page.text_input if one.label == GERMAN("field.name"))
    name.set_value("Frau D. (Demo)")
    press(page, "contact.save")
    assert "wofür der Kontakt gebraucht wird" in errors(page)
    purpose = next(one for one in page.text_input if one.label == GERMAN("field.purpose"))
    purpose.set_value("Gespräch (Demo)")
    press(page, "contact.save")
    (kept,) = town.store.records(Contact)
    assert (kept.name, kept.purpose, kept.unit_ids) == (
        "Frau D. (Demo)",
        "Gespräch (Demo)",
        (VACANT,),
    )
    page.button(key=f"contact_forget_{kept.contact_id}").click().run()
    assert list(town.store.records(Contact)) == []


def test_without_the_right_to_it_there_is_neither_contact_nor_rent(town, open_page, monkeypatch):
    keep(town, contact(do_not_contact=True))
    monkeypatch.setenv("BIWAQ_AUDIENCE", "internal")
    page = open_file(open_page)
    assert not page.exception
    assert "Frau D." not in errors(page)
    hidden = visible(CommercialUnit, Audience.CONFIDENTIAL) - visible(
        CommercialUnit, Audience.INTERNAL
    )
    assert [name for name in hidden if has(page, f"facts_{VACANT}_{name}")] == []


def test_an_interim_use_in_own_words_stays_until_one_of_the_catalogue_is_chosen(town, open_page):
    key = f"facts_{INTERIM}_interim_use"
    with town.store.transaction() as tx:
        told = replace(tx.unit(INTERIM), interim_use="Lesestube im Advent", version=2)
        tx.save_unit(told, action=Action.EDITED, actor="mk")
    page = open_file(open_page, INTERIM)
    assert box(page, key).value == "Lesestube im Advent"
    assert "Pop-up-Laden" in box(page, key).options
    box(page, key).set_value("pop_up_store").run()
    press(page, "unit.save")
    assert town.store.unit(INTERIM).interim_use == "pop_up_store"
