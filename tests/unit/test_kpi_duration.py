"""Age, flow and outcome of vacancies, each against a case computed by hand."""

from datetime import date
from math import log

import pytest

from biwaq_geo.analysis.kpis.duration import long_vacancy, vacancy_age, very_long_vacancy
from biwaq_geo.analysis.kpis.flow import (
    QUARTERS_SHOWN,
    Flow,
    ended_vacancies,
    flow,
    half_life,
    net_vacancies,
    new_vacancies,
    quarters,
)
from biwaq_geo.analysis.kpis.outcome import interim_success, relet_within_6, relet_within_12
from biwaq_geo.analysis.kpis.reading import Reading
from biwaq_geo.domain.unit_values import UnitState
from tests.sample_facts import DAY, facts, stretch, vacant
from tests.sample_town import unit

AGES = [
    date(2026, 3, 31),
    date(2025, 6, 30),
    date(2025, 6, 29),
    date(2024, 6, 29),
    date(2020, 1, 1),
]


def aged(*days):
    return facts(*(vacant(number, day) for number, day in enumerate(days)))


def test_the_age_of_present_vacancies_has_its_median_and_quartiles():
    found = vacancy_age(aged(*AGES))
    # 91, 365, 366, 731 and 2372 days; a month has 30.4375 days
    month = 30.4375
    assert found == Reading(
        pytest.approx(366 / month),
        5,
        5,
        pytest.approx(365 / month),
        pytest.approx(731 / month),
    )


def test_a_vacancy_is_long_once_it_lasts_more_than_a_year():
    # 30 June 2025 is a year ago, 29 June is more
    assert long_vacancy(aged(*AGES)) == Reading(pytest.approx(3 / 5), 5, 5)
    assert very_long_vacancy(aged(*AGES)) == Reading(pytest.approx(2 / 5), 5, 5)


@pytest.mark.parametrize("figure", [vacancy_age, long_vacancy, very_long_vacancy])
def test_vacancies_of_unknown_beginning_are_in_the_total_only(figure):
    found = figure(aged(*AGES, None, None))
    assert (found.known, found.total) == (5, 7)
    assert figure(aged(*AGES[:4], None)) == Reading(None, 4, 5)
    assert figure(aged()) == Reading(None, 0, 0)


def test_used_units_have_no_age_of_vacancy():
    assert vacancy_age(facts(*(unit(number) for number in range(6)))) == Reading(None, 0, 0)


VACANCIES = [
    stretch("2025-06-30"),  # a day too early for the twelve months until 30 June 2026
    stretch("2025-07-01", "2025-09-30"),
    stretch("2025-12-31", "2026-01-01"),
    stretch("2026-06-30"),
    stretch("2024-05-01", "2026-06-30"),
    stretch("2025-08-01", dated=False),
]


def test_the_flow_of_a_year_counts_its_first_and_its_last_day():
    place = facts(vacancies=VACANCIES)
    assert new_vacancies(place) == Reading(3, 5, 6)
    assert ended_vacancies(place) == Reading(3, 5, 6)
    assert net_vacancies(place) == Reading(0, 5, 6)


def test_a_register_younger_than_a_year_has_no_flow_of_a_year():
    place = facts(vacancies=VACANCIES, begun=date(2025, 7, 2))
    for figure in (new_vacancies, ended_vacancies, net_vacancies):
        assert figure(place).value is None
    assert new_vacancies(facts(vacancies=VACANCIES, begun=date(2025, 7, 1))).value == 3
    assert new_vacancies(facts(begun=None)) == Reading(None, 0, 0)


def test_quarters_begin_with_the_register_and_end_with_the_day():
    found = quarters(facts(vacancies=VACANCIES, begun=date(2025, 8, 15), day=date(2026, 5, 1)))
    assert [(one.first.isoformat(), one.last.isoformat(), one.whole) for one in found] == [
        ("2025-08-15", "2025-09-30", False),
        ("2025-10-01", "2025-12-31", True),
        ("2026-01-01", "2026-03-31", True),
        ("2026-04-01", "2026-05-01", False),
    ]
    assert [(one.new, one.ended, one.net) for one in found] == [
        (0, 1, -1),
        (1, 0, 1),
        (0, 1, -1),
        (0, 0, 0),
    ]


