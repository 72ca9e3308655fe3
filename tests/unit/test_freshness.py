"""The light of a unit changes on the right day, and the due list asks the oldest first."""

from datetime import date, timedelta

import pytest

from biwaq_geo.domain.freshness import Light, due, light, next_check
from biwaq_geo.domain.units import UnitState
from tests.sample_town import unit

TODAY = date(2026, 11, 22)


def seen(number: int, days_ago: int, **values: object):
    return unit(number, observed_on=TODAY - timedelta(days=days_ago), **values)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Light.GREEN),
        (89, Light.GREEN),
        (90, Light.YELLOW),
        (179, Light.YELLOW),
        (180, Light.RED),
        (4_000, Light.RED),
    ],
)
def test_the_light_changes_after_a_quarter_and_after_half_a_year(days, expected):
    assert light(seen(0, days), today=TODAY) is expected


def test_the_next_check_is_the_first_day_that_is_no_longer_green():
    one = seen(0, 0)
    assert light(one, today=next_check(one)) is Light.YELLOW
    assert light(one, today=next_check(one) - timedelta(days=1)) is Light.GREEN


def test_the_due_list_leaves_green_out_and_puts_the_oldest_first():
    units = [seen(0, 89), seen(1, 90), seen(2, 300), seen(3, 179), seen(4, 180)]
    assert [one.address[-1] for one in due(units, today=TODAY)] == ["3", "5", "4", "2"]


def test_units_seen_on_the_same_day_keep_the_order_of_the_register():
    units = [seen(5, 200), seen(1, 200), seen(3, 200)]
    assert [one.address[-1] for one in due(units, today=TODAY)] == ["2", "4", "6"]


@pytest.mark.parametrize("state", [UnitState.DEMOLISHED, UnitState.CONVERTED])
def test_what_is_no_shop_any_more_is_never_due(state):
    gone = seen(0, 4_000, state=state)
    assert due([gone], today=TODAY) == []
    assert next_check(gone) is None


def test_a_unit_in_the_recycle_bin_is_never_due():
    assert due([seen(0, 400, removed_on=TODAY)], today=TODAY) == []


def test_a_day_that_somebody_has_set_counts_where_it_comes_earlier():
    soon = seen(0, 30, next_check_on=TODAY)
    assert due([soon], today=TODAY) == [soon]
    late = seen(0, 90, next_check_on=TODAY + timedelta(days=300))
    assert due([late], today=TODAY) == [late]


def test_a_day_that_was_set_is_over_once_somebody_has_looked():
    assert due([seen(0, 1, next_check_on=TODAY - timedelta(days=2))], today=TODAY) == []


def test_an_empty_register_has_an_empty_due_list():
    assert due([], today=TODAY) == []
