"""Networks and answers of reach, kept between runs and shared by all sessions."""

from collections import OrderedDict
from threading import Lock
from weakref import WeakKeyDictionary

import geopandas as gpd

from biwaq_geo.domain.catalogue import WalkProfile
from biwaq_geo.domain.errors import PlaceOffNetworkError
from biwaq_geo.domain.errors.entries import NoWayForProfileError
from biwaq_geo.services.ports import Town
from biwaq_geo.services.reach import Reach, ReachCache, Walkers, walkers
from biwaq_geo.services.street_audits import sections_scored

KEPT = 8
"""Networks per town: every profile at its own speed, and some that people have tried."""

_networks: WeakKeyDictionary[Town, OrderedDict[tuple[object, ...], Walkers]]
_networks = WeakKeyDictionary()
_answers = ReachCache()
_lock = Lock()


def walked_by(town: Town, profile: WalkProfile, *, speed_kmh: float, perceived: bool) -> Walkers:
    """Return the profile on the streets of the town; raises NoWayForProfileError."""
    # perceived time follows the street scores, which change with every audit
    felt = tuple(sections_scored(town)["street_score"]) if perceived else None
    key = (profile.key, speed_kmh, perceived, felt and str(felt))
    with _lock:
        known = _networks.setdefault(town, OrderedDict())
        if key in known:
            known.move_to_end(key)
            return known[key]
    made = walkers(town, profile, speed_kmh=speed_kmh, perceived=perceived)
    with _lock:
        known[key] = made
        while len(known) > KEPT:
            known.popitem(last=False)
    return made


def reached(walked: Walkers, places: gpd.GeoSeries, *, towards: bool) -> Reach:
    """Count who is reached; raises PlaceOffNetworkError."""
    return _answers.reach(walked, places, towards=towards)


def reached_by(
    town: Town, profile: WalkProfile, places: gpd.GeoSeries, *, towards: bool, perceived: bool
) -> Reach | None:
    """Count who is reached at the speed of the catalogue; None where nobody gets there."""
    try:
        walked = walked_by(town, profile, speed_kmh=profile.speed_kmh.value, perceived=perceived)
        return reached(walked, places, towards=towards)
    except (NoWayForProfileError, PlaceOffNetworkError):
        return None
