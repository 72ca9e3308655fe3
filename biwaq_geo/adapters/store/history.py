"""What all events changed, in memory: the ways between any two states of the register.

Reading 100,000 events anew for each day would take seconds; here they take some 70 MB.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from sys import intern
from threading import RLock
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table

from biwaq_geo.adapters.store.event_rows import EventRow, all_changes, read_rows
from biwaq_geo.adapters.store.values import Values
from biwaq_geo.domain.events import Action

_ADDED = Action.ADDED.value


class _Change(NamedTuple):
    """One event of one record; `olds` is empty where it added the record."""

    key: str
    names: tuple[str, ...]
    olds: tuple[object, ...]
    news: tuple[object, ...]


class History:
    """The events of one register, by kind of record; any thread may ask."""

    def __init__(self, event: Table) -> None:
        self._event = event
        self._told: list[tuple[Sequence[EventRow], Iterable[Any]]] = []
        self._numbers: dict[str, list[int]] = {}
        self._changes: dict[str, list[_Change]] = {}
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._read = self._noted = 0
        self._lock = RLock()

    def catch_up(self, connection: Connection) -> int:
        """Read what has been written since, and return the number of the last event."""
        with self._lock:
            rows = read_rows(connection, self._event, after=self._noted)
            self.learn(rows, all_changes(rows))
            return self._noted

    def learn(self, rows: Sequence[EventRow], changes: Iterable[Any]) -> None:
        """Note event rows in the order of their numbers; those known already change nothing.

        They are taken in when somebody asks for a way: opening does not wait for it.

        Parameters
        ----------
        changes
            What `all_changes` makes of the rows.
        """
        with self._lock:
            if rows and rows[-1].number > self._noted:
                self._told.append((rows, changes))
                self._noted = rows[-1].number

    def _take_in(self) -> None:
        told, self._told = self._told, []
        for rows, changes in told:
            for row, pairs in zip(rows, changes, strict=True):
                if row.number > self._read:
                    self._take(row, pairs)
                    self._read = row.number

    def between(
        self, kind: str, *, start: int, end: int
    ) -> tuple[Mapping[str, Values], frozenset[str]]:
        """Return the way from the state after event `start` to that after event `end`.

        These are the values at its end by id of the record, and the ids of records that
        the way backwards comes past the beginning of.
        """
        low, high = sorted((start, end))
        with self._lock:
            self._take_in()
            numbers, changes = self._numbers.get(kind, []), self._changes.get(kind, [])
            first, last = bisect_right(numbers, low), bisect_right(numbers, high)
            part = changes[first:last]
        found: dict[str, Values] = {}
        if end > start:
            for one in part:
                found.setdefault(one.key, {}).update(zip(one.names, one.news, strict=True))
            return found, frozenset()
        for one in reversed(part):
            found.setdefault(one.key, {}).update(zip(one.names, one.olds, strict=False))
        return found, frozenset(one.key for one in part if one.news and not one.olds)

    def _take(self, row: EventRow, pairs: Mapping[str, Sequence[Any]]) -> None:
        kind, names = row.subject_kind, tuple(pairs)
        olds, news = zip(*pairs.values(), strict=True) if pairs else ((), ())
        change = _Change(
            key=intern(row.subject_id),
            names=self._names.setdefault(names, names),
            olds=() if row.action == _ADDED else olds,
            news=news,
        )
        self._numbers.setdefault(kind, []).append(row.number)
        self._changes.setdefault(kind, []).append(change)
