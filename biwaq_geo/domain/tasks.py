"""Tasks: what is to be done about a unit, and by when."""

from datetime import date
from uuid import UUID

from biwaq_geo.domain.fields import internal, record


@record
class Task:
    """Something to do, about a unit or in general."""

    task_id: UUID
    title: str = internal(length=200)
    created_on: date = internal()
    unit_id: UUID | None = internal(default=None)
    due_on: date | None = internal(default=None)
    assignee: str | None = internal(default=None, length=120)
    done_on: date | None = internal(default=None)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)
