"""The page of key figures where there is nothing to compare with or too little to test."""

from datetime import date
from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.kpis.clusters import clusters
from biwaq_geo.domain.units import UnitState
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


def test_the_densest_place_is_the_least_likely_one_though_corrected_all_are_alike(
    library, open_page
):
    # four of five at the end of the row are fewer than five of nine, and less likely
    states = "uuuvuvuvvvuuvuuuuvuvvuuuuvvvvv"
    kinds = {"v": UnitState.VACANT, "u": UnitState.USED}
    row = [
        sample_town.unit(
            n % 8,
            kinds[one],
            unit_id=UUID(int=n + 1),
            address=f"Reihe {n}",
            location=Point(sample_town.X0 + 12 * n, sample_town.Y0 + 208),
        )
        for n, one in enumerate(states)
    ]
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=row)
    found = clusters(units_frame(row, epsg=sample_town.EPSG, only=("state", "address"))).units
    least = {
        f"Reihe {UUID(key).int - 1}" for key in found.index[found["alone"] == found["alone"].min()]
    }
    told = said(open_page("figures", figures_view=CLUSTERS))
    assert any(f"um {one}:" in told for one in least)
