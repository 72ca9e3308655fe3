"""A unit made from what a row says, or an old one with what the row says differently."""

from collections.abc import Mapping as Table
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from shapely import Point

from biwaq_geo.domain.errors import BiwaqError, StepIncompleteError, StepNotPossibleError
from biwaq_geo.domain.transitions import Step, take_step
from biwaq_geo.domain.unit_values import VACANT, DatePrecision, UnitState
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.import_units.column_words import normal
from biwaq_geo.services.import_units.mapping import Mapping
from biwaq_geo.services.import_units.matching import plain_address
from biwaq_geo.services.import_units.plan import Reason

_INTERIM_NEEDS = ("interim_until", "interim_user", "permit_light")
_OF_A_STEP = frozenset({"state", "since", "since_precision", "state_reason"})
_EXACT_FIRST = tuple(DatePrecision)
_KEPT = frozenset({"unit_id", "state", "source", "origin", "observed_on"})
"""Where and when a value was read makes no other unit of it; the state goes by steps."""


def new_unit(
    values: Table[str, Any],
    mapping: Mapping,
    *,
    location: Point,
    building_id: str | None,
    source: str,
) -> CommercialUnit | Reason:
    """Return a unit of version 1, or why there can be none."""
    state = values.get("state", mapping.state)
    if state is None:
        return Reason.NO_STATE
    if state is UnitState.INTERIM and any(name not in values for name in _INTERIM_NEEDS):
        return Reason.INTERIM
    fixed: dict[str, Any] = {
        "unit_id": uuid4(),
        "address": "",
        "kind": mapping.kind,
        "origin": mapping.origin,
        "observed_on": mapping.as_of,
        "source": source,
    }
    said: dict[str, Any] = fixed | _as_last_use(values, state) | {"state": state}
    return CommercialUnit(**said, location=location, building_id=building_id)


def merged(
    unit: CommercialUnit, values: Table[str, Any], mapping: Mapping, *, source: str, today: date
) -> CommercialUnit | Reason:
    """Return the unit with what the row says, the same object where it says nothing new.

    Empty cells leave a field as it is, and a unit stays where it stands: the register's
    point is seldom worse than that of a list.
    """
    state = values.get("state", mapping.state) or unit.state
    said = _not_vaguer(unit, _as_last_use(values, state))
    moved: CommercialUnit | Reason = unit
    if state is not unit.state:
        moved = _moved(unit, values, mapping, state=state, source=source, today=today)
        said = {name: value for name, value in said.items() if name not in _OF_A_STEP}
    if isinstance(moved, Reason):
        return moved
    kept = {*_KEPT, *_only_spelt_otherwise(unit, said)}
    fields = {name: value for name, value in said.items() if name not in kept}
    if moved is unit and all(getattr(unit, name) == value for name, value in fields.items()):
        return unit
    seen = values.get("observed_on", mapping.as_of)
    if seen < unit.observed_on:
        return Reason.OLDER
    return replace(moved, **fields, observed_on=seen, source=source, version=unit.version + 1)


def _only_spelt_otherwise(unit: CommercialUnit, said: Table[str, Any]) -> set[str]:
    same = {"address": plain_address, "position": normal}
    return {
        name
        for name, plain in same.items()
        if name in said and plain(said[name]) == plain(getattr(unit, name))
    }


def _not_vaguer(unit: CommercialUnit, said: dict[str, Any]) -> dict[str, Any]:
    """Return what is said without a date that is vaguer than the one that is known."""
    known = unit.since is not None and said.get("state", unit.state) is unit.state
    vague = _EXACT_FIRST.index(said.get("since_precision", DatePrecision.ESTIMATED))
    if known and vague > _EXACT_FIRST.index(unit.since_precision):
        return {name: said[name] for name in said if name not in {"since", "since_precision"}}
    return said


def _moved(
    unit: CommercialUnit,
    values: Table[str, Any],
    mapping: Mapping,
    *,
    state: UnitState,
    source: str,
    today: date,
) -> CommercialUnit | Reason:
    step = Step(
        state=state,
        on=values.get("since", mapping.as_of),
        # a step needs its reason, and the list is the one there is
        reason=values.get("state_reason", source),
        precision=values.get("since_precision", DatePrecision.ESTIMATED),
        until=values.get("interim_until"),
        user=values.get("interim_user", ""),
        use=values.get("interim_use", ""),
        permit_light=values.get("permit_light"),
    )
    try:
        return take_step(unit, step, today=today, seen_version=unit.version)
    except StepNotPossibleError:
        return Reason.STEP
    except StepIncompleteError:
        return Reason.INTERIM
    except BiwaqError:
        # what is left are its errors about days
        return Reason.DAY


def _as_last_use(values: Table[str, Any], state: UnitState) -> dict[str, Any]:
    """Return the values with the use of an empty unit as its last one."""
    said = dict(values)
    if state in VACANT:
        for name in ("branch", "occupant"):
            present = said.pop(name, None)
            if present is not None:
                said.setdefault(f"last_{name}", present)
    return said
