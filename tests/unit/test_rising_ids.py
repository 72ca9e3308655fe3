"""Ids that rise with time."""

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122

from hypothesis import given
from hypothesis import strategies as st

from biwaq_geo.domain.rising_ids import rising_id

MOMENTS = st.datetimes(datetime(1970, 1, 2), datetime(9000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(MOMENTS, st.integers(1, 10**9))
def test_later_ones_are_larger(moment, millis):
    first, second = rising_id(moment), rising_id(moment + timedelta(milliseconds=millis))
    assert first.int < second.int


@given(MOMENTS)
def test_they_are_of_version_7_and_never_twice_the_same(moment):
    first, second = rising_id(moment), rising_id(moment)
    assert (first.version, first.variant) == (7, RFC_4122)
    assert first != second
