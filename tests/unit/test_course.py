"""The stock month by month: by itself, and with what is planned."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.analysis.course import Drift, course, happenings
from biwaq_geo.analysis.frames import units_frame
from biwaq_geo.analysis.kpis.rates import (
    interim_share,
    vacancy_rate_by_area,
    vacancy_rate_by_frontage,
    vacancy_rate_by_units,
)
from biwaq_geo.analysis.stock import stock_of, stock_rates
from biwaq_geo.domain.scenarios import LetUnit, MoveIn, MoveOut, UseUnit
from biwaq_geo.domain.units import UnitState
from tests.sample_town import EPSG, unit, units

DAY = date(2026, 5, 1)
STILL = Drift(months=12, empty=0.0, fill=0.0, realised=0.6, let=0.75, stay=0.25)


def stock(*made):
    return stock_of(units_frame(made or units(), epsg=EPSG))


def follow(*edits, drift=STILL, of=None, day=DAY):
    of = of or stock()
    return course(of, happenings(of, edits), day=day, drift=drift)


def moving(**shares):
    return Drift(
        **{"months": 12, "empty": 0.0, "fill": 0.0, "realised": 0.6, "let": 0.75, "stay": 0.25}
        | shares
    )


def key(number):
    return UUID(int=number + 1)


def use(number, start=date(2026, 6, 1), end=date(2027, 12, 31)):
    return UseUnit(UUID(int=100), key(number), "popup", start, end)


def test_a_still_town_stays_as_it_is():
    found = follow()
    assert found.vacant.tolist() == [0, 0, 0, 0, 0, 1, 1, 0]
    assert found.interim.tolist() == [0, 0, 0, 0, 0, 0, 0, 1]
    assert found.empty_months.tolist() == [0, 0, 0, 0, 0, 12, 12, 0]


def test_a_quarter_of_the_empty_units_let_in_a_quarter_leaves_three_quarters():
    found = follow(drift=moving(months=3, fill=0.25))
    assert found.vacant[5] == pytest.approx(0.75)
    # at the start of three months: 1, then 0.75 to the power of 1/3 and 2/3
    assert found.empty_months[5] == pytest.approx(1 + 0.75 ** (1 / 3) + 0.75 ** (2 / 3))


def test_units_in_use_fall_empty_and_are_let_again():
    found = follow(drift=moving(months=3, empty=0.1))
    assert found.vacant[0] == pytest.approx(0.1)
    both = follow(drift=moving(months=120, empty=0.1, fill=0.1))
    # in the long run as many fall empty as are let: half
    assert both.vacant[0] == pytest.approx(0.5, abs=0.01)
    assert both.vacant[5] == pytest.approx(0.5, abs=0.01)


def test_what_cannot_be_let_does_not_fill_by_itself():
    made = [*units()[:5], unit(5, UnitState.IN_WORKS), *units()[6:]]
    found = follow(drift=moving(fill=0.5), of=stock(*made))
    assert found.vacant[5] == 1
    assert found.vacant[6] < 0.1


def test_an_interim_use_takes_its_share_and_gives_it_back_when_it_ends():
    found = follow(use(5, end=date(2026, 10, 31)))
    # 0.6 were used; a quarter of that stays in regular use, three quarters are empty again
    assert found.vacant[5] == pytest.approx(0.4 + 0.6 * 0.75)
    assert found.interim[5] == 0
    # a month empty, five at 0.4, six at 0.85
    assert found.empty_months[5] == pytest.approx(1 + 5 * 0.4 + 6 * 0.85)


def test_the_last_day_of_a_use_still_belongs_to_it():
    found = follow(use(5, end=date(2027, 5, 1)))
    assert found.interim[5] == pytest.approx(0.6)


def test_a_letting_a_move_in_and_a_move_out():
    found = follow(
        LetUnit(UUID(int=1), key(5), date(2026, 7, 1)),
        MoveIn(UUID(int=2), key(6), date(2026, 7, 1)),
        MoveOut(UUID(int=3), key(0), date(2026, 7, 1)),
    )
    assert found.vacant[[5, 6, 0]].tolist() == [0.25, 0, 1]
    assert found.interim[[5, 6, 0]].tolist() == [0, 0, 0]


def test_who_moves_out_makes_room_for_an_interim_use():
    out = MoveOut(UUID(int=3), key(0), date(2026, 7, 1))
    found = follow(use(0, start=date(2026, 8, 1)), out)
    assert found.interim[0] == pytest.approx(0.6)
    assert found.vacant[0] == pytest.approx(0.4)


def test_what_begins_after_the_last_month_does_not_happen():
    assert follow(use(5, start=date(2027, 6, 1))).vacant[5] == 1


def test_what_has_begun_before_the_first_day_is_in_place_at_once():
    assert follow(use(5, start=date(2026, 1, 1))).empty_months[5] == pytest.approx(12 * 0.4)


def test_a_use_until_the_end_of_the_calendar_never_ends():
    assert follow(use(5, end=date.max)).interim[5] == pytest.approx(0.6)


STATES = st.sampled_from(sorted(UnitState))
SHARE = st.floats(0, 0.5)


@given(st.lists(STATES, min_size=1, max_size=12), SHARE, SHARE, st.integers(0, 120))
def test_no_probability_leaves_0_to_1_and_no_unit_gets_lost(states, empty, fill, months):
    of = stock(*(unit(i, state) for i, state in enumerate(states)))
    found = follow(of=of, drift=moving(empty=empty, fill=fill, months=months))
    total = found.vacant + found.interim
    assert ((found.vacant >= -1e-12) & (total <= 1 + 1e-9)).all()
    assert (found.empty_months <= months + 1e-9).all()


@given(st.lists(STATES, max_size=12))
def test_the_rates_are_those_of_the_register(states):
    frame = units_frame([unit(i, state) for i, state in enumerate(states)], epsg=EPSG)
    of = stock_of(frame)
    assert stock_rates(of, of.vacant, of.interim) == {
        "vacancy_rate_units": vacancy_rate_by_units(frame),
        "vacancy_rate_area": vacancy_rate_by_area(frame),
        "vacancy_rate_frontage": vacancy_rate_by_frontage(frame),
        "interim_share": interim_share(frame),
    }
