from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from shapely import Point

from biwaq_geo.domain.assumptions import RANGES
from biwaq_geo.domain.catalogue import ZERO, Band
from biwaq_geo.domain.comparison import Obstacle
from biwaq_geo.domain.errors import AssumptionRangeError, CatalogueKeyError
from biwaq_geo.services.compare import compare
from tests.fakes import FakeTown
from tests.sample_scenarios import (
    CATALOGUES,
    FIVE_MINUTES,
    GROUND,
    TOWN,
    improve,
    phase,
    result,
    row,
    scenario,
    unmoved,
    use,
)
from tests.sample_town import X0, Y0, units


def band(low, expected, high):
    return Band(pytest.approx(low), pytest.approx(expected), pytest.approx(high))


def test_every_figure_has_its_row():
    assert [each.key for each in result().rows] == [
        "vacancy_rate_units",
        "vacancy_rate_area",
        "vacancy_rate_frontage",
        "interim_share",
        "vacant_months",
        "waiting_cost",
        "inhabitants_5",
        "inhabitants_reached",
        "inhabitants_15",
        "street_score",
        "cost_one_off",
        "cost_yearly",
        "grant",
        "own_share",
        "cost_per_m2",
        "cost_per_month",
    ]


def test_doing_nothing_changes_nothing_in_any_row():
    found = result()
    assert [each.before for each in found.rows] == [each.after for each in found.rows]
    assert unmoved(found)


def test_an_interim_use_lowers_vacancy_by_the_share_that_comes_about():
    found = row(result(use(5)), "vacancy_rate_units")
    # 2 of 8; 0.4, 0.6 or 0.8 of one unit leaves: 1.6, 1.4, 1.2 of 8
    assert found.before == Band(0.25, 0.25, 0.25)
    assert found.after == band(0.15, 0.175, 0.2)
    assert found.difference == band(-0.1, -0.075, -0.05)
    assert (found.known, found.total, found.of) == (8, 8, "units")


def test_interim_use_gains_what_vacancy_loses():
    found = row(result(use(5)), "interim_share")
    assert found.after == band(1.4 / 8, 1.6 / 8, 1.8 / 8)


def test_area_and_front_follow_the_size_of_the_unit():
    # unit 5 has 100 m2 of 570 known and 10 m of 68; unit 6 adds 11 m
    area, front = (row(result(use(5)), f"vacancy_rate_{key}") for key in ("area", "frontage"))
    assert area.before == band(*[100 / 570] * 3)
    assert area.after == band(20 / 570, 40 / 570, 60 / 570)
    assert (area.known, area.total) == (7, 8)
    assert front.after == band(13 / 68, 15 / 68, 17 / 68)


def test_people_within_five_minutes_of_the_new_shop_are_counted_at_three_speeds():
    # unit 5 stands 8 m from Hauptstraße at x = 140, houses 17.5 m from their street:
    # b0 115.5, b1 25.5, b2 115.5, b3 205.5 m along Hauptstraße
    # b6 60 + 200 + 30 + 25.5 = 315.5, b5 345.5, b7 405.5, b4 140 + 200 + 50 + 25.5 = 415.5
    # 300 m at 3.6 km/h: b0 to b3, 100 + 200 + 300 + 400
    # 400 m at 4.8 km/h: and b5, b6, + 600 + 700; 416.7 m at 5 km/h: all 3,600
    found = row(result(use(5), overrides=FIVE_MINUTES), "inhabitants_reached")
    assert found.before == ZERO
    assert found.after == Band(1_000, 2_300, 3_600)
    assert found.difference == found.after
    assert (found.known, found.total, found.of) == (8, 8, "buildings")


def test_a_use_that_is_closed_to_the_public_reaches_nobody():
    assert row(result(use(5, "storage")), "inhabitants_reached").after == ZERO


def test_a_second_offer_reaches_nobody_twice():
    both = row(result(use(5), use(6), overrides=FIVE_MINUTES), "inhabitants_reached").after
    assert both.high == 3_600


def test_a_site_that_opens_is_an_offer_like_a_shop():
    # from the villa 82.5 m to Nordweg at x = 310, 110 m west or 90 m east to a corner:
    # b2 82.5 + 110 + 200 + 30 + 17.5 = 440, b1 and b3 470, b0 560, Südweg 640 to 760 m
    found = row(result(phase()), "inhabitants_reached")
    # 600 m in ten minutes at 3.6 km/h: 100 + 200 + 300 + 400; 800 m at 4.8 km/h: all
    assert found.after == Band(1_000, 3_600, 3_600)
    assert row(result(phase("empty")), "inhabitants_reached").after == ZERO


def test_doing_nothing_reaches_nobody_even_if_no_number_is_known():
    blank = replace(GROUND, buildings=GROUND.buildings.assign(inhabitants=float("nan")))
    nothing = compare(TOWN, CATALOGUES, scenario(), ground=blank)
    something = compare(TOWN, CATALOGUES, scenario(use(5)), ground=blank)
    assert row(nothing, "inhabitants_reached").difference == ZERO
    reached = row(something, "inhabitants_reached")
    assert (reached.after, reached.difference, reached.known) == (None, None, 0)


def test_a_type_of_measure_counts_once_for_a_section():
    one = row(result(improve(0, section_id="sec1")), "street_score")
    two = row(
        result(improve(0, section_id="sec1"), improve(1, quantity=5, section_id="sec1")),
        "street_score",
    )
    # only sec1 has a score: 40 + 2, 4, 6
    assert one.before == Band(40, 40, 40)
    assert one.after == two.after == Band(42, 44, 46)
    assert (one.known, one.total, one.of) == (1, 2, "sections")


