"""The one list of key figures: whole, explained, and for nobody who may not see its fields."""

import pytest

from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.kpis.catalogue import KPIS, OF_A_DAY
from biwaq_geo.analysis.kpis.kpi import Family, seen
from biwaq_geo.analysis.kpis.places import PlaceKind
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.analysis.stock import stock_of, stock_rates
from biwaq_geo.domain.fields import Audience, about
from biwaq_geo.domain.records import KINDS
from biwaq_geo.texts import load
from tests.sample_facts import facts, vacant
from tests.sample_scenarios import result
from tests.sample_town import EPSG, units
from tools import kpi_docs

EXAMPLE = {"de": "Beispiel: ", "en": "Example: "}


@pytest.mark.parametrize("kpi", KPIS.values(), ids=KPIS)
def test_every_figure_has_formula_source_and_words_with_an_example(kpi):
    assert kpi.formula
    assert kpi.source
    for language, mark in EXAMPLE.items():
        texts = load(language)
        assert texts(f"kpi.{kpi.key}", minutes=10)
        assert mark in texts(f"kpi_help.{kpi.key}")
        assert texts(f"kpi_family.{kpi.family}")
        assert texts(f"counted.{kpi.of}")
        assert texts(f"measured.{kpi.measured}")


def test_every_word_for_a_figure_belongs_to_one():
    for section in ("kpi", "kpi_help"):
        named = {
            key.partition(".")[2]
            for key in sorted(load("de").keys())
            if key.startswith(f"{section}.")
        }
        assert named == set(KPIS)


@pytest.mark.parametrize("kpi", KPIS.values(), ids=KPIS)
def test_no_figure_is_for_an_audience_that_may_not_see_its_fields(kpi):
    for need in kpi.needs:
        kind, _, name = need.partition(".")
        assert about(KINDS[kind])[name].audience <= kpi.audience


def test_the_public_sees_no_handling_no_firms_and_no_costs_of_owners():
    public = {kpi.key for kpi in seen(OF_A_DAY, audience=Audience.PUBLIC, place=PlaceKind.TOWN)}
    hidden = {kpi.key for kpi in OF_A_DAY} - public
    families = {KPIS[key].family for key in hidden}
    assert {Family.HANDLING, Family.PROGRAMME, Family.MONEY} <= families
    assert "holding_cost" not in {
        kpi.key for kpi in seen(OF_A_DAY, audience=Audience.INTERNAL, place=PlaceKind.TOWN)
    }


def test_figures_of_a_place_are_those_that_it_has():
    keys = {
        place: {kpi.key for kpi in seen(OF_A_DAY, audience=Audience.CONFIDENTIAL, place=place)}
        for place in PlaceKind
    }
    assert "units_per_100_m" in keys[PlaceKind.AXIS]
    assert "units_per_100_m" not in keys[PlaceKind.TOWN] | keys[PlaceKind.AREA]
    assert "sales_area_per_head" not in keys[PlaceKind.AXIS]
    assert "retail_centrality" in keys[PlaceKind.TOWN]


@pytest.mark.parametrize("kpi", OF_A_DAY, ids=lambda kpi: kpi.key)
def test_every_figure_bears_an_empty_place_and_units_without_any_field(kpi):
    bare = [
        vacant(number, None, floor_area_m2=None, frontage_m=None, branch=None)
        for number in range(8)
    ]
    assert kpi.measure(facts(begun=None)).value is None
    for place in (facts(*bare), facts(*units())):
        found = kpi.measure(place)
        assert isinstance(found, Reading)
        assert 0 <= found.known <= max(found.total, found.known)


def test_scenarios_measure_their_figures_as_the_list_says():
    for row in result().rows:
        assert (row.measured, row.of) == (KPIS[row.key].measured, KPIS[row.key].of)


def test_rates_of_a_plan_that_changes_nothing_are_those_of_the_register():
    stock = stock_of(units_frame(units(), epsg=EPSG))
    for key, found in stock_rates(stock, stock.vacant, stock.interim).items():
        assert found == KPIS[key].measure(facts(*units()))


def test_the_page_of_key_figures_is_up_to_date():
    told = "run `python -m tools.kpi_docs`"
    assert kpi_docs.PAGE.read_text("utf-8") == kpi_docs.page(), told
