"""The page of scenarios: every kind of edit, merging, locks, races, sets; and that of waiting."""

from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from uuid import UUID

import pytest

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.assumption_sets import AssumptionSet
from biwaq_geo.domain.scenarios import ImproveStreet, LetUnit, MoveIn, MoveOut, UseUnit
from biwaq_geo.services import scenario_acts, scenarios
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from tests import sample_town
from tests.sample_scenarios import CATALOGUES, phase, use

T = load("de")
SHIPPED = read_catalogues(ROOT / "catalogues")
ONE, TWO = UUID(int=901), UUID(int=902)


def sample_now():
    return datetime(2026, 5, 2, 9, 0, tzinfo=UTC)


def make(town, *edits, key=ONE, name="Hauptstraße", catalogues=CATALOGUES):
    scenarios.create(town.store, sample_now, scenario_id=key, name=name, actor="mk")
    for version, edit in enumerate(edits, start=1):
        scenarios.add_edit(
            town, catalogues, scenario_id=key, edit=edit, seen_version=version, actor="mk"
        )


def opened(open_page, **more):
    page = open_page("scenarios", app_scenario=ONE, **more)
    assert not page.exception
    return page


def shown(page) -> str:
    parts = [*page.markdown, *page.caption, *page.info, *page.warning, *page.error]
    tables = [one.value for one in page.get("html") if "kpi" in one.value]
    return " ".join([*(one.value for one in parts), *tables])


def press(page, key):
    page.button(key=key).click().run()
    assert not page.exception


def test_a_letting_is_added_with_branch_service_and_holder(town, open_page):
    make(town)
    page = opened(open_page)
    page.selectbox(key="scenario_let_service").set_value("bakery")
    page.text_input(key="scenario_let_holder").set_value("Bäckerei *Muster*")
    page.number_input(key="scenario_let_rent").set_value(4.5)
    press(page, "scenario_add_let")
    (edit,) = town.store.scenario(ONE).edits
    assert isinstance(edit, LetUnit)
    assert (edit.service, edit.holder, edit.rent_eur_m2) == ("bakery", "Bäckerei *Muster*", 4.5)
    assert r"Bäckerei \*Muster\*" in shown(page)
    # who gains a bakery stands below the figures
    assert "Bäckerei, 5 Minuten" in shown(page)


@pytest.mark.parametrize(
    ("button", "kind"), [("scenario_add_in", MoveIn), ("scenario_add_out", MoveOut)]
)
def test_a_business_moves_in_or_out(town, open_page, button, kind):
    make(town)
    page = opened(open_page)
    press(page, button)
    assert isinstance(town.store.scenario(ONE).edits[0], kind)


def test_an_interim_use_takes_a_rent_model_and_a_holder(town, open_page):
    make(town)
    page = opened(open_page)
    page.selectbox(key="scenario_rent").set_value("town_fund")
    page.text_input(key="scenario_holder").set_value("Kunstverein")
    press(page, "scenario_add_use")
    (edit,) = town.store.scenario(ONE).edits
    assert isinstance(edit, UseUnit)
    assert (edit.rent_key, edit.holder) == ("town_fund", "Kunstverein")
    assert "Kunstverein" in shown(page)


def test_a_measure_is_put_on_a_front(town, open_page):
    make(town)
    page = opened(open_page)
    page.selectbox(key="scenario_section").set_value("  ").run()
    press(page, "scenario_add_measure")
    (edit,) = town.store.scenario(ONE).edits
    assert isinstance(edit, ImproveStreet)
    assert edit.unit_id is not None


def test_the_day_and_what_the_drift_rests_on_are_said(town, open_page):
    make(town, use(5))
    said = shown(opened(open_page))
    assert "Blick voraus: 12 Monate, bis" in said
    assert T("scenario.drift_empty") in said


def test_a_locked_scenario_shows_by_whom_and_no_form(town, open_page):
    make(town, use(5))
    scenario_acts.lock(town.store, scenario_id=ONE, seen_version=2, actor="Erika")
    page = opened(open_page, scenario_act="lock")
    assert "Erika hat dieses Szenario gesperrt" in shown(page)
    keys = [one.key for one in page.button]
    assert "scenario_add_use" not in keys
    assert f"scenario_remove_{use(5).edit_id}" not in keys
    press(page, "scenario_unlock")
    assert town.store.scenario(ONE).locked_by is None


def test_a_copy_and_a_new_name(town, open_page):
    make(town, use(5))
    page = opened(open_page, scenario_act="copy")
    press(page, "scenario_copy")
    assert [one.name for one in town.store.scenarios()] == ["Hauptstraße", "Kopie von Hauptstraße"]
    page = opened(open_page, scenario_act="name")
    page.text_input(key=f"scenario_rename_{ONE}_name").set_value("Neu")
    press(page, "scenario_rename")
    assert town.store.scenario(ONE).name == "Neu"


