"""Who lives within so many minutes on foot, by the walks of residential buildings."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from biwaq_geo.analysis.network import Floats, Snapped
from biwaq_geo.analysis.reach import Persons, Residents
from biwaq_geo.analysis.walking.costs import WalkCosts
from biwaq_geo.analysis.walking.doors import Doors
from biwaq_geo.analysis.walking.search import MOST_BYTES, TOLERANCE, from_each

REACH_BANDS = (5.0, 10.0, 15.0)
"""Minutes on foot for which inhabitants are counted."""


def within_bands(
    people: Residents, minutes: Floats, bands: Sequence[float] = REACH_BANDS
) -> dict[float, Persons]:
    """Return the inhabitants whose walk takes at most so many minutes, for each band.

    Parameters
    ----------
    minutes
        Walk of each building in the order of the residents; inf where there is none.
    """
    return {band: people.within(minutes <= band + TOLERANCE) for band in bands}


def inhabitants_of_each(
    costs: WalkCosts,
    origins: Snapped,
    houses: Doors,
    people: Residents,
    *,
    bands: Sequence[float] = REACH_BANDS,
    most_bytes: int = MOST_BYTES,
) -> pd.DataFrame:
    """Return the inhabitants within each band for each of many origins.

    Give reversed costs for walks to the origins.

    Parameters
    ----------
    houses
        The buildings on the network, in the order of the residents.
    most_bytes
        Memory for one chunk of origins, see `walking.search.from_each`.

    Returns
    -------
    pandas.DataFrame
        One row for each origin, one column for each band; NaN for origins off the network
        and where nobody's number is known.
    """
    found = np.full((len(origins.index), len(bands)), np.nan)
    if people.known:
        for rows, minutes in from_each(
            costs, origins, houses, limit=max(bands), most_bytes=most_bytes
        ):
            # most houses are out of reach: only the others are added up
            origin, house = np.nonzero(minutes <= max(bands) + TOLERANCE)
            walk, persons = minutes[origin, house], people.people[house]
            for column, band in enumerate(bands):
                near = walk <= band + TOLERANCE
                found[rows, column] = np.bincount(
                    origin[near], weights=persons[near], minlength=len(minutes)
                )
        found[~origins.on_network()] = np.nan
    return pd.DataFrame(found, index=origins.index, columns=list(bands))
