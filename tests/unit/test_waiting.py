"""What waiting costs and what a permit hangs on, checked by hand."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.analysis.permit import PermitReason, lapsing, permit_hint
from biwaq_geo.analysis.waiting import break_even, waiting_streets, waiting_units
from biwaq_geo.domain.catalogue import Band, Light
from biwaq_geo.domain.unit_values import PermitLight
from biwaq_geo.domain.units import UnitState
from tests.sample_catalogues import catalogues
from tests.sample_town import unit, units

DAY = date(2026, 5, 1)
ASSUMED = {key: item.value for key, item in catalogues().assumptions.items()}
USE = catalogues().interim_uses["popup"]


def vacant(number=5, **values):
    return unit(number, UnitState.VACANT, **({"since": date(2025, 5, 1)} | values))


def waiting(*made):
    return waiting_units(made, ASSUMED, day=DAY)


def test_a_hundred_square_metres_cost_what_the_assumptions_say():
    (found,) = waiting(vacant())
    # 100 m2 at 1, 2, 3 euros; 2, 4, 6 euros of rent; 0, 24 x 0.1 / 12, 48 x 0.25 / 12 of decay
    assert found.holding == Band(100, 200, 300)
    assert found.rent == Band(200, 400, 600)
    assert found.decay == Band(0, pytest.approx(20), 100)
    assert found.monthly.expected == pytest.approx(620)
    # 365 days are 11.99 months of 30.4375 days
    assert found.so_far.expected == pytest.approx(620 * 365 / 30.4375)
    assert not found.own


def test_what_is_known_of_the_unit_itself_comes_first():
    (found,) = waiting(vacant(holding_cost_eur_month=150.0, rent_last_eur_m2=5.0))
    assert found.holding == Band(150, 150, 150)
    assert found.rent == Band(500, 500, 500)
    assert found.own


def test_an_unknown_area_leaves_the_cost_unknown_unless_the_unit_has_one_of_its_own():
    blank, known = waiting(
        vacant(6, floor_area_m2=None, holding_cost_eur_month=90.0),
        vacant(5, floor_area_m2=None),
    )
    assert (blank.monthly, known.monthly) == (Band(90, 90, 90), None)
    assert known.so_far is None


def test_units_in_use_wait_for_nothing_and_the_dearest_come_first():
    found = waiting(*units(), vacant(9, floor_area_m2=500.0))
    assert [one.unit_id.int - 1 for one in found] == [9, 5, 6]


def test_a_street_adds_up_its_units_and_names_the_next_lapse():
    made = [
        vacant(5, address="Hauptstraße 5"),
        vacant(6, address="Hauptstraße 6", floor_area_m2=None, since=date(2024, 7, 1)),
        vacant(9, address="Nordweg 1", floor_area_m2=50.0, since=None),
    ]
    first, second = waiting_streets(waiting(*made), day=DAY)
    assert (first.street, first.known, first.units) == ("Hauptstraße", 1, 2)
    assert first.monthly.expected == pytest.approx(620)
    assert first.next_lapse == date(2026, 7, 1)
    assert (second.street, second.next_lapse, second.lapsed) == ("Nordweg", None, 0)


def test_a_deadline_that_has_passed_is_counted_and_never_the_next_one():
    made = [
        vacant(5, address="Hauptstraße 5", since=date(2019, 5, 1)),
        vacant(6, address="Hauptstraße 6", since=date(2024, 5, 1)),
        vacant(9, address="Hauptstraße 9", since=date(2024, 5, 2)),
    ]
    # two years after: 1 May 2021, the day itself, and the day after
    (street,) = waiting_streets(waiting(*made), day=DAY)
    assert (street.next_lapse, street.lapsed) == (date(2026, 5, 2), 2)


def test_the_month_of_break_even_by_hand():
    # 500 euros a month over the cost: 6,000 are covered after twelve months, 6,001 after 13
    assert break_even(once=6_000, monthly=50, avoided=550) == 12
    assert break_even(once=6_001, monthly=50, avoided=550) == 13
    assert break_even(once=0, monthly=50, avoided=550) == 1
    assert break_even(once=100, monthly=550, avoided=550) is None


@given(st.floats(0, 1e6), st.floats(0, 1e4), st.floats(0, 1e4))
def test_break_even_is_the_first_month_that_covers_the_cost(once, monthly, avoided):
    month = break_even(once=once, monthly=monthly, avoided=avoided)
    if month is None:
        assert avoided - monthly < 0.01
    else:
        assert month * (avoided - monthly) >= once * (1 - 1e-6) - 1e-6
        assert month == 1 or (month - 1) * (avoided - monthly) < once * (1 + 1e-6) + 1e-6


def test_the_light_of_the_use_holds_where_nothing_makes_it_darker():
    hint = permit_hint(vacant(), USE, day=DAY)
    assert (hint.light, hint.reasons) == (Light.YELLOW, (PermitReason.USE,))
    assert (hint.lapses_on, hint.days_left) == (date(2027, 5, 1), 365)


def test_a_use_that_is_green_turns_yellow_after_two_years_of_disuse():
    easy = replace(USE, permit=Light.GREEN)
    long_ago = vacant(since=date(2024, 5, 1))
    assert permit_hint(vacant(), easy, day=DAY).light is Light.GREEN
    hint = permit_hint(long_ago, easy, day=DAY)
    assert (hint.light, hint.days_left) == (Light.YELLOW, 0)
    assert PermitReason.LAPSED in hint.reasons
    soon = permit_hint(vacant(since=date(2024, 7, 1)), easy, day=DAY)
    assert (soon.light, soon.reasons[-1]) == (Light.GREEN, PermitReason.SOON)


def test_the_end_of_the_permitted_use_counts_before_the_day_of_vacancy():
    hint = permit_hint(vacant(use_ended_on=date(2023, 1, 31)), None, day=DAY)
    assert hint.lapses_on == date(2025, 1, 31)


def test_a_red_note_of_the_staff_and_a_listed_house_are_reasons():
    noted = permit_hint(vacant(permit_light=PermitLight.RED, listed=True), USE, day=DAY)
    assert noted.light is Light.RED
    assert set(noted.reasons) == {PermitReason.USE, PermitReason.UNIT, PermitReason.LISTED}


def test_nobody_knows_the_lapse_where_nobody_knows_since_when_it_is_empty():
    hint = permit_hint(vacant(since=None), None, day=DAY)
    assert (hint.light, hint.reasons) == (Light.YELLOW, (PermitReason.UNKNOWN,))
    assert hint.days_left is None


def test_a_unit_in_use_has_no_countdown():
    assert permit_hint(units()[0], None, day=DAY).lapses_on is None
    assert UUID(int=1) == units()[0].unit_id


def test_deadlines_that_are_over_and_those_that_follow_are_counted_apart():
    since = (date(2020, 1, 1), date(2025, 1, 1), date(2026, 4, 1), None)
    units = [vacant(since=day) for day in since]
    units.append(unit(6, UnitState.USED, since=date(2020, 1, 1)))
    # two years after: 2022, 2027, 2028, never known; who is in use loses nothing
    assert lapsing(units, day=date(2026, 5, 1), until=date(2027, 5, 1)) == (1, 1)
    assert lapsing(units, day=date(2027, 1, 1), until=date(2027, 1, 1)) == (2, 0)