def test_merging_asks_for_each_clash_and_says_what_is_missing(town, open_page):
    other = replace(use(5), edit_id=UUID(int=77), use_key="storage")
    make(town, use(5))
    make(town, other, phase(), key=TWO, name="Zweites")
    page = opened(open_page, scenario_act="merge")
    press(page, "scenario_merge")
    assert "ist nichts gewählt" in shown(page)
    assert len(town.store.scenario(ONE).edits) == 1
    clash = f"scenario_clash_{use(5).edit_id}_{other.edit_id}"
    page.radio(key=clash).set_value("theirs")
    press(page, "scenario_merge")
    kinds = [getattr(edit, "use_key", "") for edit in town.store.scenario(ONE).edits]
    assert kinds == ["storage", ""]


def test_the_history_names_who_did_what(town, open_page):
    make(town, use(5))
    page = opened(open_page, scenario_act="history")
    (told,) = [one.value for one in page.table]
    assert list(told["Wer"]) == ["mk", "mk"]
    assert list(told["Was"])[-1] == T("scenario.was_added")


def test_who_was_slower_is_asked_and_loses_nothing(town, open_page):
    make(town)
    page = opened(open_page)
    scenarios.add_edit(
        town, CATALOGUES, scenario_id=ONE, edit=phase(), seen_version=1, actor="Erika"
    )
    press(page, "scenario_add_use")
    assert "Erika" in shown(page)
    assert len(town.store.scenario(ONE).edits) == 1
    press(page, "scenario_race_add")
    assert len(town.store.scenario(ONE).edits) == 2


def test_assumptions_are_kept_as_a_set_and_gone_by(town, open_page):
    make(town)
    page = opened(open_page)
    page.text_input(key="set_name").set_value("Vorsichtig")
    press(page, "set_add")
    (kept,) = town.store.records(AssumptionSet)
    assert (kept.name, kept.version) == ("Vorsichtig", 1)
    page.selectbox(key=f"scenario_set_{ONE}_used").set_value(kept.assumption_set_id).run()
    press(page, "scenario_set_use")
    assert town.store.scenario(ONE).assumption_set == kept.assumption_set_id


def test_a_set_without_a_name_is_refused_and_nothing_typed_is_lost(town, open_page):
    make(town)
    page = opened(open_page)
    page.text_input(key="set_source").set_value("Gespräch")
    press(page, "set_add")
    assert [one for one in page.error if one.value]
    assert page.text_input(key="set_source").value == "Gespräch"
    assert list(town.store.records(AssumptionSet)) == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_waiting_shows_streets_units_and_the_calculator(town, open_page, language):
    page = open_page("waiting", language=language)
    assert not page.exception
    words = load(language)
    assert words("waiting.calculator") in [one.value for one in page.subheader]
    tables = shown(page)
    assert "Hauptstraße" in tables
    assert words("waiting.town_adds") in tables
    assert words("permit.ask") in tables


def test_a_budget_of_zero_and_a_turnover_that_is_missing_are_named(town, open_page):
    page = open_page("waiting")
    page.number_input(key="rent_budget").set_value(0.0).run()
    assert "Budget von 0" in shown(page)
    page.selectbox(key="rent_model").set_value("turnover_rent").run()
    assert not page.exception
    assert "Umsatzmiete lässt sich ohne Umsatz nicht rechnen" in shown(page)
    page.number_input(key="rent_turnover").set_value(4_000.0).run()
    assert "320" in shown(page)


def test_a_unit_of_unknown_area_and_rent_is_named(town, open_page):
    page = open_page("waiting", rent_unit=UUID(int=7))
    assert not page.exception
    assert "weder Fläche noch Miete bekannt" in shown(page)


def test_a_town_without_vacancy_says_so(library, open_page):

    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()[:5])
    page = open_page("waiting")
    assert T("scenario.no_vacant") in [one.value for one in page.info]


def test_the_main_differences_stand_beside_the_list_of_edits(town, open_page):
    make(town, use(5))
    short = [one.value for one in opened(open_page).caption if T("scenario.results") in one.value]
    assert len(short) == 1
    assert T("kpi.vacancy_rate_units", minutes="") in short[0].replace("\\", "")


def test_deadlines_are_told_with_doing_nothing_and_with_a_scenario(town, open_page):
    words = T("scenario.deadlines", over="|", day="", coming="").split("|")[1].split(";")[0]
    assert words in shown(open_page("scenarios"))
    make(town, use(5))
    assert words in shown(opened(open_page))


@pytest.mark.parametrize("line", ["biwaq", "stark"])
def test_the_table_of_funding_names_what_a_line_excludes_whichever_says_so(town, open_page, line):
    make(town, use(5, "pop_up_store", funding_key=line), catalogues=SHIPPED)
    other = SHIPPED.funding["stark" if line == "biwaq" else "biwaq"].title["de"]
    tables = " ".join(one.value for one in opened(open_page).get("html"))
    assert f"Nicht zusammen mit {other}" in unescape(tables)
