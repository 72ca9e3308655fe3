"""What happened: one event for each change of a record, never altered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

Changes = Mapping[str, tuple[object, object]]
"""Field name to (value before, value after), as JSON values. A new record has
None before every value."""


class Action(StrEnum):
    """Kind of change."""

    ADDED = "added"
    MARKED = "marked"
    EDITED = "edited"
    CHECKED = "checked"
    REMOVED = "removed"
    RESTORED = "restored"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Event:
    """One saved change of one record.

    Attributes
    ----------
    number
        Position in the store's one sequence of events, from 1; the store's
        revision is the number of its last event.
    at
        UTC; for people to read. Order comes from `number`.
    subject_id, version
        Record and its version after the change; the pair is unique.
    batch
        Common to the events of one act on many records; None for a single change.
    act
        Made by whoever saves, for one intention of one person: sent again, it is known by this.
    chain
        SHA-256 over this event and the chain value of the event before it.
    """

    number: int
    at: datetime
    actor: str
    action: Action
    subject_kind: str
    subject_id: UUID
    version: int
    changes: Changes
    chain: str
    batch: UUID | None = None
    act: UUID | None = None
