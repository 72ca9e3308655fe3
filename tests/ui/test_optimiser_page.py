"""The page of the optimiser: ask, read the answer and its reasons, take it over."""

import pytest

from biwaq_geo.domain.optimiser.wishes import Lock
from biwaq_geo.domain.units import UnitState
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.optimiser_ask import LOCKS
from tests import sample_town

T = load("de")


@pytest.fixture
def shops(library):
    """A town with four empty shops."""
    made = [sample_town.unit(number, UnitState.VACANT) for number in range(4)]
    return library.create(sample_town.PROFILE, layers=sample_town.layers(), units=made)


def asked(page):
    page.button(key="optimiser_begin").click().run()
    work = page.session_state[state.OPTIMISED]
    if work.proof is not None:
        work.proof.wait()
    return page.run()


def told(page):
    return " ".join(one.value for one in page.get("html") if "kpi" in one.value)


def errors(page):
    return " ".join(one.value for one in page.error)


def test_before_anything_is_asked_the_page_says_what_to_do(shops, open_page):
    page = open_page("optimiser").run()
    assert T("optimiser.nothing_yet") in [one.value for one in page.info]
    assert not page.exception


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_answer_says_how_good_it_is_and_why_each_pick_is_in(shops, open_page, language):
    page = asked(open_page("optimiser", language=language).run())
    words = load(language)
    assert not page.exception
    assert words("optimiser.proven", gap=words.percent(0.001)) in [o.value for o in page.success]
    for column in ("because", "instead", "adds", "reached"):
        assert words(f"optimiser.column_{column}") in told(page)
    assert "Hauptstraße" in told(page)
    captions = " ".join(one.value for one in page.caption)
    assert "HiGHS" in captions
    assert words("robust.fixed") in captions
    over = words("robust.over_budget", count="|", draws=words.number(1_000), budget="|").split("|")
    said = [one.value for one in page.markdown if over[1] in one.value]
    assert len(said) == 1
    papers = [one.proto.label for one in page.get("download_button")]
    assert papers.count(words("robust.choice_paper")) == 1


def test_an_answer_becomes_a_scenario_that_is_chosen(shops, open_page):
    page = asked(open_page("optimiser").run())
    page.text_input(key="optimiser_name").input("Vorschlag *A*")
    take = next(one for one in page.button if one.label == T("optimiser.take"))
    take.click().run()
    # its own save moves the register on, and the page runs again
    page.run()
    said = " ".join(one.value for one in page.success)
    assert T("optimiser.taken", name="").split("“")[-1].strip() in said
    assert not page.exception
    (saved,) = shops.store.scenarios()
    assert saved.name == "Vorschlag *A*"
    assert saved.edits
    assert "HiGHS" in saved.note
    assert page.session_state["app_scenario"] == saved.scenario_id


def test_the_curve_has_its_numbers_as_a_table(shops, open_page):
    page = asked(open_page("optimiser").run())
    page.button(key="optimiser_curve").click().run()
    page.session_state[state.OPTIMISED].curve.wait()
    page.run()
    assert not page.exception
    assert T("optimiser.column_at_most") in told(page)


def test_a_search_can_be_cancelled_and_its_process_is_gone(shops, open_page, monkeypatch):
    # before the one that it copies at its first import, so that each is put back
    monkeypatch.setattr("biwaq_geo.ui.parts.optimiser_words.GAP", 0.0)
    monkeypatch.setattr("biwaq_geo.ui.parts.optimiser_work.GAP", -1.0)
    monkeypatch.setattr("biwaq_geo.services.optimising.proving.GAP", 0.0)
    page = open_page("optimiser").run()
    page.button(key="optimiser_begin").click().run()
    work = page.session_state[state.OPTIMISED]
    work.proof.cancel()
    page.run()
    assert not work.proof.running
    assert work.proof._process.poll() is not None
    assert not page.exception


def test_locks_that_contradict_each_other_are_named(shops, open_page):
    unit = sample_town.unit(0).unit_id
    both = [Lock(unit, key, wanted=True) for key in ("pop_up_store", "studio_gallery")]
    page = asked(open_page("optimiser", **{LOCKS: both}).run())
    assert not page.exception
    assert T("error.rules_contradict").split(".")[0] in errors(page)
    assert "Hauptstraße 1" in errors(page)
    assert "Atelier" in errors(page)


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_budget_is_told(shops, open_page, language):
    page = open_page("optimiser", language=language).run()
    page.number_input(key="widget_optimiser_budget").set_value(0)
    page.button(key="optimiser_begin").click().run()
    assert not page.exception
    assert "0 €" in errors(page).replace("\\", "")


def test_a_town_without_units_is_told_so(library, open_page):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=[])
    page = open_page("optimiser").run()
    page.checkbox(key="widget_optimiser_measures").uncheck()
    page.button(key="optimiser_begin").click().run()
    assert not page.exception
    assert "keine leere Einheit" in errors(page)


def test_a_changed_wish_says_that_the_answer_is_an_old_one(shops, open_page):
    page = asked(open_page("optimiser").run())
    page.number_input(key="widget_optimiser_months").set_value(24).run()
    assert T("optimiser.wishes_changed") in [one.value for one in page.info]


@pytest.mark.parametrize(("role", "offered"), [("viewer", False), ("planner", True)])
def test_only_those_who_work_on_scenarios_are_offered_the_page(open_page, log_in, role, offered):
    log_in(role)
    page = open_page("map")
    listed = str([one.proto for one in page.get("page_link")])
    assert (T("nav.optimiser") in listed) == offered
