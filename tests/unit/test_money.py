from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.analysis.money import ONE, cost_of, edit_cost, years_of
from biwaq_geo.domain.catalogue import ZERO, Band, Per
from tests.sample_catalogues import eur, funding

COST = Band(2_000, 3_000, 5_000)


def money(line, *, one_off=COST, kind="measure"):
    return edit_cost("e", one_off=one_off, yearly=None, line=line, kind=kind)


def test_a_cost_is_its_figure_times_the_quantity_it_is_given_for():
    sizes = {**ONE, Per.SQUARE_METRE: 40.0, Per.METRE: None}
    assert cost_of(eur(10, 20, 30, Per.SQUARE_METRE), sizes) == Band(400, 800, 1_200)
    assert cost_of(eur(10, 20, 30, Per.CASE), sizes) == Band(10, 20, 30)
    assert cost_of(eur(10, 20, 30, Per.PIECE), sizes) == Band(10, 20, 30)


def test_a_missing_figure_or_quantity_stays_missing():
    assert cost_of(None, ONE) is None
    assert cost_of(eur(10, 20, 30, Per.METRE), {Per.METRE: None}) is None
    assert cost_of(eur(10, 20, 30, Per.METRE), ONE) is None


def test_both_days_of_a_period_belong_to_it():
    # four calendar years with one leap day are 1,461 days, 4 x 365.25
    assert years_of(date(2025, 1, 1), date(2028, 12, 31)) == 4.0
    assert years_of(date(2026, 1, 1), date(2026, 1, 1)) == pytest.approx(1 / 365.25)


def test_without_a_funding_line_the_town_pays_all():
    paid = money(None)
    assert (paid.grant, paid.own_share) == (ZERO, COST)


def test_rates_are_paired_so_that_the_ends_are_the_lowest_and_highest_possible():
    paid = money(funding("wide", Band(0.6, 0.75, 0.9), None, "measure"))
    # grant: 0.6 x 2,000; 0.75 x 3,000; 0.9 x 5,000
    assert paid.grant == Band(1_200, 2_250, 4_500)
    # own share: 2,000 - 0.9 x 2,000; 3,000 - 2,250; 5,000 - 0.6 x 5,000
    assert paid.own_share == Band(200, 750, 2_000)


def test_a_cap_limits_the_grant_of_each_edit():
    paid = money(funding("capped", Band(0.5, 0.5, 0.5), 2_000.0, "measure"))
    # 1,000; 1,500; 2,500 is over the cap
    assert paid.grant == Band(1_000, 1_500, 2_000)
    assert paid.own_share == Band(1_000, 1_500, 3_000)


@pytest.mark.parametrize(
    "line",
    [
        funding("other_kind", Band(0.9, 0.9, 0.9), None, "interim_use"),
        funding("elsewhere", Band(0.9, 0.9, 0.9), None, "measure", available=False),
    ],
)
def test_a_line_that_does_not_fit_pays_nothing(line):
    paid = money(line)
    assert (paid.grant, paid.own_share) == (ZERO, COST)


def test_an_unknown_cost_has_no_own_share_and_no_grant():
    paid = money(funding("wide", Band(0.6, 0.75, 0.9), None, "measure"), one_off=None)
    assert (paid.one_off, paid.grant, paid.own_share, paid.running) == (None, ZERO, None, None)


def test_the_running_cost_is_the_yearly_cost_over_the_period():
    paid = edit_cost(
        "e", one_off=None, yearly=Band(100, 200, 300), line=None, kind="interim_use", years=1.5
    )
    assert paid.running == Band(150, 300, 450)


@given(
    st.lists(st.floats(0, 1e6), min_size=3, max_size=3).map(sorted),
    st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted),
    st.one_of(st.none(), st.floats(0, 1e6)),
)
def test_bands_rise_and_the_expected_parts_add_up(cost, rate, cap):
    paid = money(funding("any", Band(*rate), cap, "measure"), one_off=Band(*cost))
    for band in (paid.grant, paid.own_share):
        assert -1e-9 <= band.low <= band.expected + 1e-9 <= band.high + 2e-9
        assert band.high <= cost[2] + 1e-9
    assert paid.grant.expected + paid.own_share.expected == pytest.approx(cost[1])
