"""In which state a unit is, since when, and who used it."""

from datetime import date, timedelta
from typing import Any

from biwaq_geo.domain.units import OCCUPIED, DatePrecision, UnitState
from tools.demo_town.dice import Dice
from tools.demo_town.trades import INTERIM_NAMES, Trade, business_name

_SURVEY = date(2026, 4, 20)
_SURVEY_DAYS = 150
_EMPTY_STATES = (
    *[UnitState.VACANT] * 13,
    *[UnitState.UNMARKETABLE] * 3,
    *[UnitState.IN_WORKS] * 2,
    *[UnitState.IN_MEDIATION] * 2,
    UnitState.PARTLY_VACANT,
    UnitState.RESERVED,
)


def throw_state(dice: Dice, *, vacancy: float) -> UnitState:
    """Return a state; `vacancy` is the share of empty units, 0 to 1."""
    chance = dice.chance()
    if chance < vacancy:
        return dice.pick(_EMPTY_STATES)
    if chance < vacancy + 0.05:
        return UnitState.INTERIM
    if chance < vacancy + 0.12:
        return UnitState.IMPENDING
    return UnitState.LET if dice.happens(0.02) else UnitState.USED


def throw_spell(dice: Dice, *, state: UnitState, trade: Trade, axis: str) -> dict[str, Any]:
    """Return state, dates and occupants of one unit as values of its columns."""
    seen = _SURVEY + timedelta(days=int(dice.between(0, _SURVEY_DAYS)))
    since, precision = _since(dice, state=state, seen=seen)
    name = business_name(trade, axis=axis, dice=dice)
    in_use = state in OCCUPIED
    interim = state is UnitState.INTERIM
    known = dice.happens(0.8)
    return {
        "state": state.value,
        "since": since.isoformat() if since else None,
        "since_precision": precision.value,
        "branch": trade.branch.value if in_use else ("social_culture" if interim else None),
        "occupant": name if in_use else (f"{dice.pick(INTERIM_NAMES)} (Demo)" if interim else None),
        "last_branch": None if in_use or not known else trade.branch.value,
        "last_occupant": None if in_use or not known else name,
        "observed_on": seen.isoformat(),
    }


def _since(dice: Dice, *, state: UnitState, seen: date) -> tuple[date | None, DatePrecision]:
    """Return the first day of the state; unknown for most shops in steady use."""
    if state in {UnitState.USED, UnitState.NO_VACANCY} and dice.happens(0.6):
        return None, DatePrecision.ESTIMATED
    years = {UnitState.IMPENDING: 0.8, UnitState.INTERIM: 1.5, UnitState.IN_WORKS: 1.2}.get(
        state, 11
    )
    # squared: short spells are more frequent than long ones
    day = seen - timedelta(days=int(365 * years * dice.chance() ** 2) + 5)
    precision = dice.pick(tuple(DatePrecision))
    if precision is DatePrecision.MONTH:
        day = day.replace(day=1)
    elif precision in {DatePrecision.YEAR, DatePrecision.ESTIMATED}:
        day = day.replace(month=1, day=1)
    return day, precision
