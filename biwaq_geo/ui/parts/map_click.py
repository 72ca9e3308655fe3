"""What a map on a page tells: one click."""

from dataclasses import dataclass

from shapely import Point


@dataclass(frozen=True, slots=True)
class Click:
    """One click on the map.

    Attributes
    ----------
    layer, feature_id
        What was hit; None where nothing lies there.
    point
        Place of the click in the town's CRS, metres.
    """

    layer: str | None
    feature_id: str | None
    point: Point
