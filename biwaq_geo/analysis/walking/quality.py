"""The street score of each street, where it is a scored section of a shopping street."""

import geopandas as gpd
import numpy as np
import shapely

from biwaq_geo.analysis.network import Floats

BESIDE_M = 15.0
"""A section drawn on one side of a street still lies in it."""


def score_of_streets(streets: gpd.GeoDataFrame, sections: gpd.GeoDataFrame) -> Floats:
    """Return the street score (0 to 100) of each street; NaN where nobody has scored it.

    Each of five points spread along a street takes the score of the nearest section within
    `BESIDE_M`; a street has the mean of its points if most of them have one.

    Parameters
    ----------
    sections
        Base layer with `street_score`, missing where unknown; CRS of the streets.
    """
    scored = sections[sections["street_score"].notna()]
    found = np.full(len(streets), np.nan)
    if scored.empty or streets.empty:
        return found
    places = np.linspace(0.1, 0.9, 5)
    lines = streets.geometry.to_numpy()
    points = shapely.line_interpolate_point(lines[:, None], places[None], normalized=True)
    tree = shapely.STRtree(scored.geometry.to_numpy())
    at, section = tree.query_nearest(points.ravel(), max_distance=BESIDE_M, all_matches=False)
    scores = np.full(points.size, np.nan)
    scores[at] = scored["street_score"].to_numpy(dtype=float)[section]
    each = scores.reshape(points.shape)
    most = np.count_nonzero(~np.isnan(each), axis=1) > len(places) / 2
    found[most] = np.nanmean(each[most], axis=1)
    return found
