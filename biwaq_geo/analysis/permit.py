"""A hint on the permit of a use in a unit: a light, why, and how long the old use still holds.

Never advice: what a building authority decides, it decides case by case.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from biwaq_geo.domain.catalogue import InterimUse, Light
from biwaq_geo.domain.months import months_after
from biwaq_geo.domain.units import VACANT, CommercialUnit

DISUSE_MONTHS = 24
"""After about two years of disuse the protection of the old use may lapse, says the guidance of
kreativwirtschaft-hessen.de; the law names no number, so it is a mark to ask at."""

SOON_DAYS = 180
"""Half a year before, somebody should ask."""

_ORDER = (Light.GREEN, Light.YELLOW, Light.RED)


class PermitReason(StrEnum):
    """Why a light is as it is; words live under `permit.reason_<value>`."""

    USE = "use"
    """What the catalogue says of the use."""
    UNIT = "unit"
    """What somebody has noted for the unit."""
    LISTED = "listed"
    LAPSED = "lapsed"
    SOON = "soon"
    UNKNOWN = "unknown"
    """Nobody knows since when the unit is empty."""


@dataclass(frozen=True, slots=True)
class PermitHint:
    """A light with its reasons.

    Attributes
    ----------
    lapses_on
        Day from which the old use may hold no more; None where nobody knows or it runs.
    days_left
        Until then; below zero after it.
    """

    light: Light
    reasons: tuple[PermitReason, ...]
    lapses_on: date | None = None
    days_left: int | None = None


def permit_hint(unit: CommercialUnit, use: InterimUse | None, *, day: date) -> PermitHint:
    """Return the darkest of all lights that something gives, and everything that gives one."""
    lights, reasons = [Light.GREEN], []
    if use is not None:
        lights.append(use.permit)
        reasons.append(PermitReason.USE)
    if unit.permit_light is not None:
        lights.append(Light(unit.permit_light.value))
        reasons.append(PermitReason.UNIT)
    if unit.listed:
        lights.append(Light.YELLOW)
        reasons.append(PermitReason.LISTED)
    lapses_on = lapse_of(unit)
    days_left = None if lapses_on is None else (lapses_on - day).days
    if unit.state in VACANT:
        if days_left is None:
            lights.append(Light.YELLOW)
            reasons.append(PermitReason.UNKNOWN)
        elif days_left <= 0:
            lights.append(Light.YELLOW)
            reasons.append(PermitReason.LAPSED)
        elif days_left <= SOON_DAYS:
            reasons.append(PermitReason.SOON)
    return PermitHint(max(lights, key=_ORDER.index), tuple(reasons), lapses_on, days_left)


def lapse_of(unit: CommercialUnit) -> date | None:
    """Return the day from which the old use may hold no more; None where that is not known.

    Two years after the end of the permitted use, or after the unit fell empty where nobody has
    noted that end.
    """
    ended = unit.use_ended_on or (unit.since if unit.state in VACANT else None)
    return None if ended is None else months_after(ended, DISUSE_MONTHS)


def lapsing(units: Iterable[CommercialUnit], *, day: date, until: date) -> tuple[int, int]:
    """Count empty units whose old use may hold no more on a day, and those that follow by another.

    Nobody does anything meanwhile; units of which nobody knows since when they are empty are in
    neither count.
    """
    ends = [lapse_of(unit) for unit in units if unit.state in VACANT]
    known = [one for one in ends if one is not None]
    return sum(one <= day for one in known), sum(day < one <= until for one in known)