def test_different_measures_on_a_section_add_up():
    near = Point(X0 + 100, Y0 + 225)
    found = row(
        result(improve(0, section_id="sec1"), improve(1, "paving", 30, place=near)),
        "street_score",
    )
    assert found.difference == Band(12, 19, 26)


def test_a_measure_without_a_claimed_effect_leaves_the_score():
    assert row(result(improve(0, "film", section_id="sec1")), "street_score").difference == ZERO


def test_a_measure_far_from_every_section_costs_but_does_not_count_for_the_score():
    far = improve(0, place=Point(X0 + 100, Y0 + 380))
    assert row(result(far), "street_score").difference == ZERO
    assert row(result(far), "cost_one_off").after == Band(1_000, 1_500, 2_000)
    assert [each.obstacle for each in result(far).obstructed] == [Obstacle.NO_SECTION]


def test_money_adds_up_over_the_edits():
    found = result(use(5, funding_key="wide"), improve(0, "bench", 3, section_id="sec1"), phase())
    # setup 2,000-3,000-5,000; three benches 3,000-4,500-6,000; workshop 100-150-250 thousand
    assert row(found, "cost_one_off").after == Band(105_000, 157_500, 261_000)
    # 60-80-100 per m2 for 100 m2; 3 x 50-100-150; 10-12-20 thousand
    assert row(found, "cost_yearly").after == Band(16_150, 20_300, 30_450)
    # only the interim use is funded: 0.6 x 2,000; 0.75 x 3,000; 0.9 x 5,000
    assert row(found, "grant").after == Band(1_200, 2_250, 4_500)
    # own share of the use 200-750-2,000 and all of the rest
    assert row(found, "own_share").after == band(103_200, 155_250, 258_000)
    assert row(found, "own_share").known == 3


def test_each_edit_has_its_cost_in_the_order_of_the_scenario():
    found = result(phase(), use(5))
    assert [cost.edit_id for cost in found.costs] == [str(UUID(int=300)), str(UUID(int=105))]
    assert found.costs[1].yearly == Band(6_000, 8_000, 10_000)
    # the year 2027 has 365 days
    assert found.costs[1].running.expected == pytest.approx(8_000 * 365 / 365.25)


def test_a_missing_figure_is_missing_and_not_zero():
    found = result(use(5, "gallery"), improve(0, section_id="sec1"))
    cost = row(found, "cost_one_off")
    assert cost.after == Band(1_000, 1_500, 2_000)
    assert (cost.known, cost.total, cost.of) == (1, 2, "edits")
    alone = row(result(use(5, "gallery")), "own_share")
    assert (alone.before, alone.after, alone.difference) == (ZERO, None, None)


def test_a_price_per_square_metre_needs_the_area_of_the_unit():
    found = result(use(6))
    assert found.costs[0].one_off == Band(2_000, 3_000, 5_000)
    assert found.costs[0].yearly is None


def test_four_units_make_no_rate():
    found = compare(FakeTown(units()[:4]), CATALOGUES, scenario(baseline=4), ground=GROUND)
    rate = row(found, "vacancy_rate_units")
    assert (rate.before, rate.after, rate.difference, rate.known) == (None, None, None, 4)


def test_the_assumptions_that_entered_are_told_with_the_own_values():
    found = result(overrides=FIVE_MINUTES)
    told = {each.key: each.value for each in found.assumptions}
    assert set(told) == set(RANGES)
    assert {key: told[key] for key in ("walk_speed_kmh", "reach_minutes", "realised_share")} == {
        "walk_speed_kmh": Band(3.6, 4.8, 5.0),
        "reach_minutes": Band(5, 5, 5),
        "realised_share": Band(0.4, 0.6, 0.8),
    }


@pytest.mark.parametrize(
    ("overrides", "error"),
    [
        ({"realised_share": Band(0, 1, 2)}, AssumptionRangeError),
        ({"gravity": Band(9, 9, 9)}, CatalogueKeyError),
    ],
)
def test_an_own_value_that_makes_no_sense_is_refused(overrides, error):
    with pytest.raises(error):
        result(overrides=overrides)


def test_the_town_pays_for_each_square_metre_put_to_use_and_each_month_avoided():
    found = result(use(5), use(6), overrides={"horizon_months": Band(12, 12, 12)})
    money = {one.edit_id: one for one in found.costs}
    paid = money[str(use(5).edit_id)]
    # the use of 2027 runs four months of the twelve from 1 May 2026 on; unit 5 has 100 m2
    # and unit 6 no known area: its running cost is unknown, too
    span = (found.day - date(2027, 1, 1)).days + 1
    cost = paid.own_share.expected + paid.yearly.expected * span / 365.25
    by_area = row(found, "cost_per_m2")
    assert by_area.after.expected == pytest.approx(cost / 100)
    assert (by_area.before, by_area.difference, by_area.known, by_area.total) == (None, None, 1, 2)
    empty = row(found, "vacant_months").difference.expected
    by_month = row(found, "cost_per_month")
    assert by_month.after.expected == pytest.approx(cost / -empty)
    assert (by_month.known, by_month.total) == (1, 2)


def test_a_plan_that_avoids_no_vacancy_has_no_cost_for_a_month_of_it():
    found = result(improve(0, "bench", section_id="sec1"))
    assert row(found, "cost_per_month").after is None
    assert row(found, "cost_per_m2").after is None
