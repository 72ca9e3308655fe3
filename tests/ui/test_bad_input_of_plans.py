"""What cannot be planned or counted is said on screen by its name, in both languages."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
import streamlit as st

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.domain.optimiser.wishes import Lock
from biwaq_geo.domain.units import UnitState
from biwaq_geo.services import scenarios
from biwaq_geo.settings import ROOT
from biwaq_geo.texts import load
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.optimiser_ask import LOCKS
from tests import sample_town
from tests.sample_scenarios import improve, use
from tests.ui.shown import as_read

ONE, TWO = UUID(int=901), UUID(int=902)
CATALOGUES = ROOT / "catalogues"
USE = use(5, "pop_up_store")
EXCLUDES = 'excludes = { lines = ["biwaq"], year = 2026, assumption = true }'
"""A rule that a town has written into its own catalogue."""


def now():
    return datetime(2026, 6, 1, tzinfo=UTC)


def laid(library, change=lambda _: None, units=None):
    """Return a town whose base layers were changed."""
    layers = sample_town.layers()
    change(layers)
    return library.create(sample_town.PROFILE, layers=layers, units=units or sample_town.units())


def planned(town, *edits, catalogues=CATALOGUES, key=ONE, name="Eins"):
    scenarios.create(town.store, now, scenario_id=key, name=name, actor="mk")
    for version, edit in enumerate(edits, start=1):
        scenarios.add_edit(
            town,
            read_catalogues(catalogues),
            scenario_id=key,
            edit=edit,
            seen_version=version,
            actor="mk",
        )


def own_catalogues(folder, monkeypatch, file, old, new):
    """Copy the catalogues and change one file of them."""
    made = folder / "catalogues"
    shutil.copytree(CATALOGUES, made)
    words = (made / file).read_text("utf-8")
    assert old in words
    (made / file).write_text(words.replace(old, new, 1), "utf-8")
    monkeypatch.setenv("BIWAQ_CATALOGUES_DIR", str(made))
    return made


def only_streets(layers, wanted):
    streets = layers["streets"]
    layers["streets"] = streets[[wanted(u, v) for u, v in zip(streets.u, streets.v, strict=True)]]


def a_network_in_two_pieces(c):
    # no street leads from the southern row to the others
    town = laid(c.library, lambda at: only_streets(at, lambda u, v: (u < 3) == (v < 3)))
    planned(town, USE)
    page = c.open("scenarios", app_scenario=ONE)
    return page, c.words("scenario.in_pieces", pieces=2, houses=4)


def a_place_over_200_metres_from_any_street(c):
    town = laid(c.library, lambda at: only_streets(at, lambda u, v: u < 3 and v < 3))
    planned(town, USE)
    page = c.open("scenarios", app_scenario=ONE)
    return page, c.words("paper.obstacle_off_network", number=1)


def nobody_is_known_to_live_anywhere(c):
    def empty(layers):
        layers["buildings"]["inhabitants"] = None

    planned(laid(c.library, empty), USE)
    return c.open("scenarios", app_scenario=ONE), c.words("scenario.nobody_known")


def a_catalogue_without_cost(c):
    lines = (CATALOGUES / "measures.toml").read_text("utf-8").split("[bench]")[1].splitlines()
    costs = [one for one in lines[:9] if one.startswith(("cost =", "yearly ="))]
    folder = c.catalogues("measures.toml", "\n".join(costs), "")
    planned(laid(c.library), improve(0, section_id="sec1"), catalogues=folder)
    return c.open("scenarios", app_scenario=ONE), c.words("scenario.cost_missing")


def two_lines_of_funding_that_exclude_each_other(c):
    title = 'title = { de = "Verfügungsfonds'
    folder = c.catalogues("funding.toml", title, f"{EXCLUDES}\n{title}")
    planned(laid(c.library), replace(USE, funding_key="biwaq"), catalogues=folder)
    page = c.open("scenarios", app_scenario=ONE)
    page.selectbox(key="scenario_funding_measure").set_value("verfuegungsfonds")
    page.button(key="scenario_add_measure").click().run()
    listed = read_catalogues(folder).funding
    line, other = (c.words.of(listed[key].title) for key in ("verfuegungsfonds", "biwaq"))
    return page, c.words("error.funding_exclusive", line=line, other=other)


def a_fund_without_money(c):
    laid(c.library)
    page = c.open("waiting")
    page.number_input(key="rent_budget").set_value(0.0).run()
    return page, c.words("error.budget_zero")


def an_optimiser_without_money(c):
    laid(c.library, units=[sample_town.unit(n, UnitState.VACANT) for n in range(4)])
    page = c.open("optimiser").run()
    page.number_input(key="widget_optimiser_budget").set_value(0)
    page.button(key="optimiser_begin").click().run()
    return page, "0 €" if c.words.language == "de" else "0"


def locks_that_contradict_each_other(c):
    laid(c.library, units=[sample_town.unit(n, UnitState.VACANT) for n in range(4)])
    unit = sample_town.unit(0).unit_id
    both = [Lock(unit, key, wanted=True) for key in ("pop_up_store", "studio_gallery")]
    page = c.open("optimiser", **{LOCKS: both}).run()
    page.button(key="optimiser_begin").click().run()
    work = page.session_state[state.OPTIMISED]
    if work.proof is not None:
        work.proof.wait()
    return page.run(), c.words("error.rules_contradict").split(".")[0]


def a_scenario_with_nothing_in_it_is_merged(c):
    town = laid(c.library)
    planned(town, USE)
    planned(town, key=TWO, name="Leer")
    page = c.open("scenarios", app_scenario=ONE, scenario_act="merge")
    page.button(key="scenario_merge").click().run()
    return page, c.words("error.scenario_empty", name="Leer")


def a_scenario_with_nothing_in_it_is_presented(c):
    planned(laid(c.library))
    return c.open("council"), c.words("council.nothing")


def an_assumption_out_of_its_range(c):
    def typed(frame, **_):
        changed = frame.copy()
        # the third one is a share
        changed.loc[2, "high"] = 7.0
        return changed

    c.monkeypatch.setattr(st, "data_editor", typed)
    planned(laid(c.library), USE)
    page = c.open("scenarios", app_scenario=ONE)
    page.button(key=f"scenario_assumptions_{ONE}_save").click().run()
    title = c.words.of(read_catalogues(CATALOGUES).assumptions["realised_share"].title)
    said = c.words("error.assumption_range", key=title, low=0, high=1, found="|")
    return page, said.split("|")[0]


CASES = (
    a_network_in_two_pieces,
    a_place_over_200_metres_from_any_street,
    nobody_is_known_to_live_anywhere,
    a_catalogue_without_cost,
    two_lines_of_funding_that_exclude_each_other,
    a_fund_without_money,
    an_optimiser_without_money,
    locks_that_contradict_each_other,
    a_scenario_with_nothing_in_it_is_merged,
    a_scenario_with_nothing_in_it_is_presented,
    an_assumption_out_of_its_range,
)


class Case:
    """What a case has at hand."""

    def __init__(self, library, open_page, folder, monkeypatch, language):
        self.library, self.monkeypatch = library, monkeypatch
        self.words, self._open, self._folder = load(language), open_page, folder

    def open(self, page, **session):
        return self._open(page, language=self.words.language, **session)

    def catalogues(self, file, old, new):
        return own_catalogues(self._folder, self.monkeypatch, file, old, new)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("case", CASES, ids=lambda one: one.__name__)
def test_it_is_said_by_its_name(case, language, library, open_page, tmp_path, monkeypatch):
    page, sentence = case(Case(library, open_page, tmp_path, monkeypatch, language))
    assert not page.exception
    told = [*page.error, *page.warning, *page.info, *page.caption]
    assert sentence in " ".join(as_read(one.value) for one in told)
