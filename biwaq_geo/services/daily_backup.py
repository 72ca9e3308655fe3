"""One backup a day of every town, kept for a while; a failed one is remembered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from biwaq_geo.domain.errors import BiwaqError

KEEP_DAYS = 35
"""How long a backup stays: what was deleted in a register is gone from its backups then."""


@dataclass(frozen=True, slots=True)
class BackupFailure:
    """The last attempt to back a town up, which failed; the time is in UTC."""

    at: datetime
    error: BiwaqError


class Backups(Protocol):
    """The backups of the registered towns."""

    def times(self, key: str) -> Sequence[datetime]:
        """Return when the town's backups were made, in UTC, newest first."""

    def make(self, key: str) -> object:
        """Back the town up; raises BiwaqError, then nothing looks like a backup."""

    def remove_before(self, key: str, *, time: datetime) -> None:
        """Delete the town's backups that were made before `time`."""

    def failure(self, key: str) -> BackupFailure | None:
        """Return the last attempt if it failed."""

    def remember(self, key: str, *, failure: BackupFailure | None) -> None:
        """Note how the last attempt went; None stands for well. Never raises."""


def back_up_where_due(
    backups: Backups, *, keys: Iterable[str], now: datetime, zone: tzinfo
) -> None:
    """Back up every town that has no backup of this local day, and delete the oldest ones.

    Old backups go only after a new one stands. A town that cannot be backed up does not
    keep the others from it; its failure is remembered until one goes well.

    Parameters
    ----------
    now
        In UTC.
    zone
        In which days begin and end.
    """
    today = now.astimezone(zone).date()
    for key in keys:
        try:
            if all(made.astimezone(zone).date() != today for made in backups.times(key)):
                backups.make(key)
                backups.remove_before(key, time=now - timedelta(days=KEEP_DAYS))
        except BiwaqError as error:
            backups.remember(key, failure=BackupFailure(now, error))
        else:
            backups.remember(key, failure=None)
