"""A use that was over before the day from which one looks ahead changes nothing of the stock."""

from dataclasses import replace
from datetime import date

import pytest

from tests.sample_scenarios import result, row, use

STOCK = (
    "vacancy_rate_units",
    "vacancy_rate_area",
    "vacancy_rate_frontage",
    "interim_share",
    "vacant_months",
    "waiting_cost",
)


@pytest.mark.parametrize("key", STOCK)
def test_what_was_over_before_the_day_leaves_the_stock_as_the_register_knows_it(key):
    past = replace(use(5), start=date(2024, 4, 1), end=date(2025, 3, 31))
    difference = row(result(past), key).difference
    assert (difference.low, difference.expected, difference.high) == (0, 0, 0)


def test_what_ends_on_the_day_itself_still_counts():
    last = replace(use(5), start=date(2024, 4, 1), end=date(2026, 5, 2))
    assert row(result(last), "vacant_months").difference.expected != 0
