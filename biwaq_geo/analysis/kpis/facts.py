"""What the key figures of one place on one day rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import geopandas as gpd
import pandas as pd

from biwaq_geo.domain.months import months_after
from biwaq_geo.domain.supply import Basic, BoughtFigure
from biwaq_geo.domain.unit_story import Stretch
from biwaq_geo.domain.unit_values import VACANT

DAYS_PER_MONTH = 365.25 / 12
"""Mean length of a month."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Facts:
    """Records of a place as they stood at the end of a day.

    Attributes
    ----------
    units
        As of `analysis.frames.units_frame`, in the town's projected CRS.
    vacancies, interims
        Stretches of these units, past and present.
    waited
        By unit the days of its present vacancy until the town first turned to the owner.
    begun
        First day of the register; None where it is empty.
    businesses
        Columns `unit_id` (as text), `hosts_placements`, `training_places`, `vacancies`.
    sections
        Base layer, the sections of the place, with the scores of their last audits.
    audited
        The sections whose score is that of an audit.
    services
        Kinds of service (base layer) in the place.
    basics
        The catalogue of basic supply.
    bought
        Bought figures of the place, whatever their day.
    inhabitants, length_m
        None where nobody knows them, or where the place has none.
    """

    day: date
    units: gpd.GeoDataFrame
    vacancies: Sequence[Stretch]
    interims: Sequence[Stretch]
    waited: Mapping[str, int]
    begun: date | None
    businesses: pd.DataFrame
    sections: gpd.GeoDataFrame
    services: frozenset[str]
    basics: Mapping[str, Basic]
    bought: Sequence[BoughtFigure]
    inhabitants: float | None = None
    length_m: float | None = None
    audited: frozenset[str] = frozenset()

    def vacant(self) -> gpd.GeoDataFrame:
        """Return the units that are empty."""
        return self.units[self.units["state"].isin(VACANT)]

    def a_year_back(self) -> date:
        """Return the first of the twelve months that end with the day."""
        return years_before(self.day, 1) + timedelta(days=1)


def years_before(day: date, years: int) -> date:
    """Return the same day of an earlier year, 28 February for the 29th.

    >>> years_before(date(2024, 2, 29), 1)
    datetime.date(2023, 2, 28)
    """
    return months_after(day, -12 * years)
