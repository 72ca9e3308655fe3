"""Finds the street in front of a place, and the land that streets take."""

from collections.abc import Sequence

import shapely
from shapely import Point, STRtree
from shapely.geometry.base import BaseGeometry

from tools.demo_town.network import FOOT_KINDS, HALF_WIDTH, Street


class StreetFinder:
    """Looks up streets that carry vehicles or shoppers; footpaths have no fronts."""

    def __init__(self, streets: Sequence[Street]) -> None:
        self._streets = [s for s in streets if s.kind not in FOOT_KINDS]
        self._tree = STRtree([s.line for s in self._streets])

    def street_at(self, point: Point, *, reach: float) -> Street | None:
        """Return the street whose building line is nearest within `reach` metres."""
        near = self._tree.query(point, "dwithin", reach + max(HALF_WIDTH.values()))
        gaps = {
            int(i): self._streets[i].line.distance(point) - HALF_WIDTH[self._streets[i].kind]
            for i in near
        }
        best = min(gaps, key=lambda i: (gaps[i], i), default=None)
        return self._streets[best] if best is not None and gaps[best] <= reach else None


def street_land(streets: Sequence[Street], *, spare: float = 0.0) -> list[BaseGeometry]:
    """Return the strip that each street takes, narrowed by `spare` metres on each side."""
    widths = [max(HALF_WIDTH[s.kind] - spare, 1.0) for s in streets]
    return list(shapely.buffer([s.line for s in streets], widths, cap_style="round"))
