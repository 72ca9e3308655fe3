"""What edits cost, what a funding line pays, and what is left to the town.

A cost is a band, and so is a funding rate. The grant and the own share each pair them
so that their ends are the lowest and highest that can come about:

=========  ==========================  ===========================================
level      grant                       own share
=========  ==========================  ===========================================
low        low rate of the low cost    low cost less the high rate of it
expected   expected rate and cost      expected cost less the expected rate of it
high       high rate of the high cost  high cost less the low rate of it
=========  ==========================  ===========================================

Both bands add up over the edits, while at the low and high end grant and own share need not
add up to the cost; at the expected level they do. A cap holds for each edit, and `within_cap`
makes it hold for all edits that one line pays for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from biwaq_geo.domain.catalogue import ZERO, Band, Cost, FundingLine, Per
from biwaq_geo.domain.comparison import EditCost

DAYS_PER_YEAR = 365.25
"""Mean length of a year in the Gregorian calendar over a leap cycle."""

Quantities = Mapping[Per, float | None]
"""How many pieces, metres, square metres and cases an edit has; None where unknown."""

ONE: Mapping[Per, float | None] = {Per.PIECE: 1.0, Per.CASE: 1.0}
"""An edit that nobody can measure: one piece, one case."""


def cost_of(cost: Cost | None, quantities: Quantities) -> Band | None:
    """Return the cost in euros; None without a figure or without its quantity."""
    quantity = quantities.get(cost.per) if cost else None
    return None if cost is None or quantity is None else cost.eur.times(quantity)


def years_of(start: date, end: date) -> float:
    """Return the length of a period in years; both days belong to it."""
    return ((end - start).days + 1) / DAYS_PER_YEAR


def edit_cost(
    edit_id: str,
    *,
    one_off: Band | None,
    yearly: Band | None,
    line: FundingLine | None,
    kind: str,
    years: float | None = None,
) -> EditCost:
    """Return the money of one edit.

    Parameters
    ----------
    one_off, yearly
        Euros and euros per year; None where unknown, which stays unknown.
    line
        Funding line; pays nothing if it cannot be applied for here or does not pay for
        this `kind` of edit ("interim_use", "measure", "site_phase").
    years
        Length of the use; None where it has no end.
    """
    grant, left = ZERO, one_off
    if one_off is not None and line is not None and line.available and kind in line.eligible:
        grant, left = _grant(one_off, line), _own_share(one_off, line)
    running = None if yearly is None or years is None else yearly.times(years)
    return EditCost(edit_id, one_off, yearly, grant, own_share=left, running=running)


def within_cap(costs: Mapping[str, EditCost], *, cap_eur: float) -> dict[str, EditCost]:
    """Return the money of the edits of one line, whose grants together stay below its cap.

    Each grant is cut by the same share, so that the order of the edits does not matter.
    """
    granted = _cut([_levels(cost.grant) for cost in costs.values()], cap_eur)
    paid = _cut([_paid_at_ends(cost) for cost in costs.values()], cap_eur)
    found = {}
    for (key, cost), grant, other in zip(costs.items(), granted, paid, strict=True):
        left = cost.own_share
        if cost.one_off is not None and left is not None:
            whole = _levels(cost.one_off)
            left = Band(*(one - part for one, part in zip(whole, other, strict=True)))
        found[key] = replace(cost, grant=Band(*grant), own_share=left)
    return found


_Levels = tuple[float, float, float]


def _levels(band: Band) -> _Levels:
    return band.low, band.expected, band.high


def _paid_at_ends(cost: EditCost) -> _Levels:
    """Return what is paid where the own share is lowest, expected and highest."""
    if cost.one_off is None or cost.own_share is None:
        return 0.0, 0.0, 0.0
    low, expected, high = (
        whole - left
        for whole, left in zip(_levels(cost.one_off), _levels(cost.own_share), strict=True)
    )
    return low, expected, high


def _cut(parts: Sequence[_Levels], cap_eur: float) -> list[_Levels]:
    low, expected, high = (
        min(1.0, cap_eur / total) if total > 0 else 1.0
        for total in (sum(part[level] for part in parts) for level in range(3))
    )
    return [(part[0] * low, part[1] * expected, part[2] * high) for part in parts]


def _grant(cost: Band, line: FundingLine) -> Band:
    rate = line.rate
    return Band(
        _paid(cost.low, rate.low, line.cap_eur),
        _paid(cost.expected, rate.expected, line.cap_eur),
        _paid(cost.high, rate.high, line.cap_eur),
    )


def _own_share(cost: Band, line: FundingLine) -> Band:
    rate = line.rate
    return Band(
        cost.low - _paid(cost.low, rate.high, line.cap_eur),
        cost.expected - _paid(cost.expected, rate.expected, line.cap_eur),
        cost.high - _paid(cost.high, rate.low, line.cap_eur),
    )


def _paid(cost: float, rate: float, cap_eur: float | None) -> float:
    paid = rate * cost
    return paid if cap_eur is None else min(cap_eur, paid)
