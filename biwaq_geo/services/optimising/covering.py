"""Who lives within reach of each place, also at a slower and a faster walk."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
from scipy.sparse import csr_array

from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.walking.search import TOLERANCE, from_each
from biwaq_geo.domain.catalogue_values import Band
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.reach import Walkers

Covers = Mapping[int, csr_array]
"""Places x buildings, 1 where the building lies within reach: at low (-1), expected (0) and high
(1) walking speed."""


def covers_of(
    places: Sequence[str],
    units: Sequence[CommercialUnit],
    walked: Walkers,
    *,
    minutes: float,
    speed: Band,
) -> Covers:
    """Return which buildings lie within the minutes of each place; sections reach nobody.

    Minutes of a walk go with one over the speed. So who walks half as fast gets as far as
    these walkers in half the minutes, and one search serves all three speeds.

    Parameters
    ----------
    speed
        km/h; these walkers go at the expected one, or as much faster or slower as the profile.
    """
    levels = {-1: speed.low, 0: speed.expected, 1: speed.high}
    limits = {end: minutes * pace / speed.expected for end, pace in levels.items()}
    number = {place: position for position, place in enumerate(places)}
    here = [unit for unit in units if str(unit.unit_id) in number]
    size = len(places), len(walked.people.people)
    near = {end: np.zeros(size, dtype=bool) for end in limits}
    rows = np.array([number[str(unit.unit_id)] for unit in here], np.intp)
    if here:
        doors = gpd.GeoSeries([unit.location for unit in here], crs=walked.epsg)
        origins, most = snap(walked.back.network, doors), max(limits.values())
        for part, walks in from_each(walked.back, origins, walked.doors_back, limit=most):
            for end, limit in limits.items():
                near[end][rows[part]] = walks <= limit + TOLERANCE
    return {end: csr_array(found.astype(float)) for end, found in near.items()}
