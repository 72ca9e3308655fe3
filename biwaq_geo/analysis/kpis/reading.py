"""What a key figure says, and on how many records that rests."""

from dataclasses import dataclass

MIN_UNITS = 5
"""Fewer records than this make a figure that jumps with every shop; it stays unknown."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure with the records it rests on.

    Attributes
    ----------
    value
        In the unit of its figure, shares from 0 to 1; None where too little is known.
    known, total
        Records that entered, of all that the figure is about.
    low, high
        What the value lies between: quartiles or a 95 % interval, as the figure says;
        None where it has none, or where that end is open.
    """

    value: float | None
    known: int
    total: int
    low: float | None = None
    high: float | None = None


def enough(value: float, *, known: int, total: int, least: int = MIN_UNITS) -> Reading:
    """Return a reading that stays unknown where fewer than `least` records are known."""
    return Reading(value if known >= least else None, known, total)
