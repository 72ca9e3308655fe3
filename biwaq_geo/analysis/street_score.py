"""The street score (0 to 100) of the shopping axes, before and after measures."""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

BEST = 100.0
"""No measure lifts a section above this."""

NEAR_M = 30.0
"""A measure this close to a section, across the pavement and the verge, changes it."""


@dataclass(frozen=True, slots=True)
class Score:
    """A mean score with the sections it rests on; None where no section has a score."""

    value: float | None
    known: int
    total: int


def street_score(sections: gpd.GeoDataFrame, points: pd.Series | None = None) -> Score:
    """Mean of the known section scores, weighted by length.

    Parameters
    ----------
    sections
        Base layer with column `street_score` (0 to 100, missing where unknown) and line
        geometry in a projected CRS, metres.
    points
        Points that measures add, by section id; sections without measures may be
        missing. A section without a score stays unknown whatever is done there.
    """
    score = sections["street_score"].astype(float)
    if points is not None:
        score = (score + points.reindex(sections.index).fillna(0.0)).clip(upper=BEST)
    length = sections.geometry.length
    known = score.notna() & (length > 0)
    if not known.any():
        return Score(None, 0, len(sections))
    mean = float((score * length)[known].sum()) / float(length[known].sum())
    return Score(mean, int(known.sum()), len(sections))


def section_at(sections: gpd.GeoDataFrame, place: BaseGeometry) -> str | None:
    """Return the id of the section nearest to a place, within `NEAR_M` metres, or None.

    Parameters
    ----------
    place
        Point, line or area in the CRS of the sections; of a line or an area, its middle.
    """
    if sections.empty:
        return None
    gap = sections.distance(place.centroid)
    return str(gap.idxmin()) if gap.min() <= NEAR_M else None
