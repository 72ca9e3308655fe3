"""How often units fall empty and are let again, from the register's own history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp

from scipy.special import gammaincinv

from biwaq_geo.domain.assumptions import DRIFT_EMPTY, DRIFT_FILL, RANGES
from biwaq_geo.domain.catalogue import Band
from biwaq_geo.domain.spells import Spell
from biwaq_geo.domain.units import OCCUPIED, VACANT

DAYS_PER_QUARTER = 365.25 / 4
LEAST_CHANGES = 3
"""With fewer changes one more or less would turn the figure over."""

LEAST_QUARTERS = 40.0
"""Ten units over a year: with less, chance says more than the street."""

TAIL = 0.025
"""Each end of the interval leaves out this share: 95 % in all."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Changes of one kind, and for how long they could have happened.

    Attributes
    ----------
    quarters
        Quarters that units were watched in the state before the change, added up.
    """

    changes: int
    quarters: float

    @property
    def enough(self) -> bool:
        """Say whether there is enough to tell a rate."""
        return self.changes >= LEAST_CHANGES and self.quarters >= LEAST_QUARTERS

    @property
    def share(self) -> Band | None:
        """Share of units that change in a quarter, with its 95 % interval; None if unknown.

        Changes come as in a Poisson process: the interval is the exact one of Garwood (1936),
        and a rate r per quarter is a share of 1 - exp(-r).
        """
        if not self.enough:
            return None
        low = float(gammaincinv(self.changes, TAIL))
        high = float(gammaincinv(self.changes + 1, 1 - TAIL))
        shares = (1 - exp(-count / self.quarters) for count in (low, self.changes, high))
        most = RANGES[DRIFT_EMPTY][1]
        return Band(*(min(most, share) for share in shares))


@dataclass(frozen=True, slots=True)
class History:
    """What a register tells of how its units move by themselves.

    Attributes
    ----------
    empty, fill
        Units in use that fell empty, and empty ones that were let.
    """

    empty: Flow
    fill: Flow

    @property
    def shares(self) -> Mapping[str, Band]:
        """What is known of the assumptions, by their key."""
        found = {DRIFT_EMPTY: self.empty.share, DRIFT_FILL: self.fill.share}
        return {key: band for key, band in found.items() if band is not None}


def history_of(watched: Iterable[tuple[date, Sequence[Spell]]], *, until: date) -> History:
    """Count changes between use and vacancy.

    Only what happened while a unit was in the register counts: what was empty when it came
    there is what survived, and would make vacancies look endless. An interim use ends the
    watch: it is no letting and came about by somebody's doing.

    Parameters
    ----------
    watched
        For each unit the day on which it came to the register, and its spells, oldest first.
    until
        Last day that is watched.
    """
    counts = {OCCUPIED: [0, 0.0], VACANT: [0, 0.0]}
    for since, spells in watched:
        for spell, following in zip(spells, [*spells[1:], None], strict=True):
            side = next((one for one in counts if spell.state in one), None)
            ends = until if spell.ends is None else min(spell.ends, until)
            begins = max(spell.begins, since)
            if side is None or ends <= begins:
                continue
            counts[side][1] += (ends - begins).days / DAYS_PER_QUARTER
            other = VACANT if side is OCCUPIED else OCCUPIED
            if following is not None and following.begins <= until and following.state in other:
                counts[side][0] += 1
    empty, fill = (Flow(int(changes), quarters) for changes, quarters in counts.values())
    return History(empty, fill)
