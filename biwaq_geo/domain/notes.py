"""Notes on units."""

from datetime import date, datetime
from uuid import UUID

from biwaq_geo.domain.fields import internal, record


@record
class Note:
    """Something that somebody wrote down about a unit."""

    note_id: UUID
    unit_id: UUID
    text: str = internal(length=2000)
    author: str = internal(length=120)
    written_at: datetime = internal()
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)
