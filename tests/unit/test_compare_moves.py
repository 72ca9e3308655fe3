"""Lettings, moves and fronts in a comparison, and how doing nothing moves."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import geopandas as gpd
import pytest
from shapely import Point

from biwaq_geo.domain.catalogue import ZERO, Band
from biwaq_geo.domain.comparison import Obstacle
from biwaq_geo.domain.scenarios import LetUnit, MoveIn, MoveOut
from biwaq_geo.services.compare import compare
from tests.sample_scenarios import (
    CATALOGUES,
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
from tests.sample_town import EPSG

NEXT_YEAR = date(2027, 1, 1)
MOVING = {
    "drift_empty": Band(0.0, 0.1, 0.2),
    "drift_fill": Band(0.0, 0.0, 0.0),
    "horizon_months": Band(3, 3, 3),
}


def let(number, **more):
    return LetUnit(UUID(int=400 + number), UUID(int=number + 1), NEXT_YEAR, **more)


def move_in(number, **more):
    return MoveIn(UUID(int=500 + number), UUID(int=number + 1), NEXT_YEAR, **more)


def move_out(number, **more):
    return MoveOut(UUID(int=600 + number), UUID(int=number + 1), NEXT_YEAR, **more)


def test_a_letting_ends_a_vacancy_by_the_share_of_lettings():
    found = row(result(let(5)), "vacancy_rate_units")
    # 2 of 8; 0.5, 0.75 or all of one unit is let
    assert found.difference == Band(*(pytest.approx(x) for x in (-1 / 8, -0.75 / 8, -0.5 / 8)))
    assert row(result(let(5)), "interim_share").difference == ZERO


def test_a_business_that_moves_in_or_out_does_so_for_certain():
    both = result(move_in(5), move_out(0))
    assert row(result(move_in(5)), "vacancy_rate_units").after == Band(0.125, 0.125, 0.125)
    assert row(result(move_out(0)), "vacancy_rate_units").after == Band(0.375, 0.375, 0.375)
    assert row(both, "vacancy_rate_units").difference == ZERO


def test_who_moves_out_makes_room_for_who_moves_in_whatever_comes_first_in_the_list():
    one, other = result(move_out(0), use(0)), result(use(0), move_out(0))
    assert one.rows == other.rows
    assert not one.obstructed
    assert row(one, "interim_share").difference.expected == pytest.approx(0.6 / 8)


def test_nobody_can_move_out_of_an_empty_unit_or_into_a_used_one():
    found = result(move_out(5), let(0), move_in(1))
    assert [each.obstacle for each in found.obstructed] == [
        Obstacle.UNIT_NOT_USED,
        Obstacle.UNIT_NOT_VACANT,
        Obstacle.UNIT_NOT_VACANT,
    ]
    assert unmoved(found)


def test_doing_nothing_moves_by_itself_and_the_scenario_moves_with_it():
    nothing = row(result(overrides=MOVING), "vacancy_rate_units")
    # five used units of eight: 0.1 or 0.2 of them fall empty in a quarter
    assert nothing.before == Band(0.25, pytest.approx(2.5 / 8), pytest.approx(3 / 8))
    assert nothing.difference == ZERO


def test_what_vacancy_costs_is_months_times_area_times_price():
    found = row(result(), "waiting_cost")
    # 100 m2 known of the two empty units, 12 months; 1 + 2 + 0, 2 + 4 + 24 x 0.1 / 12,
    # 3 + 6 + 48 x 0.25 / 12 euros
    assert found.before == Band(*(pytest.approx(1_200 * x) for x in (3, 6.2, 10)))
    assert (found.known, found.total) == (7, 8)
    assert row(result(), "vacant_months").before == Band(24, 24, 24)


def test_an_edit_that_is_over_on_the_day_costs_and_has_no_effect():
    past = replace(use(5), start=date(2026, 6, 1), end=date(2026, 8, 31))
    found = result(past)
    assert [each.obstacle for each in found.obstructed] == [Obstacle.NOT_IN_PLACE]
    assert row(found, "inhabitants_reached").after == ZERO
    assert row(found, "cost_one_off").after == Band(2_000, 3_000, 5_000)
    # three months in which fewer units stood empty count all the same
    assert row(found, "vacant_months").difference.high < 0
    assert found.day == date(2027, 5, 2)


def test_a_measure_at_a_front_lifts_the_section_that_the_unit_faces():
    front = replace(improve(0, "paving", 4), unit_id=UUID(int=6))
    assert row(result(front), "street_score").difference == Band(10, 15, 20)
    assert row(result(front), "cost_one_off").after == Band(400, 600, 800)


def test_the_figures_of_reach_name_their_minutes():
    found = result(use(5))
    rows = [row(found, f"inhabitants_{key}") for key in ("5", "reached", "15")]
    assert [each.minutes for each in rows] == [5, 10, 15]
    reached = [each.after.expected for each in rows]
    # 400 m: 2,300; 800 m: all of 3,600
    assert reached == [2_300, 3_600, 3_600]


def services(*places):
    return gpd.GeoDataFrame(
        {"kind": [kind for kind, _ in places], "name": "", "origin": "demo"},
        geometry=[point for _, point in places],
        index=[f"v{i}" for i in range(len(places))],
        crs=EPSG,
    )


def with_services(*places, edits):
    ground = replace(GROUND, services=services(*places))
    return compare(TOWN, CATALOGUES, scenario(*edits), ground=ground).access


def test_a_bakery_that_opens_is_gained_by_those_who_had_none():
    found = with_services(edits=[let(5, service="bakery")])
    assert [(each.kind, each.minutes) for each in found] == [("bakery", m) for m in (5, 10, 15)]
    assert (found[0].before, found[0].after) == (0, 2_300)
    assert (found[0].gained, found[0].lost, found[0].known) == (2_300, 0, 8)


def test_a_bakery_that_closes_is_lost_unless_another_is_near():
    # unit 0 is at the same street; the bakery of the base layer is drawn five metres away
    at = TOWN.store.unit(UUID(int=1)).location
    door = Point(at.x + 5, at.y)
    alone = with_services(("bakery", door), edits=[move_out(0, service="bakery")])
    assert (alone[2].before, alone[2].after, alone[2].lost) == (3_600, 0, 3_600)
    other = Point(at.x, at.y + 300)
    two = with_services(("bakery", door), ("bakery", other), edits=[move_out(0, service="bakery")])
    assert two[2].lost == 0


def test_one_that_moves_from_house_to_house_is_lost_and_gained_elsewhere():
    at = TOWN.store.unit(UUID(int=1)).location
    moved = with_services(
        ("bakery", at), edits=[move_out(0, service="bakery"), move_in(5, service="bakery")]
    )
    for each in moved:
        assert each.after == each.before + each.gained - each.lost


def test_a_phase_and_a_move_are_compared_like_any_other():
    found = result(phase(), let(5), move_out(0))
    assert [cost.one_off is not None for cost in found.costs] == [True, True, True]
