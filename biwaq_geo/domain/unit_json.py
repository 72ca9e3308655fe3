"""Units as JSON values: the form in which events remember what a field was."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.events import Changes
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.units import CommercialUnit, DatePrecision, UnitKind, UnitState

JsonUnit = Mapping[str, object]
"""Field name to JSON value; a point is [x, y], a date is in ISO form."""


def unit_to_json(unit: CommercialUnit) -> dict[str, object]:
    """Return every field of the unit as a JSON value."""
    return {f.name: _to_json(getattr(unit, f.name)) for f in fields(unit)}


def unit_from_json(values: JsonUnit) -> CommercialUnit:
    """Return the unit that `unit_to_json` made the values from.

    Raises
    ------
    KeyError, TypeError, ValueError
        A field without default is missing, a name is no field, or a value does not
        fit its field.
    """
    read = {
        name: None if value is None else _FROM_JSON[name](value) for name, value in values.items()
    }
    return CommercialUnit(**read)  # type: ignore[arg-type]


def unit_changes(old: CommercialUnit | None, new: CommercialUnit) -> Changes:
    """Return the fields that differ, as an event stores them; None before a new unit."""
    after = unit_to_json(new)
    before = dict.fromkeys(after) if old is None else unit_to_json(old)
    return {name: (before[name], after[name]) for name in after if before[name] != after[name]}


def _to_json(value: object) -> object:
    if isinstance(value, Point):
        return [value.x, value.y]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value


def _point(value: object) -> Point:
    x, y = cast("list[object]", value)
    return Point(_number(x), _number(y))


def _day(value: object) -> date:
    return date.fromisoformat(_text(value))


_FROM_JSON: Mapping[str, Callable[[Any], object]] = {
    "unit_id": lambda value: UUID(_text(value)),
    "address": _text,
    "kind": UnitKind,
    "state": UnitState,
    "location": _point,
    "observed_on": _day,
    "origin": Origin,
    "source": _text,
    "building_id": _text,
    "position": _text,
    "since": _day,
    "since_precision": DatePrecision,
    "floor_area_m2": _number,
    "frontage_m": _number,
    "branch": Branch,
    "occupant": _text,
    "last_branch": Branch,
    "last_occupant": _text,
    "version": _whole,
}
