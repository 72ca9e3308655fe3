"""A ranking of scenarios under way: it tells how far it is, and ends at a word."""

from collections.abc import Sequence
from threading import Event, Thread

from biwaq_geo.services.rank_scenarios import Laid, Ranking, rank


class _EndedError(Exception):
    """Nobody waits for the ranking any more."""


class RankingRun:
    """One ranking in a thread of its own; begins when it is made.

    It reads nothing but what is laid before it, no store and no screen.
    """

    def __init__(self, laid: Sequence[Laid], figure: str) -> None:
        self.share = 0.0
        """How much of the work is done, from 0 to 1."""
        self._ended = Event()
        self._found: Ranking | None = None
        self._mistake: Exception | None = None
        self._thread = Thread(target=self._rank, args=(laid, figure), name="ranking", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether somebody still waits for it."""
        return self._thread.is_alive() and not self.cancelled

    @property
    def cancelled(self) -> bool:
        """Whether it was ended before it was done."""
        return self._ended.is_set()

    def cancel(self) -> None:
        """End it; the thread stops after the comparison that it is at."""
        if self._thread.is_alive():
            self._ended.set()

    def wait(self) -> None:
        """Wait until the thread has ended."""
        self._thread.join()

    def found(self) -> Ranking | None:
        """Return the ranking, None where it is not done; raises what `rank` raises."""
        if self._mistake is not None:
            raise self._mistake
        return None if self.cancelled else self._found

    def _rank(self, laid: Sequence[Laid], figure: str) -> None:
        try:
            self._found = rank(laid, figure, heard=self._heard)
        except _EndedError:
            return
        except Exception as mistake:  # noqa: BLE001 -- told by the page, whatever it is
            self._mistake = mistake

    def _heard(self, share: float) -> None:
        if self.cancelled:
            raise _EndedError
        self.share = share
