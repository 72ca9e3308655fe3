"""Counts of people who walk by, each short and at one place."""

from datetime import date, datetime
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.fields import internal, record

MOST_MINUTES = 240
"""Whoever counts longer without a break counts wrong."""


@record
class FootCount:
    """People who passed a place, in both directions, within some minutes.

    Attributes
    ----------
    place
        Where somebody stood, in the town's projected CRS, metres.
    section_id
        Section of the shopping street, if the place is one.
    started_at
        UTC.
    persons
        All who passed; children in prams and on arms too.
    """

    count_id: UUID
    place: Point = internal()
    started_at: datetime = internal()
    minutes: int = internal(low=1, high=MOST_MINUTES)
    persons: int = internal(low=0, high=50_000)
    section_id: str | None = internal(default=None, length=120)
    counted_by: str = internal(default="", length=120)
    weather: str | None = internal(default=None, length=120)
    note: str | None = internal(default=None, length=2000)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)
