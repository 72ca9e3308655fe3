"""Who lives within reach of each place, also at a slower and faster, shorter and longer walk."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
from scipy.sparse import csr_array

from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.walking.search import TOLERANCE, from_each
from biwaq_geo.domain.catalogue_values import Band
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.reach import Walkers

WALK, MINUTES = "walk", "minutes"
"""Keys of the walking speed and of the minutes that people walk."""

Covers = Mapping[str, Mapping[int, csr_array]]
"""Places x buildings, 1 where the building lies within reach: by what varies, at its low (-1),
expected (0) and high (1) value, the other one as expected."""


def covers_of(
    places: Sequence[str],
    units: Sequence[CommercialUnit],
    walked: Walkers,
    *,
    bands: Mapping[str, Band],
) -> Covers:
    """Return which buildings lie within reach of each place; sections reach nobody.

    Minutes of a walk go with one over the speed. So who walks half as fast gets as far as
    these walkers in half the minutes, and one search serves them all.

    Parameters
    ----------
    bands
        `WALK`, km/h, and `MINUTES`; these walkers go at the expected speed, or as much faster
        or slower as the profile.
    """
    limits = _limits(bands)
    number = {place: position for position, place in enumerate(places)}
    here = [unit for unit in units if str(unit.unit_id) in number]
    size = len(places), len(walked.people.people)
    near = {limit: np.zeros(size, dtype=bool) for ends in limits.values() for limit in ends}
    rows = np.array([number[str(unit.unit_id)] for unit in here], np.intp)
    if here:
        doors = gpd.GeoSeries([unit.location for unit in here], crs=walked.epsg)
        origins = snap(walked.back.network, doors)
        for part, walks in from_each(walked.back, origins, walked.doors_back, limit=max(near)):
            for limit, found in near.items():
                found[rows[part]] = walks <= limit + TOLERANCE
    made = {limit: csr_array(found.astype(float)) for limit, found in near.items()}
    return {
        key: {end: made[limit] for end, limit in zip((-1, 0, 1), ends, strict=True)}
        for key, ends in limits.items()
    }


def _limits(bands: Mapping[str, Band]) -> dict[str, tuple[float, float, float]]:
    """Return the minutes of these walkers at the low, expected and high value of each band."""
    minutes, speed = bands[MINUTES], bands[WALK]
    usual = minutes.expected
    slow, fast = usual * speed.low / speed.expected, usual * speed.high / speed.expected
    return {WALK: (slow, usual, fast), MINUTES: (minutes.low, usual, minutes.high)}
