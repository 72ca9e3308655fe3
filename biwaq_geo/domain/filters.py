"""Saved filters: a list of units that somebody wants to see again."""

from datetime import date
from uuid import UUID

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.fields import internal, record
from biwaq_geo.domain.unit_values import CaseStatus, UnitKind, UnitState


@record
class SavedFilter:
    """What a unit must be to stand in the list; an empty tuple lets everything through.

    Attributes
    ----------
    lights
        Names of the lights of freshness.
    text
        Part of address or position, in any case of letters.
    """

    filter_id: UUID
    name: str = internal(length=120)
    states: tuple[UnitState, ...] = internal(default=())
    kinds: tuple[UnitKind, ...] = internal(default=())
    branches: tuple[Branch, ...] = internal(default=())
    case_statuses: tuple[CaseStatus, ...] = internal(default=())
    lights: tuple[str, ...] = internal(default=())
    text: str = internal(default="", length=120)
    removed_on: date | None = internal(default=None)
    version: int = internal(default=1)
