"""Events as rows, and records put back to how they stood before them."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import RowMapping

from biwaq_geo.adapters.store.values import Pairs, Values
from biwaq_geo.domain.errors import StoreDamagedError
from biwaq_geo.domain.events import Action, Event


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
        )
    except (TypeError, ValueError) as error:
        raise StoreDamagedError(reason=repr(error)) from error


def changes_of(row: RowMapping) -> Pairs:
    """Return the pairs of values before and after; raises ValueError, TypeError."""
    return {name: (old, new) for name, (old, new) in json.loads(row["changes"]).items()}


def taken_back(values: Iterable[Values], events: Iterable[Event], *, key: str) -> list[Values]:
    """Return records as they stood before the events, which are given newest first.

    `key` is the field of the id. A record that the events added is left out.
    """
    standing = {record[key]: dict(record) for record in values}
    for event in events:
        subject = str(event.subject_id)
        if event.action is Action.ADDED:
            standing.pop(subject, None)
        elif subject in standing:
            standing[subject] |= {name: old for name, (old, _) in event.changes.items()}
    return list(standing.values())


def replayed(events: Iterable[Event]) -> dict[tuple[str, str], Values]:
    """Return what all events, oldest first, make of every record, by kind and id.

    Fields that have never had a value are absent.
    """
    standing: dict[tuple[str, str], Values] = {}
    for event in events:
        record = standing.setdefault((event.subject_kind, str(event.subject_id)), {})
        record |= {name: new for name, (_, new) in event.changes.items()}
    return standing
