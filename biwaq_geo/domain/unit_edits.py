"""Which fields of a unit can be edited by themselves, and what values they take."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import date
from math import isfinite
from typing import Any, cast

from biwaq_geo.domain.errors import (
    DateInFutureError,
    FieldFixedError,
    InterimEndNeededError,
    InterimUserNeededError,
    NumberRangeError,
    PeriodError,
    TextTooLongError,
)
from biwaq_geo.domain.fields import about
from biwaq_geo.domain.unit_values import UnitState
from biwaq_geo.domain.units import CommercialUnit

FIXED = frozenset(
    {
        "unit_id",
        "building_id",
        "location",
        "observed_on",
        "origin",
        "state",
        "state_reason",
        "interim_from",
        "case_status",
        "case_since",
        "case_reason",
        "blocked_by",
        "case_outcome",
        "removed_on",
        "version",
    }
)
"""Set by a step, a mark, the recycle bin or the register itself, each with its own rules."""

EDITABLE = tuple(name for name in about(CommercialUnit) if name not in FIXED)

_PAST = ("since", "consent_on")
"""Days of something that has happened."""

_PERIODS = (("available_from", "available_until"), ("interim_from", "interim_until"))


def edited(unit: CommercialUnit, changes: Mapping[str, object], *, today: date) -> CommercialUnit:
    """Return the unit with these values, one version on.

    Texts lose the spaces around them; an empty one counts as not stated.

    Raises
    ------
    FieldFixedError
        A field is not for editing.
    NumberRangeError, TextTooLongError
        A value does not fit its field (see `domain.fields.About`).
    DateInFutureError, PeriodError
        A day of the past lies after today, or an end before its start.
    InterimEndNeededError, InterimUserNeededError
        An interim use would lose its end or its user.
    """
    fixed = sorted(set(changes) - set(EDITABLE))
    if fixed:
        raise FieldFixedError(field=fixed[0])
    values = {name: _tidy(name, value) for name, value in changes.items()}
    check_values(CommercialUnit, values)
    after = replace(unit, **cast("dict[str, Any]", values), version=unit.version + 1)
    for name in _PAST:
        day = values.get(name)
        if isinstance(day, date) and day > today:
            raise DateInFutureError(field=name, date=day, today=today)
    _check_periods(after, values)
    _check_interim(after, values)
    return after


def check_values(kind: Hashable, values: Mapping[str, object]) -> None:
    """Refuse numbers and texts that do not fit their fields.

    Raises
    ------
    NumberRangeError, TextTooLongError
        The first value that does not fit.
    """
    known = about(kind)
    for name, value in values.items():
        low, high = known[name].low, known[name].high
        texts = value if isinstance(value, tuple) else (value,)
        for text in texts:
            if isinstance(text, str) and len(text) > known[name].length:
                raise TextTooLongError(field=name, length=len(text), limit=known[name].length)
        if not isinstance(value, int | float) or isinstance(value, bool):
            continue
        too_low = low is not None and value < low
        if too_low or not isfinite(value) or (high is not None and value > high):
            raise NumberRangeError(field=name, found=value, expected=_span(low, high))


def _span(low: float | None, high: float | None) -> str:
    if high is None:
        return "" if low is None else f"≥ {low:g}"
    return f"≤ {high:g}" if low is None else f"{low:g} – {high:g}"


def _tidy(name: str, value: object) -> object:
    if isinstance(value, str) and not hasattr(value, "value"):
        text = value.strip()
        return text if text or name in _NEVER_NONE else None
    if isinstance(value, tuple):
        return tuple(one.strip() if type(one) is str else one for one in value)
    return value


_NEVER_NONE = frozenset({"address", "position", "source"})
"""Texts that are empty where nobody knows them."""


def _check_periods(unit: CommercialUnit, values: Mapping[str, object]) -> None:
    for first, last in _PERIODS:
        start, end = getattr(unit, first), getattr(unit, last)
        touched = first in values or last in values
        if touched and start is not None and end is not None and end < start:
            raise PeriodError(field=last, start=start, end=end)
    shortest, longest = unit.shortest_term_months, unit.longest_term_months
    touched = "shortest_term_months" in values or "longest_term_months" in values
    if touched and shortest is not None and longest is not None and longest < shortest:
        raise NumberRangeError(
            field="longest_term_months", found=longest, expected=_span(shortest, None)
        )


def _check_interim(unit: CommercialUnit, values: Mapping[str, object]) -> None:
    if unit.state is not UnitState.INTERIM:
        return
    if "interim_until" in values and unit.interim_until is None:
        raise InterimEndNeededError
    if "interim_user" in values and not unit.interim_user:
        raise InterimUserNeededError