def test_a_long_register_shows_the_latest_quarters_only():
    found = quarters(facts(begun=date(2010, 1, 1)))
    assert len(found) == QUARTERS_SHOWN
    assert found[-1] == Flow(date(2026, 4, 1), DAY, 0, 0, whole=True)
    assert quarters(facts(begun=None)) == []
    assert quarters(facts(begun=date(2026, 7, 1))) == []


def test_the_flow_between_two_days_adds_up_over_the_days_between():
    whole = flow(VACANCIES, first=date(2025, 7, 1), last=DAY)
    parts = [
        flow(VACANCIES, first=date(2025, 7, 1), last=date(2025, 12, 31)),
        flow(VACANCIES, first=date(2026, 1, 1), last=DAY),
    ]
    assert (whole.new, whole.ended) == (sum(p.new for p in parts), sum(p.ended for p in parts))


def test_the_half_life_follows_from_ends_and_months_under_watch():
    # five vacancies of 100 days each that ended within the year, one of 200 days that lasts
    ended = [stretch("2025-08-01", "2025-11-09") for _ in range(5)]
    place = facts(vacancies=[*ended, stretch("2025-12-13")])
    found = half_life(place)
    assert found.value == pytest.approx(log(2) * (500 + 200) / 30.4375 / 5)
    # exact Poisson limits of five events: 1.6235 and 11.6683
    assert found.low == pytest.approx(found.value * 5 / 11.6683, rel=1e-4)
    assert found.high == pytest.approx(found.value * 5 / 1.6235, rel=1e-4)
    assert (found.known, found.total) == (5, 6)


def test_the_half_life_counts_only_what_was_watched_within_the_year():
    # empty since 2010, but in the register since 1 June 2026: 30 days under watch
    old = stretch("2010-01-01", watched_from="2026-06-01")
    ended = [stretch("2025-08-01", "2025-11-09") for _ in range(5)]
    found = half_life(facts(vacancies=[*ended, old]))
    assert found.value == pytest.approx(log(2) * 530 / 30.4375 / 5)
    assert half_life(facts(vacancies=[*ended[:4], old])) == Reading(None, 4, 5)


def let(begins, regular):
    return stretch(begins, regular, then=UnitState.LET, regular_on=regular)


def test_relet_within_six_months_is_of_vacancies_that_are_ripe():
    vacancies = [
        let("2025-01-01", "2025-07-01"),  # the last day of six months
        let("2025-01-01", "2025-07-02"),  # a day too late for six, in time for twelve
        let("2024-06-01", "2026-06-01"),  # after two years
        stretch("2025-06-30"),  # twelve months old on the day, still empty
        stretch("2025-01-01", "2025-02-01", then=UnitState.DEMOLISHED),
        stretch("2026-02-01"),  # not ripe
        stretch("2020-01-01", watched_from="2024-01-01"),  # empty before the register came
        stretch("2025-01-01", dated=False),
    ]
    place = facts(vacancies=vacancies)
    assert relet_within_6(place) == Reading(pytest.approx(1 / 5), 5, 8)
    assert relet_within_12(place) == Reading(pytest.approx(2 / 5), 5, 8)


def test_an_interim_use_in_between_does_not_count_against_reletting():
    through = stretch("2025-01-01", "2025-03-01", then=UnitState.INTERIM, regular_on="2025-06-01")
    assert relet_within_6(facts(vacancies=[through] * 5)).value == 1.0


def test_interim_success_is_of_those_that_have_ended():
    place = facts(
        interims=[
            *[stretch("2025-01-01", "2025-06-01", then=UnitState.LET)] * 2,
            *[stretch("2025-01-01", "2025-06-01", then=UnitState.VACANT)] * 3,
            stretch("2026-01-01"),
        ]
    )
    assert interim_success(place) == Reading(pytest.approx(2 / 5), 5, 6)
    assert interim_success(facts()) == Reading(None, 0, 0)
