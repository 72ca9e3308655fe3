"""The figures of the model that people may change, and how far."""

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from types import MappingProxyType

from biwaq_geo.domain.catalogue import Assumption, Band, Catalogues, Evidence
from biwaq_geo.domain.errors import AssumptionRangeError, CatalogueKeyError
from biwaq_geo.domain.scenarios import Scenario

WALK_SPEED = "walk_speed_kmh"
REACH_MINUTES = "reach_minutes"
REALISED_SHARE = "realised_share"
LET_SHARE = "let_share"
PERMANENT_SHARE = "permanent_share"
HORIZON = "horizon_months"
DRIFT_EMPTY = "drift_empty"
DRIFT_FILL = "drift_fill"
HOLDING = "holding_eur_m2_month"
RENT = "rent_eur_m2_month"
REFIT = "refit_eur_m2"
DECAY = "decay_share"

RANGES: Mapping[str, tuple[float, float]] = {
    # from the pace of a walking frame to a brisk walk
    WALK_SPEED: (1.0, 7.0),
    # beyond an hour nobody walks to a shop
    REACH_MINUTES: (1.0, 60.0),
    REALISED_SHARE: (0.0, 1.0),
    LET_SHARE: (0.0, 1.0),
    PERMANENT_SHARE: (0.0, 1.0),
    # nobody plans a street for more than ten years ahead
    HORIZON: (0.0, 120.0),
    # per quarter; half of all units in three months would be a flight
    DRIFT_EMPTY: (0.0, 0.5),
    DRIFT_FILL: (0.0, 0.5),
    HOLDING: (0.0, 50.0),
    RENT: (0.0, 200.0),
    REFIT: (0.0, 5_000.0),
    DECAY: (0.0, 1.0),
}
"""Smallest and largest value of each assumption that a comparison needs."""


def check_assumption(key: str, value: Band) -> Band:
    """Return the band if it rises from low to high inside the range of the assumption.

    Raises
    ------
    CatalogueKeyError
        No comparison needs an assumption of this key.
    AssumptionRangeError
        A level is no number, outside the range, or out of order.
    """
    if key not in RANGES:
        raise CatalogueKeyError(key=key)
    low, high = RANGES[key]
    levels = (value.low, value.expected, value.high)
    rising = low <= value.low <= value.expected <= value.high <= high
    if not rising or not all(map(isfinite, levels)):
        found = " / ".join(f"{level:g}" for level in levels)
        raise AssumptionRangeError(key=key, low=low, high=high, found=found)
    return value


def assumptions_of(
    catalogues: Catalogues,
    scenario: Scenario,
    *,
    instead: Mapping[str, tuple[Band, Evidence]] = MappingProxyType({}),
) -> dict[str, Assumption]:
    """Return the assumptions that a comparison needs, the scenario's own values in place.

    A value of the scenario has no source: it is marked as assumption of the year in
    which the scenario was made.

    Parameters
    ----------
    instead
        Values that come before those of the catalogue and after the scenario's own, with
        where they are from.

    Raises
    ------
    CatalogueKeyError
        The catalogue lacks one, or the scenario changes one that does not exist.
    AssumptionRangeError
        A value is outside its range, whether from the catalogue or the scenario.
    """
    for key, value in scenario.overrides.items():
        check_assumption(key, value)
    own = Evidence(source="", year=scenario.created_at.year, assumption=True)
    used: dict[str, Assumption] = {}
    for key in RANGES:
        if key not in catalogues.assumptions:
            raise CatalogueKeyError(key=key)
        entry = catalogues.assumptions[key]
        if key in instead:
            value, evidence = instead[key]
            entry = replace(entry, value=value, evidence=evidence)
        if key in scenario.overrides:
            entry = replace(entry, value=scenario.overrides[key], evidence=own)
        check_assumption(key, entry.value)
        used[key] = entry
    return used
