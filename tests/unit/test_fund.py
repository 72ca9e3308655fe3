"""The rental fund calculator: one case by hand, and its refusals."""

import pytest

from biwaq_geo.adapters.catalogue_files import read_catalogues
from biwaq_geo.analysis.fund import FundCase, fund_plan, units_carried
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.errors.scenarios import BudgetZeroError
from biwaq_geo.settings import ROOT

MODELS = read_catalogues(ROOT / "catalogues").rent_models


def case(key, **more):
    values = {
        "model": MODELS[key],
        "old_rent": 1_000.0,
        "running": 150.0,
        "once": Band(0, 3_000, 6_000),
        "waiting": Band(400, 800, 1_200),
        "months": 24,
    }
    return FundCase(**(values | more))


def near(*values):
    return Band(*(pytest.approx(value) for value in values))


def test_the_fund_of_a_unit_over_two_years():
    plan = fund_plan(case("rental_fund"))
    # 50 a month to the town (30 at the least): 720, 1,200, 1,200, and making fit
    assert plan.town == near(720, 4_200, 7_200)
    # 450 a month to the programme (270 at the least)
    assert plan.state == near(6_480, 10_800, 10_800)
    # 800 are avoided and 500 paid in a month: 3,000 in ten months; at best 0 in one; at worst
    # 400 are avoided and 500 paid
    assert plan.even == (1, 10, None)


def test_without_a_known_cost_of_vacancy_nothing_is_ever_covered():
    assert fund_plan(case("town_fund", waiting=None)).even == (None, None, None)


def test_a_licence_costs_the_town_only_making_it_fit():
    plan = fund_plan(case("licence"))
    assert plan.town == near(0, 3_000, 6_000)
    assert plan.even == (1, 4, 15)


def test_a_budget_carries_whole_units():
    assert units_carried(10_000, each_eur=2_500) == 4
    assert units_carried(9_999, each_eur=2_500) == 3
    assert units_carried(10_000, each_eur=0) is None


@pytest.mark.parametrize("budget", [0.0, -1.0, float("nan"), float("inf")])
def test_no_budget_is_refused_by_name(budget):
    with pytest.raises(BudgetZeroError):
        units_carried(budget, each_eur=100)
