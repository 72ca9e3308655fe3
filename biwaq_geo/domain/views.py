"""Saved views: what somebody wants to see again on the map, or to show others."""

from datetime import date
from uuid import UUID

from biwaq_geo.domain.fields import internal, record


@record
class SavedView:
    """A view of the map of the register's town.

    Attributes
    ----------
    query
        Extent, layers, day, states and look as the query of a link, without a question mark.
    filter_text
        What stands in the map's field for a part of the address.
    """

    map_view_id: UUID
    name: str = internal(length=120)
    query: str = internal(default="", length=2000)
    filter_text: str = internal(default="", length=120)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)
