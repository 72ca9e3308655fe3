"""What a server told last, for as long as it cannot be asked."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Any, TypeVar, cast

from biwaq_geo.domain.errors import StoreUnreachableError
from biwaq_geo.services.ports import Now

_KEPT = 500
"""Answers in memory; the oldest goes first."""

_LONGEST = 2_000
"""Entries of an answer that is kept: the whole history would fill the memory."""

_ASK_AGAIN_S = 2.0
"""A server that was away is asked again so long after, not at each of a page's readings:
a host that is switched off keeps one waiting three seconds each time."""

ValueT = TypeVar("ValueT")


class LastRead:
    """The last answer to each question; any thread may ask."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._answered_at: datetime | None = None
        self._away_since: float | None = None
        self._lock = Lock()

    def ask(self, question: Hashable, answer: Callable[[], ValueT]) -> ValueT:
        """Return the answer, the last one to the same question while the server is away.

        Raises
        ------
        StoreUnreachableError
            The server is away and has never been asked this.
        """
        away = self._away_since
        if away is not None and monotonic() - away < _ASK_AGAIN_S and question in self._answers:
            return cast("ValueT", self._known(question))
        try:
            found = answer()
        except StoreUnreachableError:
            self._away_since = monotonic()
            if question not in self._answers:
                raise
            return cast("ValueT", self._known(question))
        self.note_that_it_is_there()
        if isinstance(found, Sized) and len(found) > _LONGEST:
            return found
        with self._lock:
            self._answers[question] = found
            self._answers.move_to_end(question)
            while len(self._answers) > _KEPT:
                self._answers.popitem(last=False)
        return found

    def note_that_it_is_there(self) -> None:
        """Take the server for present: it has just answered, whatever it was asked."""
        self._answered_at = self._now()
        self._away_since = None

    def at(self) -> datetime | None:
        """Return when the server last answered if it is away now, None if it is there."""
        return None if self._away_since is None else self._answered_at

    def _known(self, question: Hashable) -> Any:
        with self._lock:
            return self._answers[question]
