"""How long ago a unit was looked at, as a traffic light, and whose turn it is."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from biwaq_geo.domain.units import CommercialUnit, UnitState

FRESH_DAYS = 90
"""A quarter: a unit looked at fewer days ago needs no look yet."""

STALE_DAYS = 180
"""Half a year: from here on nobody should rely on the entry."""

SETTLED = frozenset({UnitState.CONVERTED, UnitState.DEMOLISHED})
"""What is no commercial unit any more need not be looked at again."""


class Light(StrEnum):
    """How far an entry can be relied on."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


URGENCY = (Light.RED, Light.YELLOW, Light.GREEN)


def days_since_check(unit: CommercialUnit, *, today: date) -> int:
    """Return how many days ago the unit was last looked at."""
    return (today - unit.observed_on).days


def light(unit: CommercialUnit, *, today: date) -> Light:
    """Return green below `FRESH_DAYS`, yellow below `STALE_DAYS`, else red."""
    days = days_since_check(unit, today=today)
    if days < FRESH_DAYS:
        return Light.GREEN
    return Light.YELLOW if days < STALE_DAYS else Light.RED


def next_check(unit: CommercialUnit) -> date | None:
    """Return the day of the next look; None if there is none.

    That is the first day on which the light is no longer green, or the day that
    somebody has set, if it comes earlier and nobody has looked since.
    """
    if unit.state in SETTLED or unit.removed_on is not None:
        return None
    usual = unit.observed_on + timedelta(days=FRESH_DAYS)
    chosen = unit.next_check_on
    return usual if chosen is None or chosen <= unit.observed_on else min(chosen, usual)


def due(units: Iterable[CommercialUnit], *, today: date) -> list[CommercialUnit]:
    """Return the units to look at, the most urgent first."""
    waiting = [unit for unit in units if (next_check(unit) or date.max) <= today]
    return by_urgency(waiting, today=today)


def by_urgency(units: Iterable[CommercialUnit], *, today: date) -> list[CommercialUnit]:
    """Order units by light, then by age of the last look, then as the register is."""
    return sorted(
        units,
        key=lambda unit: (
            URGENCY.index(light(unit, today=today)),
            unit.observed_on,
            unit.address,
            unit.position,
            unit.unit_id,
        ),
    )
