"""Scenarios: named lists of edits over a baseline that never changes."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from uuid import UUID

from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.errors import EditConflictError, EditNotFoundError, EmptyNameError
from biwaq_geo.domain.errors.scenarios import ScenarioLockedError
from biwaq_geo.domain.fields import internal, record
from biwaq_geo.domain.scenario_edits import (
    ImproveStreet,
    LetUnit,
    MoveIn,
    MoveOut,
    Occupying,
    Place,
    ScenarioEdit,
    SetSitePhase,
    UseUnit,
    funding_of,
    same_target,
)

__all__ = [
    "ImproveStreet",
    "LetUnit",
    "MoveIn",
    "MoveOut",
    "Occupying",
    "Place",
    "Scenario",
    "ScenarioEdit",
    "SetSitePhase",
    "UseUnit",
    "funding_of",
]


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
    locked_by
        Who has locked it against changes; None for nobody.
    assumption_set, assumption_set_version
        Set of assumptions and the version of it that hold; None for the catalogue alone.
    """

    scenario_id: UUID
    name: str = internal(length=120)
    baseline_revision: int
    created_at: datetime
    edits: tuple[ScenarioEdit, ...] = ()
    overrides: Mapping[str, Band] = field(default_factory=dict)
    note: str = internal(default="", length=2000)
    archived: bool = False
    locked_by: str | None = internal(default=None, length=120)
    assumption_set: UUID | None = internal(default=None)
    assumption_set_version: int | None = internal(default=None)
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
        kept = tuple(e for e in self.edits if not same_target(e, edit))
        return replace(self, edits=(*kept, edit), version=self.version + 1)

    def without_edit(self, edit_id: UUID, *, seen_version: int) -> "Scenario":
        """Return the scenario without that edit."""
        self._check(seen_version)
        kept = tuple(e for e in self.edits if e.edit_id != edit_id)
        if len(kept) == len(self.edits):
            raise EditNotFoundError(edit_id=edit_id)
        return replace(self, edits=kept, version=self.version + 1)

    def with_edit_changed(self, edit: ScenarioEdit, *, seen_version: int) -> "Scenario":
        """Return the scenario with the edit in the place of the one with its id."""
        self._check(seen_version)
        self._place(edit.edit_id)
        made = tuple(
            edit if e.edit_id == edit.edit_id else e
            for e in self.edits
            if e.edit_id == edit.edit_id or not same_target(e, edit)
        )
        return replace(self, edits=made, version=self.version + 1)

    def with_edit_moved(self, edit_id: UUID, *, by: int, seen_version: int) -> "Scenario":
        """Return the scenario with the edit so many places further down its list."""
        self._check(seen_version)
        edits = list(self.edits)
        place = self._place(edit_id)
        edits.insert(min(max(0, place + by), len(edits) - 1), edits.pop(place))
        return replace(self, edits=tuple(edits), version=self.version + 1)

    def _place(self, edit_id: UUID) -> int:
        for place, edit in enumerate(self.edits):
            if edit.edit_id == edit_id:
                return place
        raise EditNotFoundError(edit_id=edit_id)

    def changed(self, *, seen_version: int, **fields: object) -> "Scenario":
        """Return the scenario with other fields replaced (name, note, overrides …)."""
        self._check(seen_version)
        return replace(self, **fields, version=self.version + 1)  # type: ignore[arg-type]

    def locked(self, by: str, *, seen_version: int) -> "Scenario":
        """Return the scenario locked against changes by somebody."""
        return self.changed(seen_version=seen_version, locked_by=by)

    def unlocked(self, *, seen_version: int) -> "Scenario":
        """Return the scenario open to changes."""
        self._check_version(seen_version)
        return replace(self, locked_by=None, version=self.version + 1)

    def _check(self, seen_version: int) -> None:
        self._check_version(seen_version)
        if self.locked_by is not None:
            raise ScenarioLockedError(by=self.locked_by)

    def _check_version(self, seen_version: int) -> None:
        if seen_version != self.version:
            raise EditConflictError(subject=self.scenario_id, seen=seen_version, now=self.version)
