"""How much of a page a legend takes from the map above it."""

from collections.abc import Callable, Sequence

from biwaq_geo.reports.paper_legend import Entry, legend_svg
from biwaq_geo.reports.scale import Sheet

ROUNDS = 3
"""A longer legend leaves less of the map, which may show less; this often is looked again."""


def with_legend(
    frame: Callable[[float], Sheet],
    entries: Callable[[Sheet], Sequence[Entry]],
    *,
    width_mm: float,
) -> tuple[Sheet, bytes]:
    """Return the frame of a map, and the legend of what is seen in it as SVG.

    Parameters
    ----------
    frame
        Returns the frame that a legend of so many millimetres leaves.
    entries
        Returns what is seen in a frame.
    width_mm
        Of the legend.
    """
    legend, high = b"", 0.0
    for _ in range(ROUNDS):
        sheet = frame(high)
        legend, needed = legend_svg(entries(sheet), width_mm=width_mm)
        if needed <= high:
            break
        high = needed
    return sheet, legend
