"""Planning scales: which one fits, what it shows, and a bar to measure with."""

from dataclasses import dataclass

Extent = tuple[float, float, float, float]
"""West, south, east, north in a projected CRS, metres."""

MM_PER_M = 1000.0

STEPS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.5)
SCALES = tuple(int(step * 10**power) for power in (2, 3, 4, 5, 6) for step in STEPS)
"""Denominators of scales as town planners use them, 1:100 to 1:7,500,000."""

LARGEST = 1_000
"""Below 1:1,000 the base data are too coarse to be looked at."""

BAR_STEPS = (1, 2, 5)
BAR_SHARE = 0.3
"""The scale bar takes at most this share of the width of the map."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map frame on paper.

    Attributes
    ----------
    width_mm, height_mm
        Size on paper.
    scale
        Denominator: one millimetre on paper is `scale` millimetres in the town.
    extent
        What the frame shows at exactly this scale.
    """

    width_mm: float
    height_mm: float
    scale: int
    extent: Extent

    def bar_m(self) -> int:
        """Return the longest round length (1, 2 or 5 times ten to n) for a scale bar, metres."""
        room = BAR_SHARE * self.width_mm * self.scale / MM_PER_M
        lengths = [int(step * 10**power) for power in range(7) for step in BAR_STEPS]
        return max(length for length in lengths if length <= max(room, 1))

    def mm(self, metres: float) -> float:
        """Return how long a distance in the town is on paper, millimetres."""
        return metres * MM_PER_M / self.scale


def fit(extent: Extent, *, width_mm: float, height_mm: float) -> Sheet:
    """Choose the largest planning scale at which the extent fits the frame, centred.

    >>> fit((0.0, 0.0, 400.0, 100.0), width_mm=100, height_mm=50).scale
    4000
    """
    west, south, east, north = extent
    need = MM_PER_M * max((east - west) / width_mm, (north - south) / height_mm)
    scale = next((s for s in SCALES if s >= max(need, LARGEST)), SCALES[-1])
    half_x = width_mm * scale / MM_PER_M / 2
    half_y = height_mm * scale / MM_PER_M / 2
    x, y = (west + east) / 2, (south + north) / 2
    shown = (x - half_x, y - half_y, x + half_x, y + half_y)
    return Sheet(width_mm=width_mm, height_mm=height_mm, scale=scale, extent=shown)
