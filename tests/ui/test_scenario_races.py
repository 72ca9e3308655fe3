"""The desk of a scenario where somebody else was faster: every act, and nothing typed lost."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.assumption_sets import AssumptionSet
from biwaq_geo.domain.events import Action
from biwaq_geo.services import scenarios
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests.sample_scenarios import improve, phase, use

CATALOGUES = read_catalogues(ROOT / "catalogues")
ONE, TWO = UUID(int=901), UUID(int=902)
SEEN = {"scenario_id": ONE, "seen_version": 3, "actor": "Erika"}
USE, BENCH = use(5, "pop_up_store"), improve(0, section_id="sec1")
PHASE = phase("securing")


def sample_now():
    return datetime(2026, 5, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def planned(town):
    return plan(town)


def plan(town):
    """Plan two scenarios; the first is in its third version then."""
    for key, name, edits in ((ONE, "Eins", (USE, BENCH)), (TWO, "Zwei", (PHASE,))):
        scenarios.create(town.store, sample_now, scenario_id=key, name=name, actor="mk")
        for version, edit in enumerate(edits, start=1):
            scenarios.add_edit(
                town, CATALOGUES, scenario_id=key, edit=edit, seen_version=version, actor="mk"
            )
    return town


def press(page, key):
    page.button(key=key).click().run()
    assert not page.exception


def shown(page):
    parts = [*page.markdown, *page.caption, *page.info, *page.warning, *page.error, *page.radio]
    return " ".join([getattr(one, "value", "") or "" for one in parts])


def desk(page):
    return [one for one in page.button if one.key == "scenario_race_add"]


ACTS = {
    "remove": ({}, f"scenario_remove_{USE.edit_id}"),
    "move": ({}, f"scenario_up_{BENCH.edit_id}"),
    "lock": ({"scenario_act": "lock"}, "scenario_lock"),
    "merge": ({"scenario_act": "merge"}, "scenario_merge"),
    "archive": ({}, "scenario_archive"),
    "add": ({}, "scenario_add_phase"),
}


@pytest.mark.parametrize(("act", "language"), [*zip(ACTS, ["de", "en"] * 3, strict=True)])
def test_every_button_that_meets_a_newer_change_asks_first(planned, open_page, act, language):
    session, button = ACTS[act]
    page = open_page("scenarios", language=language, app_scenario=ONE, **session)
    scenarios.rename(planned.store, name="Ihres", note="von Erika", **SEEN)
    press(page, button)
    said = shown(page)
    assert "Erika" in said
    assert load(language)("conflict.together") in said
    assert "von Erika" in said
    assert planned.store.scenario(ONE).version == 4
    press(page, "scenario_race_add")
    saved = planned.store.scenario(ONE)
    assert (saved.name, saved.note, saved.version) == ("Ihres", "von Erika", 5)
    assert not desk(page)


def test_dropping_mine_leaves_theirs_and_shuts_the_desk(planned, open_page):
    page = open_page("scenarios", app_scenario=ONE)
    scenarios.rename(planned.store, name="Ihres", **SEEN)
    press(page, f"scenario_remove_{USE.edit_id}")
    press(page, "scenario_race_drop")
    assert planned.store.scenario(ONE).edits == (USE, BENCH)
    assert not desk(page)


def test_two_names_are_chosen_between_and_what_was_typed_is_not_lost(planned, open_page):
    page = open_page("scenarios", app_scenario=ONE, scenario_act="name")
    page.text_input(key=f"scenario_rename_{ONE}_name").set_value("Meins *fett*").run()
    scenarios.rename(planned.store, name="Ihres", **SEEN)
    # the page runs again because the register has moved; what was typed stays
    page.run()
    assert page.text_input(key=f"scenario_rename_{ONE}_name").value == "Meins *fett*"
    press(page, "scenario_rename")
    assert page.button(key="scenario_race_add").disabled
    said = shown(page)
    assert "Eins" in said
    box = page.radio(key=f"scenario_race_{ONE}_name")
    assert next(iter(box.options)).startswith("Mein Wert")
    box.set_value("mine").run()
    press(page, "scenario_race_add")
    assert planned.store.scenario(ONE).name == "Meins *fett*"
    assert page.text_input(key=f"scenario_rename_{ONE}_name").value == "Meins *fett*"


def test_a_name_in_which_nobody_typed_follows_what_others_save(planned, open_page):
    page = open_page("scenarios", app_scenario=ONE, scenario_act="name")
    scenarios.rename(planned.store, name="Ihres", **SEEN)
    page.run()
    assert page.text_input(key=f"scenario_rename_{ONE}_name").value == "Ihres"


def test_an_edit_is_changed_in_its_place(planned, open_page):
    page = open_page("scenarios", app_scenario=ONE)
    press(page, f"scenario_change_{USE.edit_id}")
    press(page, f"scenario_change_{USE.edit_id}")
    assert not [one for one in page.text_input if one.key == f"change_{USE.edit_id}_holder"]
    press(page, f"scenario_change_{USE.edit_id}")
    page.text_input(key=f"change_{USE.edit_id}_holder").set_value("Verein")
    page.date_input(key=f"change_{USE.edit_id}_end").set_value(date(2028, 6, 30))
    press(page, "scenario_change_save")
    saved = planned.store.scenario(ONE).edits
    assert saved == (replace(USE, holder="Verein", end=date(2028, 6, 30)), BENCH)
    assert not [one for one in page.text_input if one.key == f"change_{USE.edit_id}_holder"]


def test_an_end_before_the_start_is_refused_and_what_was_typed_stays(planned, open_page):
    page = open_page("scenarios", app_scenario=ONE)
    press(page, f"scenario_change_{USE.edit_id}")
    page.text_input(key=f"change_{USE.edit_id}_holder").set_value("Verein")
    page.date_input(key=f"change_{USE.edit_id}_end").set_value(date(2020, 1, 1))
    press(page, "scenario_change_save")
    assert [one for one in page.error if one.value]
    assert page.text_input(key=f"change_{USE.edit_id}_holder").value == "Verein"
    assert planned.store.scenario(ONE).edits == (USE, BENCH)


def test_an_edit_that_both_changed_is_chosen(planned, open_page):
    page = open_page("scenarios", app_scenario=ONE)
    press(page, f"scenario_change_{USE.edit_id}")
    page.text_input(key=f"change_{USE.edit_id}_holder").set_value("Mein Verein").run()
    theirs = replace(USE, holder="Ihr Verein")
    scenarios.change_edit(planned, CATALOGUES, edit=theirs, **SEEN)
    page.run()
    assert page.text_input(key=f"change_{USE.edit_id}_holder").value == "Mein Verein"
    press(page, "scenario_change_save")
    key = f"scenario_race_{ONE}_edits:use:{USE.unit_id}"
    sides = [*page.radio(key=key).options]
    assert "Mein Verein" in sides[0]
    assert "Ihr Verein" in sides[1]
    page.radio(key=key).set_value("mine").run()
    press(page, "scenario_race_add")
    assert planned.store.scenario(ONE).edits[0].holder == "Mein Verein"


def test_a_unit_that_somebody_else_plans_meanwhile_stays_chosen_and_that_is_said(
    planned, open_page
):
    page = open_page("scenarios", app_scenario=ONE)
    free = use(6, "pop_up_store")
    page.selectbox(key="scenario_unit").set_value(free.unit_id).run()
    scenarios.add_edit(planned, CATALOGUES, edit=free, **SEEN)
    page.run()
    assert page.selectbox(key="scenario_unit").value == free.unit_id
    assert load("de")("scenario.planned_meanwhile") in shown(page)
    press(page, "scenario_add_use")
    (mine,) = [e for e in planned.store.scenario(ONE).edits if e.unit_id == free.unit_id]
    assert mine.edit_id != free.edit_id


def test_a_set_that_somebody_else_changed_is_not_overwritten(planned, open_page):
    page = open_page("scenarios", app_scenario=ONE)
    page.text_input(key="set_name").set_value("Vorsichtig")
    press(page, "set_add")
    (kept,) = planned.store.records(AssumptionSet)
    page.selectbox(key=f"scenario_set_{ONE}_used").set_value(kept.assumption_set_id).run()
    press(page, "scenario_set_use")
    page.text_input(key="set_name").set_value("Meiner").run()
    with planned.store.transaction() as tx:
        theirs = kept.changed(seen_version=1, source="Gespräch")
        tx.save(theirs, action=Action.EDITED, actor="Erika")
    page.run()
    press(page, "set_change")
    assert "Gespräch" in shown(page)
    press(page, "scenario_race_add")
    now = planned.store.record(AssumptionSet, kept.assumption_set_id)
    assert (now.name, now.source, now.version) == ("Meiner", "Gespräch", 3)
