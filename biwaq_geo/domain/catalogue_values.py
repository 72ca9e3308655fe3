"""What the entries of all catalogues are made of: words, bands and where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str]
"""Text in data: language code ("de", "en") to words."""


@dataclass(frozen=True, slots=True)
class Band:
    """A figure that nobody knows exactly: low, expected, high, in this order."""

    low: float
    expected: float
    high: float

    def __add__(self, other: "Band") -> "Band":
        return Band(self.low + other.low, self.expected + other.expected, self.high + other.high)

    def times(self, factor: float) -> "Band":
        """Return the band scaled by a non-negative factor."""
        return Band(self.low * factor, self.expected * factor, self.high * factor)


ZERO = Band(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a figure comes from.

    Attributes
    ----------
    source
        Address or document; empty for an assumption.
    year
        Year of the figure or of the assumption.
    assumption
        True where no source exists; shown as such wherever the figure is shown.
    """

    source: str
    year: int
    assumption: bool


@dataclass(frozen=True, slots=True)
class Sourced:
    """One figure with where it comes from."""

    value: float
    evidence: Evidence
