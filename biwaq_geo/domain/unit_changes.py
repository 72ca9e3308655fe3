"""What differs between two states of the register, unit by unit, as a map can show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from biwaq_geo.domain.units import OCCUPIED, VACANT, CommercialUnit, UnitState


class Change(StrEnum):
    """What has become of a place; words live under `compare.change_<value>`."""

    VACATED = "vacated"
    FILLED = "filled"
    INTERIM = "interim"
    STATE = "state"
    ADDED = "added"
    GONE = "gone"
    MOVED = "moved"
    IMPROVED = "improved"
    """A street section whose score rises."""
    MEASURE = "measure"
    """A measure at a place of its own."""
    PHASE = "phase"
    """A part of a site in another phase."""
    BUSIER = "busier"
    """A street section with more footfall, by the model."""
    QUIETER = "quieter"
    """A street section with less."""


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit that differs.

    Attributes
    ----------
    unit
        As it is after the change, before it if it is gone.
    before, after
        Its state; None before it was added and after it is gone.
    """

    change: Change
    unit: CommercialUnit
    before: UnitState | None
    after: UnitState | None


def unit_changes(
    before: Iterable[CommercialUnit], after: Iterable[CommercialUnit]
) -> Sequence[UnitChange]:
    """Return the units that are there only once, in another state or in another place.

    Every other field may differ without being told: it would not change the map. They
    come in the order of `after`, those that are gone at the end.
    """
    old = {unit.unit_id: unit for unit in before}
    changes = []
    for unit in after:
        was = old.pop(unit.unit_id, None)
        change = Change.ADDED if was is None else _change(was, unit)
        if change is not None:
            changes.append(UnitChange(change, unit, was.state if was else None, unit.state))
    return [*changes, *(UnitChange(Change.GONE, x, x.state, None) for x in old.values())]


def _change(was: CommercialUnit, now: CommercialUnit) -> Change | None:
    if was.state is now.state:
        return None if was.location.equals(now.location) else Change.MOVED
    if now.state is UnitState.INTERIM:
        return Change.INTERIM
    if now.state in VACANT and was.state not in VACANT:
        return Change.VACATED
    if now.state in OCCUPIED and was.state in VACANT:
        return Change.FILLED
    return Change.STATE
