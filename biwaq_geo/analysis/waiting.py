"""What waiting costs: by unit, by street, and when doing something has paid for itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from uuid import UUID

from biwaq_geo.analysis.permit import lapse_of
from biwaq_geo.analysis.whereabouts import street_of
from biwaq_geo.domain.assumptions import DECAY, HOLDING, REFIT, RENT
from biwaq_geo.domain.catalogue import ZERO, Band
from biwaq_geo.domain.units import VACANT, CommercialUnit

DAYS_PER_MONTH = 365.25 / 12
CENT = 0.01
"""Euros; less in a month covers nothing."""


@dataclass(frozen=True, slots=True)
class UnitWaiting:
    """What it costs that one unit stands empty, in euros.

    Attributes
    ----------
    months
        For which it has been empty; None where nobody knows since when.
    holding, rent, decay
        Per month: running cost, rent that is not earned, and what making it fit gets dearer.
        None without floor area and without a cost of its own.
    own
        Whether a cost or rent of the unit itself entered, not only the assumptions.
    lapses_on
        Day from which the old use may hold no more.
    """

    unit_id: UUID
    address: str
    months: float | None
    holding: Band | None
    rent: Band | None
    decay: Band | None
    own: bool
    lapses_on: date | None

    @property
    def monthly(self) -> Band | None:
        """All three together; None where all are unknown."""
        known = [band for band in (self.holding, self.rent, self.decay) if band is not None]
        return sum(known, start=ZERO) if known else None

    @property
    def so_far(self) -> Band | None:
        """What the vacancy has cost until the day, at the prices of today."""
        if self.monthly is None or self.months is None:
            return None
        return self.monthly.times(self.months)


@dataclass(frozen=True, slots=True)
class StreetWaiting:
    """The units of a street that stand empty.

    Attributes
    ----------
    monthly
        Sum over the units whose cost is known.
    known, units
        So many units entered, of all that are empty.
    next_lapse
        The first day still ahead from which an old use may hold no more; None without one.
    lapsed
        Units for which that day has come already.
    """

    street: str
    monthly: Band
    known: int
    units: int
    next_lapse: date | None
    lapsed: int


def waiting_units(
    units: Iterable[CommercialUnit], assumed: Mapping[str, Band], *, day: date
) -> list[UnitWaiting]:
    """Return the empty units, the dearest first; those of unknown cost at the end.

    The unit's own running cost and rent come before those of the assumptions, where whoever
    asks may see them.
    """
    found = [_waiting(unit, assumed, day) for unit in units if unit.state in VACANT]
    return sorted(found, key=lambda one: -(one.monthly.expected if one.monthly else -1.0))


def waiting_streets(units: Sequence[UnitWaiting], *, day: date) -> list[StreetWaiting]:
    """Return the streets with empty units, the dearest first; deadlines as seen from the day."""
    streets: dict[str, list[UnitWaiting]] = {}
    for unit in units:
        streets.setdefault(street_of(unit.address), []).append(unit)
    found = [_street(name, members, day) for name, members in streets.items()]
    return sorted(found, key=lambda one: (-one.monthly.expected, one.street))


def break_even(*, once: float, monthly: float, avoided: float) -> int | None:
    """Return the first month at whose end what was avoided covers what was paid.

    None where it never does: what is paid in a month is not a cent below what it avoids.

    Parameters
    ----------
    once, monthly
        Euros that are paid at the beginning, and in each month.
    avoided
        Euros of waiting that a month does not cost any more.

    >>> break_even(once=6_000, monthly=50, avoided=550)
    12
    """
    gain = avoided - monthly
    if gain < CENT:
        return None
    return max(1, ceil(once / gain - 1e-9))


def _waiting(unit: CommercialUnit, assumed: Mapping[str, Band], day: date) -> UnitWaiting:
    area = unit.floor_area_m2
    own_rent = (
        unit.rent_last_eur_m2 if unit.rent_last_eur_m2 is not None else unit.rent_asked_eur_m2
    )
    own_cost = unit.holding_cost_eur_month
    rent = assumed[RENT] if own_rent is None else Band(own_rent, own_rent, own_rent)
    holding = None if area is None else assumed[HOLDING].times(area)
    if own_cost is not None:
        holding = Band(own_cost, own_cost, own_cost)
    refit, dearer = assumed[REFIT], assumed[DECAY]
    decay = Band(
        refit.low * dearer.low / 12,
        refit.expected * dearer.expected / 12,
        refit.high * dearer.high / 12,
    )
    months = None
    if unit.since is not None:
        months = max(0.0, (day - unit.since).days / DAYS_PER_MONTH)
    return UnitWaiting(
        unit_id=unit.unit_id,
        address=unit.address,
        months=months,
        holding=holding,
        rent=None if area is None else rent.times(area),
        decay=None if area is None else decay.times(area),
        own=own_cost is not None or (own_rent is not None and area is not None),
        lapses_on=lapse_of(unit),
    )


def _street(name: str, members: Sequence[UnitWaiting], day: date) -> StreetWaiting:
    costs = [one.monthly for one in members if one.monthly is not None]
    lapses = [one.lapses_on for one in members if one.lapses_on is not None]
    return StreetWaiting(
        street=name,
        monthly=sum(costs, start=ZERO),
        known=len(costs),
        units=len(members),
        next_lapse=min((one for one in lapses if one > day), default=None),
        lapsed=sum(one <= day for one in lapses),
    )
