"""Which state of a unit may follow which, and what each step needs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from biwaq_geo.domain.errors import (
    DateBeforeStateError,
    DateInFutureError,
    DateNeededError,
    EditConflictError,
    InterimEndNeededError,
    InterimUserNeededError,
    PeriodError,
    PermitLightNeededError,
    ReasonNeededError,
    StepNotPossibleError,
)
from biwaq_geo.domain.unit_values import (
    OCCUPIED,
    VACANT,
    DatePrecision,
    PermitLight,
    UnitState,
)
from biwaq_geo.domain.units import CommercialUnit

_TABLE = """
used           impending vacant partly_vacant in_works converted demolished
impending      used let vacant partly_vacant in_mediation reserved in_works converted demolished
vacant         partly_vacant in_mediation reserved interim let used in_works unmarketable
               converted demolished
partly_vacant  vacant in_mediation reserved interim let used impending in_works unmarketable
               converted demolished
in_mediation   vacant partly_vacant reserved interim let used in_works unmarketable converted
               demolished
reserved       in_mediation vacant partly_vacant interim let used in_works converted demolished
interim        interim let used vacant partly_vacant in_mediation reserved in_works
               unmarketable converted demolished
let            used impending vacant partly_vacant in_works converted demolished
in_works       vacant partly_vacant in_mediation reserved interim let used unmarketable
               converted demolished
unmarketable   vacant in_mediation in_works interim converted demolished
converted      used vacant in_works demolished
demolished
no_vacancy     used impending vacant partly_vacant in_works converted demolished
candidate      used impending vacant partly_vacant interim let in_works unmarketable
               converted demolished
"""
"""A state and those that may follow it. A new occupant comes after a vacancy, however
short; an interim use is prolonged by one that follows it; what is demolished stays so."""


def _read(table: str) -> Mapping[UnitState, frozenset[UnitState]]:
    follows: dict[UnitState, frozenset[UnitState]] = {}
    for line in table.strip("\n").replace("\n    ", " ").splitlines():
        state, *after = map(UnitState, line.split())
        # whatever was recorded, it may have been a mistake
        follows[state] = frozenset(after) | ({UnitState.NO_VACANCY} - {state})
    return follows


FOLLOWS = _read(_TABLE)
"""By state, those that may follow it; `no_vacancy` corrects every other one."""

NEEDS_NO_REASON = frozenset({UnitState.LET, UnitState.USED})
"""That a unit is in use again needs no explanation."""


@dataclass(frozen=True, slots=True)
class Step:
    """A unit takes another state.

    Attributes
    ----------
    on
        First day of the new state; for an interim use its first day as well.
    until, user, use, permit_light
        Last day, user, kind of use and hint on the permit: of an interim use only. A
        hint that the unit already has need not be repeated.
    """

    state: UnitState
    on: date | None
    reason: str = ""
    precision: DatePrecision = DatePrecision.DAY
    until: date | None = None
    user: str = ""
    use: str = ""
    permit_light: PermitLight | None = None


def take_step(
    unit: CommercialUnit, step: Step, *, today: date, seen_version: int
) -> CommercialUnit:
    """Return the unit in its new state.

    A unit that falls empty keeps its last branch and occupant. The end of an interim use
    takes its dates and user from the unit; its events remember them.

    Raises
    ------
    EditConflictError
        The unit was saved since the caller read it.
    StepNotPossibleError
        The state cannot follow the present one.
    StepIncompleteError
        A child names the part that is missing.
    DateInFutureError, DateBeforeStateError, PeriodError
        The day is after today, before the present state, or the end before the start.
    """
    if seen_version != unit.version:
        raise EditConflictError(subject=unit.unit_id, seen=seen_version, now=unit.version)
    if step.state not in FOLLOWS[unit.state]:
        raise StepNotPossibleError(state=unit.state, step=step.state)
    on = _day(unit, step, today=today)
    if step.state not in NEEDS_NO_REASON and not step.reason.strip():
        raise ReasonNeededError(state=step.state)
    moved = replace(
        unit,
        state=step.state,
        since=on,
        since_precision=step.precision,
        state_reason=step.reason.strip() or None,
        version=unit.version + 1,
    )
    moved = _lent(moved, step) if step.state is UnitState.INTERIM else _returned(moved)
    return _emptied(moved) if unit.state in OCCUPIED and step.state not in OCCUPIED else moved


def _day(unit: CommercialUnit, step: Step, *, today: date) -> date:
    if step.on is None:
        raise DateNeededError(state=step.state)
    if step.on > today:
        raise DateInFutureError(date=step.on, today=today)
    known = unit.since is not None and unit.since_precision is DatePrecision.DAY
    correction = step.state is UnitState.NO_VACANCY
    if known and unit.since and step.on < unit.since and not correction:
        raise DateBeforeStateError(date=step.on, since=unit.since)
    return step.on


def _lent(unit: CommercialUnit, step: Step) -> CommercialUnit:
    if step.until is None:
        raise InterimEndNeededError
    if step.on is not None and step.until < step.on:
        raise PeriodError(start=step.on, end=step.until)
    if not step.user.strip():
        raise InterimUserNeededError
    light = step.permit_light or unit.permit_light
    if light is None:
        raise PermitLightNeededError
    return replace(
        unit,
        interim_from=step.on,
        interim_until=step.until,
        interim_user=step.user.strip(),
        interim_use=step.use.strip() or None,
        permit_light=light,
    )


def _returned(unit: CommercialUnit) -> CommercialUnit:
    return replace(unit, interim_from=None, interim_until=None, interim_user=None, interim_use=None)


def _emptied(unit: CommercialUnit) -> CommercialUnit:
    """Return the unit without its present use, which becomes the last one."""
    gone = unit.state in VACANT or unit.state in {UnitState.CONVERTED, UnitState.DEMOLISHED}
    if not gone:
        return unit
    return replace(
        unit,
        branch=None,
        occupant=None,
        last_branch=unit.branch or unit.last_branch,
        last_occupant=unit.occupant or unit.last_occupant,
    )
