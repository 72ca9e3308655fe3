"""Events as rows, and what they make of the records."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import Connection, RowMapping, Table, select

from biwaq_geo.adapters.store.values import Pairs, Values
from biwaq_geo.domain.errors import StoreDamagedError
from biwaq_geo.domain.events import Action, Event


class EventRow(NamedTuple):
    """An event as its table holds it, columns in their order; see `domain.events.Event`."""

    number: int
    at: str
    actor: str
    action: str
    subject_kind: str
    subject_id: str
    version: int
    changes: str
    batch: str | None
    act: str | None
    chain: str


# by place: where thousands of rows are looked at, a name takes several times as long
_subject_of = itemgetter(*map(EventRow._fields.index, ("subject_kind", "subject_id")))
_changes_in = itemgetter(EventRow._fields.index("changes"))


def read_rows(connection: Connection, event: Table, *, after: int = 0) -> list[EventRow]:
    """Return the event rows with a number above `after`, in the order of their numbers."""
    columns = [event.c[name] for name in EventRow._fields]
    query = select(*columns).where(event.c.number > after).order_by(event.c.number)
    # rows are tuples with these very names
    return cast("list[EventRow]", connection.execute(query).all())


def time_text(at: datetime) -> str:
    """Return a time as GeoPackage writes it: UTC, milliseconds, "Z"."""
    utc = at.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def event_of(row: RowMapping) -> Event:
    """Return the event in the row; raises StoreDamagedError."""
    try:
        return Event(
            number=row["number"],
            at=datetime.fromisoformat(row["at"]),
            actor=row["actor"],
            action=Action(row["action"]),
            subject_kind=row["subject_kind"],
            subject_id=UUID(row["subject_id"]),
            version=row["version"],
            changes=changes_of(row),
            chain=row["chain"],
            batch=UUID(row["batch"]) if row["batch"] else None,
            act=UUID(row["act"]) if row["act"] else None,
        )
    except (TypeError, ValueError) as error:
        raise StoreDamagedError(reason=repr(error)) from error


def changes_of(row: RowMapping) -> Pairs:
    """Return the pairs of values before and after; raises ValueError, TypeError."""
    return {name: (old, new) for name, (old, new) in json.loads(row["changes"]).items()}


def all_changes(rows: Sequence[EventRow]) -> list[dict[str, list[Any]]]:
    """Return the pairs of values before and after of each row; raises StoreDamagedError."""
    try:
        # one long text is read several times as fast as thousands
        found: list[dict[str, list[Any]]] = json.loads(f"[{','.join(map(_changes_in, rows))}]")
    except (TypeError, ValueError) as error:
        raise StoreDamagedError(reason=repr(error)) from error
    return found


def replayed(
    rows: Iterable[EventRow], changes: Iterable[Mapping[str, Sequence[Any]]]
) -> dict[tuple[str, str], Values]:
    """Return what all event rows, oldest first, make of every record, by kind and id.

    `changes` is what `all_changes` makes of the rows. Fields that have never had a value
    are absent.
    """
    last: dict[tuple[str, str], dict[str, Sequence[Any]]] = {}
    for row, pairs in zip(rows, changes, strict=True):
        key = _subject_of(row)
        if key in last:
            last[key].update(pairs)
        else:
            last[key] = dict(pairs)
    return {key: {name: new for name, (_, new) in pairs.items()} for key, pairs in last.items()}
