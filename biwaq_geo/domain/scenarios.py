"""Scenarios: named lists of edits over a baseline that never changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from shapely import LineString, Point, Polygon

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.errors import EditConflictError, EditNotFoundError, EmptyNameError
from biwaq_geo.domain.fields import internal, record

Place = Point | LineString | Polygon
"""Where a measure is, as it was clicked or drawn."""


@dataclass(frozen=True, slots=True)
class UseUnit:
    """An interim use from the catalogue on a unit, from start to end (both days)."""

    edit_id: UUID
    unit_id: UUID
    use_key: str
    start: date
    end: date
    funding_key: str | None = None


@dataclass(frozen=True, slots=True)
class ImproveStreet:
    """A measure from the catalogue on a street section or at a place.

    Attributes
    ----------
    section_id
        Section whose street score changes; None for a place away from them.
    place
        Point, line or area in the town's projected CRS; None for the whole section.
    quantity
        In the measure's own unit (pieces, metres, square metres), above 0.
    """

    edit_id: UUID
    measure_key: str
    quantity: float
    section_id: str | None = None
    place: Place | None = None
    funding_key: str | None = None


@dataclass(frozen=True, slots=True)
class SetSitePhase:
    """A part of a site enters a phase."""

    edit_id: UUID
    part_id: str
    phase_key: str
    start: date
    funding_key: str | None = None


ScenarioEdit = UseUnit | ImproveStreet | SetSitePhase


@record
class Scenario:
    """A named list of edits over the register as it stood at one revision.

    Attributes
    ----------
    baseline_revision
        Number of the last event that belongs to the baseline.
    overrides
        Assumptions of this scenario that differ from the catalogue.
    archived
        True for a scenario that was thrown away; it can be restored.
    """

    scenario_id: UUID
    name: str = internal(length=120)
    baseline_revision: int
    created_at: datetime
    edits: tuple[ScenarioEdit, ...] = ()
    overrides: Mapping[str, Band] = field(default_factory=dict)
    note: str = internal(default="", length=2000)
    archived: bool = False
    version: int = 1

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise EmptyNameError

    def with_edit(self, edit: ScenarioEdit, *, seen_version: int) -> "Scenario":
        """Return the scenario with the edit at the end of its list.

        A second use of one unit, or a second phase of one part, replaces the first:
        a unit has one interim use at a time.
        """
        self._check(seen_version)
        kept = tuple(e for e in self.edits if not _same_target(e, edit))
        return replace(self, edits=(*kept, edit), version=self.version + 1)

    def without_edit(self, edit_id: UUID, *, seen_version: int) -> "Scenario":
        """Return the scenario without that edit."""
        self._check(seen_version)
        kept = tuple(e for e in self.edits if e.edit_id != edit_id)
        if len(kept) == len(self.edits):
            raise EditNotFoundError(edit_id=edit_id)
        return replace(self, edits=kept, version=self.version + 1)

    def changed(self, *, seen_version: int, **fields: object) -> "Scenario":
        """Return the scenario with other fields replaced (name, note, overrides …)."""
        self._check(seen_version)
        return replace(self, **fields, version=self.version + 1)  # type: ignore[arg-type]

    def _check(self, seen_version: int) -> None:
        if seen_version != self.version:
            raise EditConflictError(subject=self.scenario_id, seen=seen_version, now=self.version)


def _same_target(old: ScenarioEdit, new: ScenarioEdit) -> bool:
    if isinstance(old, UseUnit) and isinstance(new, UseUnit):
        return old.unit_id == new.unit_id
    if isinstance(old, SetSitePhase) and isinstance(new, SetSitePhase):
        return old.part_id == new.part_id
    return False
