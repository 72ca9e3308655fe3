"""What lies under the feet: how much surface, smoothness, slope and width slow a walker down."""

import math
import re
from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from biwaq_geo.analysis.network import Floats
from biwaq_geo.domain.catalogue import Slopes, WalkProfile

Objects = npt.NDArray[np.object_]

PATHS = frozenset({"footway", "path", "pedestrian", "cycleway", "bridleway", "track"})
"""Kinds whose width is that of what one walks on; that of a road is its carriageway."""

_INCLINE = re.compile(r"[-+]?\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*(%|°)")
_WIDTH = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)(?:\s*m)?")


def ground_factors(streets: gpd.GeoDataFrame, profile: WalkProfile) -> Floats:
    """Return how many times as long as on a good pavement each street takes; inf for no way.

    Surface and smoothness tell of the same thing, so the worse of both counts. What nobody has
    mapped, or in words that are no figure ("up"), counts as good.
    """
    surface = looked_up(texts_of(streets, "surface"), profile.surfaces)
    smooth = looked_up(texts_of(streets, "smoothness"), profile.smoothness)
    factor: Floats = np.maximum(surface, smooth)
    if profile.slopes is not None:
        steep = [_slope(value, profile.slopes) for value in texts_of(streets, "incline")]
        factor = factor * np.array(steep, dtype=np.float64)
    if profile.least_width_m is not None:
        least = profile.least_width_m.value
        kinds, widths = texts_of(streets, "kind"), texts_of(streets, "width")
        narrow = [
            kind in PATHS and _metres(width) < least
            for kind, width in zip(kinds, widths, strict=True)
        ]
        factor = np.where(np.array(narrow, dtype=bool), np.inf, factor)
    return factor


def looked_up(values: Objects, factors: Mapping[str, float]) -> Floats:
    """Return the factor of each value, 1 for those that are not listed."""
    return np.array([factors.get(value, 1.0) for value in values], dtype=np.float64)


def texts_of(streets: gpd.GeoDataFrame, column: str) -> Objects:
    """Return the values of a column, "" where one is missing or the whole column is."""
    if column not in streets.columns:
        return np.full(len(streets), "", dtype=object)
    return streets[column].astype(object).where(streets[column].notna(), "").to_numpy()


def _slope(text: str, slopes: Slopes) -> float:
    """Return the factor of a slope such as "5 %" or "-3°", up or down alike."""
    found = _INCLINE.fullmatch(text.strip())
    if found is None:
        return 1.0
    size = float(found[1].replace(",", "."))
    percent = 100 * math.tan(math.radians(min(size, 89.0))) if found[2] == "°" else size
    if percent > slopes.most_percent:
        return math.inf
    return 1.0 + slopes.per_percent * max(percent - slopes.free_percent, 0.0)


def _metres(text: str) -> float:
    """Return a width such as "1.5" or "2 m"; inf for what is no such figure."""
    found = _WIDTH.fullmatch(text.strip())
    return math.inf if found is None else float(found[1].replace(",", "."))
