"""One backup a day, whatever the clock and the disk do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from biwaq_geo.domain.errors import BackupFullError
from biwaq_geo.services.daily_backup import BackupFailure, back_up_where_due

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 7, 10, 12, tzinfo=UTC)


class Shelf:
    """Backups in memory; the towns in `full` cannot be backed up."""

    def __init__(self, now, *, made=(), full=()):
        self.now, self.full = now, full
        self.made = {"a": sorted(made, reverse=True)}
        self.failures = {}

    def times(self, key):
        return self.made.get(key, [])

    def make(self, key):
        if key in self.full:
            raise BackupFullError(place=key)
        self.made[key] = [self.now, *self.times(key)]

    def remove_before(self, key, *, time):
        self.made[key] = [made for made in self.times(key) if made >= time]

    def failure(self, key):
        return self.failures.get(key)

    def remember(self, key, *, failure):
        self.failures[key] = failure


def look(shelf, *, keys=("a",)):
    back_up_where_due(shelf, keys=keys, now=shelf.now, zone=BERLIN)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, True),
        # in Berlin's summer the day begins at 22:00 UTC
        (datetime(2026, 7, 9, 22, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 9, 21, 59, tzinfo=UTC), True),
        # made while the clock went a year ahead: it must not stop all backups until then
        (datetime(2027, 7, 10, tzinfo=UTC), True),
    ],
)
def test_a_town_is_backed_up_once_in_a_local_day(last, due):
    shelf = Shelf(NOON, made=[] if last is None else [last])
    look(shelf)
    assert (NOON in shelf.times("a")) == due


def test_a_second_look_on_the_same_day_does_nothing():
    shelf = Shelf(NOON)
    look(shelf)
    shelf.now += timedelta(hours=3)
    look(shelf)
    assert shelf.times("a") == [NOON]


def test_after_a_new_backup_those_older_than_35_days_go():
    days = [NOON - timedelta(days=age) for age in (34, 35, 36, 200)]
    shelf = Shelf(NOON, made=days)
    look(shelf)
    assert shelf.times("a") == [NOON, days[0], days[1]]


def test_as_long_as_no_new_backup_stands_the_old_ones_stay():
    old = [NOON - timedelta(days=200)]
    shelf = Shelf(NOON, made=old, full={"a"})
    look(shelf)
    assert shelf.times("a") == old


def test_a_failure_is_remembered_and_the_other_towns_are_backed_up():
    shelf = Shelf(NOON, full={"a"})
    look(shelf, keys=("a", "b"))
    failure = shelf.failure("a")
    assert isinstance(failure, BackupFailure)
    assert (failure.at, failure.error.code) == (NOON, "backup_full")
    assert shelf.times("b") == [NOON]
    assert shelf.failure("b") is None


def test_a_failure_is_forgotten_when_a_backup_goes_well():
    shelf = Shelf(NOON, full={"a"})
    look(shelf)
    shelf.full = ()
    look(shelf)
    assert shelf.failure("a") is None
