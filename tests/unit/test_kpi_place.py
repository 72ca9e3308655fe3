"""Branches, supply, handling, programme, money and street of a place, computed by hand."""

from dataclasses import replace
from datetime import date
from math import log

import pytest

from biwaq_geo.analysis.kpis.branches import (
    Gap,
    branch_diversity,
    branch_shares,
    gaps,
    missing_basics,
)
from biwaq_geo.analysis.kpis.handling import (
    checked_share,
    days_to_contact,
    owner_known,
    owners_contacted,
)
from biwaq_geo.analysis.kpis.money import holding_cost
from biwaq_geo.analysis.kpis.programme import firms_hosting, open_posts, training_places
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.analysis.kpis.supply import (
    retail_centrality,
    sales_area_per_head,
    units_per_100_m,
    vacant_per_100_m,
)
from biwaq_geo.analysis.kpis.townscape import ScoredBy, scored_by, townscape
from biwaq_geo.analysis.street_score import scored_sections
from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.supply import BoughtFigure
from biwaq_geo.domain.unit_values import CaseStatus, OwnerClass, UnitKind, UnitState
from tests.sample_facts import ASSUMED, DAY, facts, firms, sections, vacant
from tests.sample_town import unit

NOTHING = Reading(None, 0, 0)


def trading(*branches):
    return [unit(number, branch=branch) for number, branch in enumerate(branches)]


def test_shares_of_branches_are_of_units_whose_branch_is_known():
    place = facts(*trading(Branch.FOOD, Branch.FOOD, Branch.FASHION, None), vacant(4, None))
    found = branch_shares(place)
    assert found.to_dict() == {"food": pytest.approx(2 / 3), "fashion": pytest.approx(1 / 3)}
    assert found.name == "share"


def test_the_diversity_of_four_equal_branches_is_the_logarithm_of_four():
    four = [Branch.FOOD, Branch.FASHION, Branch.CRAFT, Branch.MEDICAL]
    found = branch_diversity(facts(*trading(*four, *four)))
    assert found == Reading(pytest.approx(log(4)), 8, 8)


def test_the_diversity_of_an_uneven_mix_is_lower():
    # 70 %, 10 %, 10 %, 10 %: -(0.7 ln 0.7 + 0.3 ln 0.1)
    mix = [Branch.FOOD] * 7 + [Branch.FASHION, Branch.CRAFT, Branch.MEDICAL]
    units = [unit(number % 8, branch=one) for number, one in enumerate(mix)]
    expected = -(0.7 * log(0.7) + 0.3 * log(0.1))
    assert branch_diversity(facts(*units)).value == pytest.approx(expected)


def test_one_branch_alone_has_no_diversity_and_no_sign():
    found = branch_diversity(facts(*trading(*[Branch.FOOD] * 5)))
    assert str(found.value) == "0.0"


def test_four_units_are_too_few_for_a_mix():
    assert branch_diversity(facts(*trading(*[Branch.FOOD] * 4, None))) == Reading(None, 4, 5)
    assert branch_diversity(facts()) == NOTHING
    assert branch_shares(facts()).empty


def test_gaps_are_what_neither_a_unit_nor_a_service_offers():
    place = facts(
        *trading(Branch.FOOD, Branch.FOOD, *[Branch.CRAFT] * 3), services=frozenset({"post"})
    )
    assert gaps(place) == [Gap("food", 2, noted=False), Gap("bread", 0, noted=False), Gap("post", 0, noted=True)]  # fmt: skip  # noqa: E501
    assert [one.missing for one in gaps(place)] == [False, True, False]
    assert missing_basics(place) == Reading(1, 5, 5)


def test_an_empty_unit_offers_nothing_any_more():
    place = facts(vacant(0, None, branch=Branch.FOOD), *trading(*[Branch.CRAFT] * 5))
    assert [one.key for one in gaps(place) if one.missing] == ["food", "bread", "post"]


def shops(*areas, **values):
    return [unit(number % 8, sales_area_m2=area, **values) for number, area in enumerate(areas)]


def test_sales_area_per_head_needs_four_of_five_shops():
    place = facts(*shops(100, 200, 300, 400, None), inhabitants=500)
    # four are fewer than five entries
    assert sales_area_per_head(place) == Reading(None, 4, 5)
    place = facts(*shops(100, 200, 300, 400, 500, None), inhabitants=500)
    assert sales_area_per_head(place) == Reading(pytest.approx(1500 / 500), 5, 6)
    place = facts(*shops(100, 200, 300, 400, 500, None, None), inhabitants=500)
    assert sales_area_per_head(place) == Reading(None, 5, 7)


def test_offices_and_empty_shops_have_no_sales_area():
    office = unit(6, kind=UnitKind.OFFICE, sales_area_m2=900.0)
    place = facts(*shops(*[100] * 5), office, vacant(7, None, sales_area_m2=900.0), inhabitants=100)
    assert sales_area_per_head(place) == Reading(pytest.approx(5.0), 5, 5)


@pytest.mark.parametrize("inhabitants", [None, 0])
def test_a_place_without_inhabitants_has_no_sales_area_per_head(inhabitants):
    assert sales_area_per_head(facts(*shops(*[100] * 5), inhabitants=inhabitants)).value is None


