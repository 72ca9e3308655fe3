"""The figures of the register on a day, and the days of a course."""

from datetime import date

import pytest

from biwaq_geo.analysis.rates import Rate
from biwaq_geo.domain.units import UnitState
from biwaq_geo.services.figures import FIGURES, MONTHS_SHOWN, figures_of, month_ends
from tests.sample_town import EPSG, unit, units

DAY = date(2026, 5, 2)


def rates_of(states, **values):
    listed = [unit(i % 8, state, **values) for i, state in enumerate(states)]
    return figures_of(listed, epsg=EPSG, day=DAY).rates


def test_every_figure_of_the_sample_town_has_its_basis():
    found = figures_of(units(), epsg=EPSG, day=DAY)
    assert tuple(found.rates) == FIGURES
    # two of eight are vacant, one is in interim use; all were seen the day before
    assert found.rates["vacancy_rate_units"] == Rate(0.25, 8, 8)
    assert found.rates["interim_share"] == Rate(0.125, 8, 8)
    assert found.rates["checked_share"] == Rate(1.0, 8, 8)
    # three units are vacant or in interim use: too few for a rate
    assert found.rates["interim_use_rate"] == Rate(None, 3, 3)
    assert found.rates["long_vacancy"] == Rate(None, 2, 2)
    # areas are 50, 60, …; the vacant unit 5 has 100 of the 570 m² that are known
    assert found.rates["vacancy_rate_area"] == Rate(100 / 570, 7, 8)


def test_marketable_vacancy_leaves_out_what_nobody_could_take_over():
    held_back = [UnitState.IN_WORKS, UnitState.UNMARKETABLE]
    found = rates_of([UnitState.VACANT, *held_back, UnitState.USED, UnitState.USED])
    assert found["vacancy_rate_units"].value == pytest.approx(3 / 5)
    assert found["marketable_vacancy"] == Rate(pytest.approx(1 / 5), 5, 5)


def test_the_interim_use_rate_is_of_vacant_and_interim_units_only():
    found = rates_of([UnitState.VACANT] * 4 + [UnitState.INTERIM] + [UnitState.USED] * 5)
    assert found["interim_use_rate"] == Rate(pytest.approx(1 / 5), 5, 5)


@pytest.mark.parametrize(
    ("since", "share"), [(date(2025, 5, 1), 1.0), (date(2025, 5, 2), 0.0), (DAY, 0.0)]
)
def test_a_vacancy_is_long_once_it_lasts_more_than_a_year(since, share):
    assert rates_of([UnitState.VACANT] * 5, since=since)["long_vacancy"] == Rate(share, 5, 5)


def test_vacancies_of_unknown_beginning_are_in_the_total_only():
    listed = [unit(i, UnitState.VACANT, since=None if i < 2 else DAY) for i in range(7)]
    assert figures_of(listed, epsg=EPSG, day=DAY).rates["long_vacancy"] == Rate(0.0, 5, 7)


def test_a_register_without_units_has_no_rate():
    found = figures_of([], epsg=EPSG, day=DAY)
    assert set(found.rates.values()) == {Rate(None, 0, 0)}


def test_units_not_seen_for_a_quarter_lower_the_share_of_checked_ones():
    # 1 February is 90 days before 2 May, 2 February is 89
    listed = [unit(i, observed_on=date(2026, 2, 1 + i % 2)) for i in range(6)]
    assert figures_of(listed, epsg=EPSG, day=DAY).rates["checked_share"].value == 0.5


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (DAY, DAY, ["2026-05-02"]),
        (date(2026, 4, 30), DAY, ["2026-04-30", "2026-05-02"]),
        (date(2026, 5, 1), DAY, ["2026-05-02"]),
        (date(2023, 12, 31), date(2024, 2, 29), ["2023-12-31", "2024-01-31", "2024-02-29"]),
    ],
)
def test_a_course_has_the_end_of_each_month_and_the_last_day(first, last, days):
    assert [day.isoformat() for day in month_ends(first, last)] == days


def test_a_long_course_keeps_the_latest_months():
    days = month_ends(date(2001, 1, 1), DAY)
    assert (len(days), days[-1], days[0]) == (MONTHS_SHOWN, DAY, date(2023, 6, 30))
