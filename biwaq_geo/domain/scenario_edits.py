"""The edits of a scenario: what is done to a unit, a street or a site."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shapely import LineString, Point, Polygon

from biwaq_geo.domain.branches import Branch

Place = Point | LineString | Polygon
"""Where a measure is, as it was clicked or drawn."""


@dataclass(frozen=True, slots=True)
class UseUnit:
    """An interim use from the catalogue on a unit, from start to end (both days).

    Attributes
    ----------
    rent_key
        Rent model of the catalogue; None where the catalogue's yearly cost holds.
    holder
        Who runs the use, as typed.
    """

    edit_id: UUID
    unit_id: UUID
    use_key: str
    start: date
    end: date
    funding_key: str | None = None
    rent_key: str | None = None
    holder: str = ""


@dataclass(frozen=True, slots=True)
class LetUnit:
    """A unit is let for good from a day on.

    Attributes
    ----------
    rent_eur_m2
        Rent in euros per square metre and month; None where nobody has named one.
    service
        Kind of service of daily life that people find there from then on.
    """

    edit_id: UUID
    unit_id: UUID
    start: date
    branch: Branch | None = None
    rent_eur_m2: float | None = None
    holder: str = ""
    service: str | None = None


@dataclass(frozen=True, slots=True)
class MoveIn:
    """A business moves into a unit that is empty then."""

    edit_id: UUID
    unit_id: UUID
    start: date
    branch: Branch | None = None
    holder: str = ""
    service: str | None = None


@dataclass(frozen=True, slots=True)
class MoveOut:
    """The business leaves a unit, which is empty from that day on.

    Attributes
    ----------
    service
        Kind of service of daily life that ends with it.
    """

    edit_id: UUID
    unit_id: UUID
    start: date
    service: str | None = None


@dataclass(frozen=True, slots=True)
class ImproveStreet:
    """A measure from the catalogue on a street section, a façade or at a place.

    Attributes
    ----------
    section_id
        Section whose street score changes; None for a place away from them.
    place
        Point, line or area in the town's projected CRS; None for the whole section.
    quantity
        In the measure's own unit (pieces, metres, square metres), above 0.
    unit_id
        Unit at whose front the measure is; its place is that of the unit.
    """

    edit_id: UUID
    measure_key: str
    quantity: float
    section_id: str | None = None
    place: Place | None = None
    funding_key: str | None = None
    unit_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SetSitePhase:
    """A part of a site enters a phase."""

    edit_id: UUID
    part_id: str
    phase_key: str
    start: date
    funding_key: str | None = None


Occupying = UseUnit | LetUnit | MoveIn
"""Edits after which somebody is in the unit: one of them for each unit."""

ScenarioEdit = UseUnit | LetUnit | MoveIn | MoveOut | ImproveStreet | SetSitePhase


def funding_of(edit: ScenarioEdit) -> str | None:
    """Return the funding line that the edit names."""
    return None if isinstance(edit, LetUnit | MoveIn | MoveOut) else edit.funding_key


def same_target(old: ScenarioEdit, new: ScenarioEdit) -> bool:
    """Say whether only one of two edits can hold.

    A unit has one use at a time and is left once; a part of a site has one phase.
    """
    if isinstance(old, Occupying) and isinstance(new, Occupying):
        return old.unit_id == new.unit_id
    if isinstance(old, MoveOut) and isinstance(new, MoveOut):
        return old.unit_id == new.unit_id
    if isinstance(old, SetSitePhase) and isinstance(new, SetSitePhase):
        return old.part_id == new.part_id
    return False


def same_edit(one: ScenarioEdit, other: ScenarioEdit) -> bool:
    """Say whether two edits plan the same, each under an id of its own."""
    return type(one) is type(other) and replace(other, edit_id=one.edit_id) == one