def test_centrality_is_the_latest_bought_figure_of_the_day():
    def bought(value, on):
        return BoughtFigure("x", {}, "t", "retail_centrality", value, on, ASSUMED)

    listed = [bought(80.0, date(2024, 1, 1)), bought(90.0, DAY), bought(95.0, date(2026, 7, 1))]
    assert retail_centrality(facts(bought=listed)) == Reading(90.0, 1, 1)
    assert retail_centrality(facts(bought=listed, day=date(2026, 6, 29))).value == 80.0
    assert retail_centrality(facts()) == Reading(None, 0, 1)


def test_an_axis_has_units_for_each_hundred_metres():
    listed = [*(unit(number) for number in range(4)), vacant(4, None), vacant(5, None)]
    place = facts(*listed, length_m=400.0)
    assert units_per_100_m(place) == Reading(pytest.approx(1.5), 6, 6)
    assert vacant_per_100_m(place) == Reading(pytest.approx(0.5), 6, 6)
    assert units_per_100_m(facts(*listed, length_m=None)).value is None
    assert vacant_per_100_m(facts(*listed[:4], length_m=400.0)) == Reading(None, 4, 4)


def test_units_not_seen_for_a_quarter_lower_the_share_of_checked_ones():
    # 1 April is 90 days before 30 June, 2 April is 89
    seen = [unit(n, observed_on=date(2026, 4, 1 + n % 2)) for n in range(6)]
    gone = unit(6, UnitState.DEMOLISHED)
    assert checked_share(facts(*seen, gone)) == Reading(0.5, 6, 6)
    assert checked_share(facts(*seen[:4])) == Reading(None, 4, 4)
    assert checked_share(facts()) == NOTHING


def test_owners_are_known_and_contacted_for_some_of_the_empty_units():
    empty = [
        vacant(
            number,
            None,
            owner_class=OwnerClass.PRIVATE if number < 3 else None,
            case_status=CaseStatus.OWNER_WRITTEN if number < 2 else CaseStatus.NOT_STARTED,
        )
        for number in range(5)
    ]
    place = facts(*empty, unit(5, owner_class=OwnerClass.TOWN))
    assert owner_known(place) == Reading(pytest.approx(3 / 5), 5, 5)
    assert owners_contacted(place) == Reading(pytest.approx(2 / 5), 5, 5)
    assert owner_known(facts()) == owners_contacted(facts()) == NOTHING


def test_days_to_contact_are_those_of_present_vacancies():
    empty = [vacant(number, None) for number in range(6)]
    keys = [str(one.unit_id) for one in empty]
    waited = dict(zip(keys, [5, 12, 20, 40, 90], strict=False)) | {"gone": 1}
    found = days_to_contact(facts(*empty, waited=waited))
    assert found == Reading(20.0, 5, 6, 12.0, 40.0)
    assert days_to_contact(facts(*empty, waited={keys[0]: 3})) == Reading(None, 1, 6)


def test_the_programme_counts_what_firms_have_told():
    place = facts(businesses=firms((True, 2, 1), (False, None, 4), (None, 1, None)))
    assert firms_hosting(place) == Reading(1.0, 2, 3)
    assert training_places(place) == Reading(3.0, 2, 3)
    assert open_posts(place) == Reading(5.0, 2, 3)
    assert [one(facts()) for one in (firms_hosting, training_places, open_posts)] == [NOTHING] * 3


def test_holding_costs_are_a_sum_of_what_is_known():
    costs = [300.0, 450.0, 250.0, 0.0, 100.0, None]
    empty = [vacant(n, None, holding_cost_eur_month=one) for n, one in enumerate(costs)]
    assert holding_cost(facts(*empty)) == Reading(1100.0, 5, 6)
    assert holding_cost(facts(*empty[:4])) == Reading(None, 4, 4)


def scored_until(axis, day=DAY):
    """Return facts with the scores of the sections that hold on a day."""
    return facts(sections=scored_sections(axis, (), day=day), day=day)


def test_the_street_score_is_weighted_by_length_and_knows_its_day():
    axis = sections(
        ("A", 300, 40.0, "2026-01-01"),
        ("A", 100, 80.0, "2026-06-30"),
        ("A", 500, 90.0, "2026-07-01"),
        ("A", 100, None, None),
    )
    assert townscape(scored_until(axis)) == Reading(pytest.approx(50.0), 2, 4)
    assert townscape(scored_until(axis, date(2025, 1, 1))) == Reading(None, 0, 4)
    assert townscape(facts()) == NOTHING


def test_the_street_score_tells_audits_from_delivered_scores():
    axis = sections(
        ("A", 300, 40.0, "2026-01-01"),
        ("A", 100, 80.0, "2026-06-30"),
        ("A", 500, 90.0, "2026-07-01"),
        ("A", 100, None, None),
    )
    audited = frozenset({"sec1", "sec2", "gone"})
    # of the two audited sections one has its score only after the day
    whole = scored_until(axis)
    assert scored_by(replace(whole, audited=audited)) == ScoredBy(1, 1, 2)
    assert scored_by(facts()) == ScoredBy(0, 0, 0)
