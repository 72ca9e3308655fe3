"""How often somebody may try to log in."""

from collections import deque
from collections.abc import Callable
from math import ceil
from threading import Lock
from time import monotonic

from biwaq_geo.domain.errors.accounts import (
    TooManyAttemptsError,
)

WITHIN_S = 900.0
OF_ONE = 5
"""Wrong passwords for one name from one address."""
OF_NAME = 30
"""Wrong passwords for one name from anywhere: more than one person mistypes."""
OF_ADDRESS = 60
"""Wrong passwords from one address: a town hall may have one for all."""
KEPT = 10_000
"""Names and addresses remembered; the oldest are forgotten first."""

_Key = tuple[str, str]


class Attempts:
    """Counts log-ins that have not gone well, in memory."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._tried: dict[_Key, deque[float]] = {}
        self._lock = Lock()

    def begin(self, name: str, address: str) -> None:
        """Count an attempt before its password is looked at; raises TooManyAttemptsError."""
        now = self._clock()
        with self._lock:
            limits = self._limits(name, address)
            for key, most in limits.items():
                times = self._tried.get(key, deque())
                while times and now - times[0] >= WITHIN_S:
                    times.popleft()
                if len(times) >= most:
                    wait = WITHIN_S - (now - times[-most])
                    raise TooManyAttemptsError(wait_min=max(1, ceil(wait / 60)))
            for key in limits:
                self._tried[key] = self._tried.pop(key, deque())
                self._tried[key].append(now)
            while len(self._tried) > KEPT:
                self._tried.pop(next(iter(self._tried)))

    def went_well(self, name: str, address: str) -> None:
        """Forget the attempts of whoever knew the password in the end."""
        with self._lock:
            self._tried.pop((name, address), None)

    def _limits(self, name: str, address: str) -> dict[_Key, int]:
        return {(name, address): OF_ONE, (name, ""): OF_NAME, ("", address): OF_ADDRESS}
