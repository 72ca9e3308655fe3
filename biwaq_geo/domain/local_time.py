"""Days as the town lives them: the register keeps UTC, people think in local days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Europe/Berlin")


def local_day(moment: datetime) -> date:
    """Return the local day of a moment.

    >>> local_day(datetime(2026, 5, 2, 22, 30, tzinfo=UTC))
    datetime.date(2026, 5, 3)
    """
    return moment.astimezone(LOCAL_ZONE).date()


def end_of_day(day: date) -> datetime:
    """Return the first moment after a local day, in UTC.

    A day on which the clocks change has 23 or 25 hours.

    >>> end_of_day(date(2026, 3, 28)).isoformat(), end_of_day(date(2026, 3, 29)).isoformat()
    ('2026-03-28T23:00:00+00:00', '2026-03-29T22:00:00+00:00')
    """
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=LOCAL_ZONE).astimezone(UTC)
