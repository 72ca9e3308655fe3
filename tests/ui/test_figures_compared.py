"""The page of key figures where there is nothing to compare with or too little to test."""

from datetime import date

import pytest

from biwaq_geo.texts import load
from biwaq_geo.ui import state
from tests import sample_town
from tests.past_town import begun_long_ago

T = load("de")
CLUSTERS = "clusters"


@pytest.fixture
def town_since_may(library, tmp_path):
    return begun_long_ago(tmp_path, sample_town.units())


def said(page):
    return " ".join(one.value for one in [*page.caption, *page.info, *page.markdown])


def test_an_earlier_day_later_than_the_day_that_is_looked_at_is_chosen_anew(
    town_since_may, open_page
):
    chosen = {"figures_against": "other", "figures_earlier": date(2026, 11, 20)}
    page = open_page("figures", **chosen, **{state.DAY: date(2026, 6, 1)})
    assert not page.exception
    assert page.date_input(key="figures_earlier").value < date(2026, 6, 1)


def test_a_register_that_began_today_says_why_it_compares_with_nothing(town, open_page):
    assert "Das Verzeichnis beginnt am" in said(open_page("figures"))
    page = open_page("figures", figures_against="other")
    assert not page.exception


def test_an_empty_register_says_why_it_compares_with_nothing(library, open_page):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=[])
    page = open_page("figures")
    assert not page.exception
    assert T("figures.nothing_earlier") in said(page)


def test_clusters_are_said_to_want_a_larger_place_only_where_there_is_one(town, open_page):
    larger = T("figures.clusters_larger")
    assert larger not in said(open_page("figures", figures_view=CLUSTERS))
    axis = open_page("figures", figures_view=CLUSTERS, figures_place="axis:Hauptstraße")
    assert larger in said(axis)
