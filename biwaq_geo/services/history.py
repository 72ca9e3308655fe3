"""Use cases: the register as it stood on a day, and the story of one unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.events import Event
from biwaq_geo.domain.local_time import end_of_day, local_day
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.photos import Photo
from biwaq_geo.domain.records import Record, id_of
from biwaq_geo.domain.tasks import Task
from biwaq_geo.services.ports import Store

OF_A_UNIT: tuple[type[Any], ...] = (Note, Task, Photo, Business)
"""Kinds that belong to a unit and whose changes its timeline tells. Contacts speak for
units, too, but nothing of them is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """One change on the timeline of a unit.

    Attributes
    ----------
    about
        The record that belongs to the unit, as it is now; None for the unit itself.
    """

    event: Event
    about: Record | None = None


def revision_of_day(store: Store, day: date) -> int:
    """Return the number of the last event until the end of that local day, 0 before all."""
    return store.revision_at(end_of_day(day))


def first_day(store: Store) -> date | None:
    """Return the local day of the first event; None for an empty register."""
    first = store.events(limit=1)
    return local_day(first[0].at) if first else None


def timeline(store: Store, unit_id: UUID, *, until: int | None = None) -> Sequence[Told]:
    """Return all changes of the unit and of what belongs to it, oldest first.

    Parameters
    ----------
    until
        Number of the last event that is told; all if None.
    """
    told = [Told(event) for event in store.events(subject_id=unit_id)]
    for kind in OF_A_UNIT:
        for record in store.records(kind):
            if record.unit_id == unit_id:
                told += [Told(event, record) for event in store.events(subject_id=id_of(record))]
    kept = [one for one in told if until is None or one.event.number <= until]
    return sorted(kept, key=lambda one: one.event.number)
