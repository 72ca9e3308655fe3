"""Which feature lies where somebody clicked."""

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
from shapely import Point

from biwaq_geo.mapping.mapspec import Draw, LayerSpec
from biwaq_geo.mapping.screen_scale import METRES_PER_PX, screen_scale

TOLERANCE_PX = 12
"""A finger or a trembling mouse may miss a symbol by this much, pixels on screen."""

_RANK = {Draw.POINTS: 0, Draw.LINES: 1, Draw.POLYGONS: 2, Draw.COUNT_PER_AREA: 3}
"""Smaller things win: a point lies on a line, a line in an area."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A feature that was hit, `distance_m` metres from the click; 0 inside an area."""

    layer: str
    feature_id: str
    distance_m: float


def pick(
    frames: Iterable[tuple[LayerSpec, gpd.GeoDataFrame]], *, point: Point, tolerance_m: float
) -> Hit | None:
    """Return the feature that was meant, or None.

    Points before lines before areas; among equals the nearest, then the one drawn later.

    Parameters
    ----------
    frames
        Visible layers in drawing order, the lowest first, in the CRS of `point`, metres.
    """
    hits = []
    for height, (layer, frame) in enumerate(frames):
        if frame.empty:
            continue
        distances = frame.geometry.distance(point).to_numpy()
        nearest = int(distances.argmin())
        # an area is hit only inside
        reach = tolerance_m if layer.draw in {Draw.POINTS, Draw.LINES} else 0.0
        if distances[nearest] <= reach:
            hit = Hit(layer.key, str(frame.index[nearest]), float(distances[nearest]))
            hits.append((_RANK[layer.draw], hit.distance_m, -height, hit))
    return min(hits, key=lambda found: found[:3])[3] if hits else None


def tolerance_m(*, zoom: float, latitude: float) -> float:
    """Return the metres on the ground that `TOLERANCE_PX` cover on a Web Mercator map.

    >>> round(tolerance_m(zoom=16, latitude=51.5), 1)
    17.8
    """
    return TOLERANCE_PX * METRES_PER_PX * screen_scale(zoom=zoom, latitude=latitude)
