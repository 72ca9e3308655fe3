"""How long vacancies last, against estimates computed by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.analysis.kpis.survival import survival
from biwaq_geo.domain.unit_story import Stretch

DAY = date(2026, 6, 30)
MONTH = 30.4375


def lasting(age, *, ended, entry=0):
    """A vacancy of so many days on DAY, or at its end some days earlier."""
    begins = DAY - timedelta(days=age + (10 if ended else 0))
    return Stretch(
        begins=begins,
        watched_from=begins + timedelta(days=entry),
        dated=True,
        ends=begins + timedelta(days=age) if ended else None,
    )


def test_ends_and_running_vacancies_make_the_product_limit():
    # ten vacancies: ends at 10, 20, 20 and 50 days, one still running at 30, five at 100
    listed = [lasting(age, ended=True) for age in (10, 20, 20, 50)]
    listed += [lasting(30, ended=False), *[lasting(100, ended=False)] * 5]
    found = survival(listed, day=DAY)
    # 9/10, then 9/10 * 7/9 = 7/10, then 7/10 * 5/6
    told = found.curve.set_index("months")["lasting"]
    assert list(told.index) == pytest.approx([0, 10 / MONTH, 20 / MONTH, 50 / MONTH, 100 / MONTH])
    assert list(told) == pytest.approx([1, 0.9, 0.7, 0.7 * 5 / 6, 0.7 * 5 / 6])
    assert list(found.curve["watched"]) == [10, 10, 9, 6, 5]
    assert found.ended == 4
    # more than half still last
    assert found.median == Reading(None, 10, 10, found.median.low, None)


def test_the_median_is_the_first_age_at_which_half_have_ended():
    # at 10, 20, ... 120 days one of twelve ends each
    listed = [lasting(10 * number, ended=True) for number in range(1, 13)]
    found = survival(listed, day=DAY)
    assert found.median.value == pytest.approx(60 / MONTH)
    assert (found.median.known, found.median.total) == (12, 12)
    # exponential Greenwood at 20 days: S = 10/12, limits 0.482 and 0.956 (by hand)
    at_20 = found.curve.iloc[2]
    assert at_20["lasting"] == pytest.approx(10 / 12)
    assert at_20["low"] == pytest.approx(0.482, abs=0.001)
    assert at_20["high"] == pytest.approx(0.956, abs=0.001)
    # the lower limit comes to one half before the estimate does
    assert found.median.low < found.median.value


def test_what_was_empty_when_the_register_came_counts_from_then_on():
    # six seen from the beginning, of which one ends at 10 days; six more known from 15 days
    # on, of which one ends at 20: 5/6, then 5/6 * (1 - 1/11)
    seen = [lasting(10, ended=True), *[lasting(40, ended=False)] * 5]
    late = [lasting(20, ended=True, entry=15), *[lasting(40, ended=False, entry=15)] * 5]
    told = survival([*seen, *late], day=DAY).curve.set_index("months")["lasting"]
    assert list(told) == pytest.approx([1, 5 / 6, 5 / 6 * 10 / 11, 5 / 6 * 10 / 11])
    # had they counted from the beginning, it would be 11/12 at 10 days
    naive = [*seen, *(lasting(20, ended=True), *[lasting(40, ended=False)] * 5)]
    assert survival(naive, day=DAY).curve["lasting"].iloc[1] == pytest.approx(11 / 12)


def test_the_curve_ends_where_fewer_than_five_are_under_watch():
    # all five end one after the other: after the first only four are left
    listed = [lasting(10 * number, ended=True) for number in range(1, 6)]
    found = survival(listed, day=DAY)
    assert list(found.curve["lasting"])[:2] == pytest.approx([1, 0.8])
    assert found.curve["lasting"].min() == pytest.approx(0.8)
    assert found.median.value is None


def test_vacancies_that_were_all_old_already_make_no_curve():
    # nobody has seen a young vacancy: how many end early is unknown
    listed = [lasting(900, ended=number < 3, entry=800) for number in range(20)]
    found = survival(listed, day=DAY)
    assert found.curve.empty
    assert (found.median, found.ended) == (Reading(None, 20, 20), 3)


def test_a_gap_in_the_watch_ends_the_curve():
    young = [lasting(30, ended=number < 2) for number in range(8)]
    old = [lasting(400, ended=True, entry=300) for _ in range(8)]
    found = survival([*young, *old], day=DAY)
    assert found.curve["months"].max() == pytest.approx(30 / MONTH)
    assert found.curve["lasting"].min() == pytest.approx(6 / 8)


def test_too_few_unknown_and_unwatched_vacancies_make_no_curve():
    unknown = Stretch(date(2020, 1, 1), date(2020, 1, 1), dated=False)
    fresh = lasting(0, ended=False)
    found = survival([*[lasting(9, ended=True)] * 4, unknown, fresh], day=DAY)
    assert found.curve.empty
    assert list(found.curve.columns) == ["months", "lasting", "low", "high", "watched"]
    assert found.median == Reading(None, 4, 6)
    assert survival([], day=DAY).median == Reading(None, 0, 0)


@given(
    st.lists(
        st.tuples(st.integers(1, 900), st.booleans(), st.integers(0, 400)), min_size=5, max_size=40
    )
)
def test_the_curve_falls_from_one_and_stays_within_its_band(cases):
    listed = [lasting(age, ended=ended, entry=entry) for age, ended, entry in cases]
    curve = survival(listed, day=DAY).curve
    if curve.empty:
        return
    assert curve["lasting"].is_monotonic_decreasing
    assert curve["lasting"].between(0, 1).all()
    assert curve["lasting"].iloc[0] == 1
    known = curve.dropna()
    assert (known["low"] <= known["lasting"] + 1e-9).all()
    assert (known["lasting"] <= known["high"] + 1e-9).all()
