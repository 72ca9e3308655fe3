"""Use case: count who lives within a walk of a place, or of firms in it."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd

from biwaq_geo.analysis.kpis.facts import Facts
from biwaq_geo.analysis.network import snap
from biwaq_geo.analysis.participants_within import ParticipantsWithin, participants_within
from biwaq_geo.analysis.reach import Persons
from biwaq_geo.analysis.walking.search import from_nearest
from biwaq_geo.analysis.within import REACH_BANDS, within_bands
from biwaq_geo.domain.unit_values import OCCUPIED
from biwaq_geo.services.reach import Walkers


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """Who lives near some places, by minutes; `places` says how many are on the network."""

    persons: Mapping[float, Persons]
    participants: Mapping[float, ParticipantsWithin]
    places: int


def in_use(facts: Facts) -> gpd.GeoSeries:
    """Return where the units in regular use are."""
    return gpd.GeoSeries(facts.units.loc[facts.units["state"].isin(OCCUPIED)].geometry)


def hosting(facts: Facts) -> gpd.GeoSeries:
    """Return where the units are whose firm takes people of the programme in."""
    yes = [value is True for value in facts.businesses["hosts_placements"]]
    keys = set(facts.businesses.loc[yes, "unit_id"])
    return gpd.GeoSeries(facts.units.loc[facts.units.index.isin(keys)].geometry)


def near(walked: Walkers, places: gpd.GeoSeries) -> Near:
    """Count who walks at most so many minutes to the nearest of the places.

    Places too far from every street are reached by nobody.
    """
    snapped = snap(walked.back.network, places)
    minutes = from_nearest(walked.back, snapped, walked.doors_back, limit=max(REACH_BANDS))
    return Near(
        persons=within_bands(walked.people, minutes, REACH_BANDS),
        participants=participants_within(walked.spread, minutes, REACH_BANDS),
        places=int(snapped.on_network().sum()),
    )
