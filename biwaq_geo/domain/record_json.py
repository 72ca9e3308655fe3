"""Records as JSON values, by the types of their fields: the form that events remember."""

import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from shapely import Point

from biwaq_geo.domain.assumption_sets import SetValue
from biwaq_geo.domain.events import Changes

JsonRecord = Mapping[str, object]
"""Field name to JSON value; a point is [x, y], a day and a time are in ISO form."""

Kind = TypeVar("Kind")


def record_to_json(record: object) -> dict[str, object]:
    """Return every field of the record as a JSON value; a time is in UTC."""
    return {
        name: None if (value := getattr(record, name)) is None else write(value)
        for name, (write, _) in _ways(cast("Hashable", type(record))).items()
    }


def record_from_json(kind: type[Kind], values: JsonRecord) -> Kind:
    """Return the record of that kind that `record_to_json` made the values from.

    Raises
    ------
    KeyError, TypeError, ValueError
        A field without default is missing, a name is no field, or a value does not
        fit its field.
    """
    ways = _ways(cast("Hashable", kind))
    if len(values) == len(ways):
        # every field is given: half of the time of naming each
        return kind(
            *(
                None if (value := values[name]) is None else read(value)
                for name, (_, read) in ways.items()
            )
        )
    return kind(
        **{name: None if value is None else ways[name][1](value) for name, value in values.items()}
    )


def values_to_json(kind: Hashable, values: JsonRecord) -> dict[str, object]:
    """Return some fields of a kind of record as JSON values."""
    ways = _ways(kind)
    return {name: None if value is None else ways[name][0](value) for name, value in values.items()}


def values_from_json(kind: Hashable, values: JsonRecord) -> dict[str, object]:
    """Return the fields that `values_to_json` wrote.

    Raises
    ------
    KeyError, TypeError, ValueError
        A name is no field, or a value does not fit its field.
    """
    ways = _ways(kind)
    return {name: None if value is None else ways[name][1](value) for name, value in values.items()}


def record_with(record: Kind, values: JsonRecord) -> Kind:
    """Return the record with these JSON values in the fields that they name.

    A fraction of the time of `dataclasses.replace`, for histories of thousands of records.

    Raises
    ------
    KeyError, TypeError, ValueError
        A name is no field, or a value does not fit its field.
    """
    kind = cast("Hashable", type(record))
    ways, (read_all, places) = _ways(kind), _layout(kind)
    found = list(read_all(record))
    for name, value in values.items():
        found[places[name]] = None if value is None else ways[name][1](value)
    return type(record)(*found)


def record_changes(old: object | None, new: object) -> Changes:
    """Return the fields that differ, as an event stores them; None before a new record."""
    after = record_to_json(new)
    before = dict.fromkeys(after) if old is None else record_to_json(old)
    return {name: (before[name], after[name]) for name in after if before[name] != after[name]}


def plain_type(hint: object) -> Any:
    """Return the type of a field without "or None"."""
    if get_origin(hint) in {Union, types.UnionType}:
        return next(one for one in get_args(hint) if one is not type(None))
    return hint


_Way = tuple[Callable[[Any], object], Callable[[Any], object]]
"""How a value is written and how it is read; neither is given None."""


@cache
def _ways(kind: Hashable) -> Mapping[str, _Way]:
    hints = get_type_hints(cast("Any", kind))
    return {one.name: _way(plain_type(hints[one.name])) for one in fields(cast("Any", kind))}


@cache
def _layout(kind: Hashable) -> tuple[Callable[[object], tuple[Any, ...]], Mapping[str, int]]:
    """Return what reads all fields of a record in their order, and the place of each."""
    names = [one.name for one in fields(cast("Any", kind))]
    return attrgetter(*names), {name: place for place, name in enumerate(names)}


def _way(hint: Any) -> _Way:
    if get_origin(hint) is tuple:
        write, read = _way(get_args(hint)[0])
        return (
            lambda values: [write(value) for value in values],
            lambda values: tuple(read(value) for value in _listed(values)),
        )
    if issubclass(hint, Enum):
        return str, hint
    return _WAYS[hint]


def _listed(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise TypeError(value)
    return list(value)


def _same(value: object) -> object:
    return value


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


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _point(value: object) -> Point:
    x, y = _listed(value)
    return Point(_number(x), _number(y))


def _set_value(value: object) -> SetValue:
    key, low, expected, high, source = _listed(value)
    return SetValue(_text(key), _number(low), _number(expected), _number(high), _text(source))


_WAYS: Mapping[type, _Way] = {
    str: (_same, _text),
    # the columns hold floating-point numbers, so 50 comes back as 50.0
    float: (float, _number),
    int: (_same, _whole),
    bool: (_same, _truth),
    date: (date.isoformat, lambda value: date.fromisoformat(_text(value))),
    datetime: (
        lambda value: value.astimezone(UTC).isoformat(),
        lambda value: datetime.fromisoformat(_text(value)),
    ),
    UUID: (str, lambda value: UUID(_text(value))),
    Point: (lambda point: [point.x, point.y], _point),
    SetValue: (
        lambda one: [one.key, float(one.low), float(one.expected), float(one.high), one.source],
        _set_value,
    ),
}
