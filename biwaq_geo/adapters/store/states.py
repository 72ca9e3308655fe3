"""States of the register that were read, each the start of the way to its neighbours.

The past never changes, so a state that was read once holds for ever; and from one state to
another lead the events between them, forwards by their new values and backwards by their
old ones. Records that no event in between touches are the same objects in both.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Connection

from biwaq_geo.adapters.garbage import without_garbage_search
from biwaq_geo.adapters.store.event_rows import EventRow
from biwaq_geo.adapters.store.history import History
from biwaq_geo.adapters.store.subjects import Subject
from biwaq_geo.adapters.store.tables import Tables
from biwaq_geo.adapters.store.values import Values

_KEPT = 32
"""States of a kind in memory: now, the baselines of scenarios, and days that were looked at."""

_STEP = 2_000
"""Events between states that are kept for good once a way has come past them: from the
nearest of them no day is far."""


@dataclass(frozen=True, slots=True)
class State:
    """All records of a kind after an event, by id; `listed` in the order of their ids."""

    revision: int
    by_id: Mapping[str, Any]
    listed: tuple[Any, ...]


class States:
    """What one store has read; any thread may ask."""

    def __init__(self, tables: Tables) -> None:
        self.history = History(tables.event)
        self._known: dict[str, OrderedDict[int, State]] = {}
        self._read: dict[str, tuple[int, Sequence[Values]]] = {}
        self._lock = Lock()

    def learn(
        self,
        rows: Sequence[EventRow],
        changes: Iterable[Any],
        standing: Mapping[str, Sequence[Values]],
    ) -> None:
        """Note what a check has read: all events, and the records that they have made."""
        self.history.learn(rows, changes)
        revision = rows[-1].number if rows else 0
        with self._lock:
            self._read = {name: (revision, values) for name, values in standing.items()}

    def clear(self) -> None:
        """Forget all states."""
        with self._lock:
            self._known.clear()

    def known(self, name: str, revision: int) -> State | None:
        """Return the state after that event if it has been read."""
        with self._lock:
            known = self._known.get(name)
            return None if known is None else known.get(revision)

    def at(self, connection: Connection, subject: Subject[Any], *, revision: int) -> State:
        """Return the state after that event.

        A kind whose values events do not repeat is known as it is now only.
        """
        if not subject.remembered:
            return _state(revision, _present(connection, subject))
        with without_garbage_search():
            return self._reached(connection, subject, revision=revision)

    def _reached(self, connection: Connection, subject: Subject[Any], *, revision: int) -> State:
        start = self._nearest(subject.name, revision)
        if start is None:
            start = self._now(connection, subject)
            self._keep(subject.name, start)
        if start.revision == revision:
            return start
        self.history.catch_up(connection)
        for stop in _stops(start.revision, revision):
            start = self._walked(subject, start, end=stop)
            self._keep(subject.name, start)
        return start

    def _nearest(self, name: str, revision: int) -> State | None:
        with self._lock:
            known = self._known.get(name)
            if not known:
                return None
            nearest = min(known, key=lambda at: _length(at, revision))
            known.move_to_end(nearest)
            return known[nearest]

    def _keep(self, name: str, state: State) -> None:
        with self._lock:
            known = self._known.setdefault(name, OrderedDict())
            known[state.revision] = state
            known.move_to_end(state.revision)
            passing = [at for at in known if at % _STEP]
            for at in passing[: max(len(passing) - _KEPT, 0)]:
                del known[at]

    def _now(self, connection: Connection, subject: Subject[Any]) -> State:
        with self._lock:
            read = self._read.pop(subject.name, None)
        if read is not None:
            return _state(read[0], _by_id(subject, read[1]))
        before = self.history.catch_up(connection)
        found = _present(connection, subject)
        later = self.history.catch_up(connection)
        state = _state(later, found)
        # a save that came between the two is taken back: its old values are those before it
        return state if later == before else self._walked(subject, state, end=before)

    def _walked(self, subject: Subject[Any], start: State, *, end: int) -> State:
        changed, gone = self.history.between(subject.name, start=start.revision, end=end)
        records = dict(start.by_id)
        for key, values in changed.items():
            if key in gone:
                records.pop(key, None)
            elif key in records:
                records[key] = subject.changed(records[key], values)
            else:
                records[key] = subject.records([values])[0]
        return _state(end, records)


def _length(start: int, end: int) -> float:
    """Return how long a way is: forwards records may have to be made, backwards they only go."""
    return 1.25 * (end - start) if end > start else start - end


def _stops(start: int, end: int) -> list[int]:
    """Return the revisions at which a way from `start` to `end` stops, `end` the last."""
    low, high = sorted((start, end))
    between = list(range(low // _STEP * _STEP + _STEP, high, _STEP))
    return [*(between if end > start else reversed(between)), end]


def _present(connection: Connection, subject: Subject[Any]) -> dict[str, Any]:
    return _by_id(subject, subject.values(connection.execute(subject.rows()).mappings().all()))


def _by_id(subject: Subject[Any], values: Sequence[Values]) -> dict[str, Any]:
    records = subject.records(values)
    return {str(v[subject.key]): one for v, one in zip(values, records, strict=True)}


def _state(revision: int, records: Mapping[str, Any]) -> State:
    return State(revision, records, tuple(_in_order(records)))


def _in_order(records: Mapping[str, Any]) -> Iterable[Any]:
    return (records[key] for key in sorted(records))
