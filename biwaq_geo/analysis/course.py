"""How the stock moves month by month: by itself, and with the edits of a plan.

Each unit is empty, in interim use or in regular use with some probability. In a month a share
of the used units falls empty and a share of the empty ones is let; what the plan says happens
on its day. So two plans that differ by one edit differ by what this edit brings, and doing
nothing moves as well. Only what the public may see of a unit enters: an interim use of the
register goes on, since its end is not for all to see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

import numpy as np

from biwaq_geo.analysis.kpis.rates import HELD_BACK
from biwaq_geo.analysis.network import Floats
from biwaq_geo.analysis.stock import Stock
from biwaq_geo.domain.months import months_after
from biwaq_geo.domain.scenarios import LetUnit, MoveIn, MoveOut, UseUnit

MONTHS_PER_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Drift:
    """How a stock moves by itself, and what comes of plans: shares from 0 to 1.

    Attributes
    ----------
    months
        How far the course is followed.
    empty, fill
        Used units that fall empty, and empty ones that are let, in a quarter.
    realised, let
        Planned interim uses and lettings that come about, of units that are empty then.
    stay
        Interim uses that become regular ones when they end.
    """

    months: int
    empty: float
    fill: float
    realised: float
    let: float
    stay: float


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Where a stock stands after the months, in the order of its units.

    Attributes
    ----------
    vacant, interim
        Probability that each unit is empty, or in interim use, at the end.
    empty_months
        Expected months for which each unit was empty, counted at the start of a month.
    """

    vacant: Floats
    interim: Floats
    empty_months: Floats


class _Turn(IntEnum):
    """What happens to a unit on a day, in the order in which it does on one day."""

    LEFT = 0
    OVER = 1
    INTERIM = 2
    LET = 3
    TAKEN = 4


_Happening = tuple[date, _Turn, int]
"""Day, what, and the position of the unit."""


def happenings(
    stock: Stock, moves: Sequence[UseUnit | LetUnit | MoveIn | MoveOut]
) -> list[_Happening]:
    """Return what the edits do, by day; the order of the edits does not matter."""
    found: list[_Happening] = []
    for edit in moves:
        row = stock.row[str(edit.unit_id)]
        match edit:
            case UseUnit():
                found.append((edit.start, _Turn.INTERIM, row))
                found.append((_day_after(edit.end), _Turn.OVER, row))
            case LetUnit():
                found.append((edit.start, _Turn.LET, row))
            case MoveIn():
                found.append((edit.start, _Turn.TAKEN, row))
            case MoveOut():
                found.append((edit.start, _Turn.LEFT, row))
    return sorted(found)


def course(stock: Stock, happens: Sequence[_Happening], *, day: date, drift: Drift) -> Course:
    """Follow the stock from a day on.

    Parameters
    ----------
    happens
        From `happenings`; what lies before the day happens at once, what
        lies beyond the last month does not.
    """
    vacant, interim = stock.vacant.copy(), stock.interim.copy()
    used = stock.moves * (1.0 - vacant)
    held = stock.frame["state"].isin(HELD_BACK).to_numpy(dtype=bool)
    empty = _monthly(drift.empty)
    fill = np.where(held, 0.0, _monthly(drift.fill))
    months = np.zeros(len(vacant))
    waiting = sorted(happens)
    for month in range(drift.months + 1):
        if month:
            months += vacant
            falls, filled = used * empty, vacant * stock.moves * fill
            vacant += falls - filled
            used += filled - falls
        until = months_after(day, month)
        while waiting and waiting[0][0] <= until:
            _, turn, row = waiting.pop(0)
            _happen(turn, row, (vacant, interim, used), drift)
    return Course(vacant, interim, months)


def _day_after(day: date) -> date:
    # the last day still belongs to the use; beyond the calendar nothing ends
    return day if day == date.max else day + timedelta(days=1)


def _happen(turn: _Turn, row: int, masses: tuple[Floats, Floats, Floats], drift: Drift) -> None:
    vacant, interim, used = masses
    match turn:
        case _Turn.LEFT:
            vacant[row] += used[row] + interim[row]
            used[row] = interim[row] = 0.0
        case _Turn.OVER:
            used[row] += interim[row] * drift.stay
            vacant[row] += interim[row] * (1.0 - drift.stay)
            interim[row] = 0.0
        case _Turn.INTERIM:
            interim[row] += vacant[row] * drift.realised
            vacant[row] *= 1.0 - drift.realised
        case _Turn.LET:
            used[row] += vacant[row] * drift.let
            vacant[row] *= 1.0 - drift.let
        case _Turn.TAKEN:
            used[row] += vacant[row]
            vacant[row] = 0.0


def _monthly(quarterly: float) -> float:
    """Return the share in a month that comes to this share in a quarter."""
    return float(1.0 - (1.0 - quarterly) ** (1 / MONTHS_PER_QUARTER))
