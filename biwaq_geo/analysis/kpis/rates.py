"""Vacancy rates: what share of the commercial stock stands empty or is used for a while.

Definitions follow the German vacancy registers: the rate counts empty units among all
units of known use, and interim use is a share of its own, never hidden in either part.
"""

from collections.abc import Callable, Mapping

import geopandas as gpd
import pandas as pd

from biwaq_geo.analysis.kpis.reading import MIN_UNITS, Reading
from biwaq_geo.domain.units import STOCK, VACANT, UnitState

HELD_BACK = frozenset({UnitState.UNMARKETABLE, UnitState.IN_WORKS})
"""Empty units that nobody could take over now."""


def vacancy_rate_by_units(units: gpd.GeoDataFrame) -> Reading:
    """Empty units as a share of all units of known use.

    Units that are empty in part count as empty; converted and demolished ones are out.
    The frame is that of `analysis.frames.units_frame`.

    Formula: empty units ÷ units of known use
    Source: usual in German vacancy registers
    """
    return _rate(units, _vacant(units), _ones(units))


def marketable_vacancy_rate(units: gpd.GeoDataFrame) -> Reading:
    """Empty units that could be let now as a share of all units of known use.

    The rate by units without those that are being rebuilt or cannot be marketed.

    Formula: (empty − in works − unmarketable) ÷ units of known use
    Source: follows the criticism of bare rates by the German retail association (HDE)
    """
    held_back = units["state"].isin(HELD_BACK)
    return _rate(units, _vacant(units).where(~held_back, 0.0), _ones(units))


def interim_use_rate(units: gpd.GeoDataFrame) -> Reading:
    """Units in interim use as a share of those and the empty ones.

    Formula: interim ÷ (interim + empty)
    Source: own definition, so that interim use is never hidden
    """
    open_ = units[units["state"].isin(VACANT | {UnitState.INTERIM})]
    return _rate(open_, _interim(open_), _ones(open_))


def interim_share(units: gpd.GeoDataFrame) -> Reading:
    """Units in interim use as a share of all units of known use; frame as above.

    Formula: interim ÷ units of known use
    Source: own definition, so that interim use is never hidden
    """
    return _rate(units, _interim(units), _ones(units))


def vacancy_rate_by_area(units: gpd.GeoDataFrame) -> Reading:
    """Empty floor area as a share of all floor area, square metres.

    Only units with a known area enter. A unit that is empty in part does not: nobody
    knows how its area splits.

    Formula: empty m² ÷ all m²
    Source: usual in German vacancy registers
    """
    return _rate(units, _vacant(units), units["floor_area_m2"].where(_whole(units)))


def vacancy_rate_by_frontage(units: gpd.GeoDataFrame) -> Reading:
    """Empty metres of shop front as a share of all; rules as for the floor area.

    Formula: empty m of shop front ÷ all m
    Source: own definition: closest to what one sees on the street
    """
    return _rate(units, _vacant(units), units["frontage_m"].where(_whole(units)))


BY_UNITS: Mapping[str, Callable[[gpd.GeoDataFrame], Reading]] = {
    "vacancy_rate_units": vacancy_rate_by_units,
    "marketable_vacancy": marketable_vacancy_rate,
    "vacancy_rate_area": vacancy_rate_by_area,
    "vacancy_rate_frontage": vacancy_rate_by_frontage,
    "interim_share": interim_share,
    "interim_use_rate": interim_use_rate,
}
"""Rates by the name of their figure; scenarios compute some of them, too."""


def _rate(units: gpd.GeoDataFrame, part: pd.Series, size: pd.Series) -> Reading:
    exists = units["state"].isin(STOCK | {UnitState.CANDIDATE})
    counted = units["state"].isin(STOCK) & size.notna()
    known, whole = int(counted.sum()), float(size[counted].sum())
    if known < MIN_UNITS or whole <= 0:
        return Reading(None, known, int(exists.sum()))
    return Reading(float((part * size)[counted].sum()) / whole, known, int(exists.sum()))


def _vacant(units: gpd.GeoDataFrame) -> pd.Series:
    return units["state"].isin(VACANT).astype(float)


def _interim(units: gpd.GeoDataFrame) -> pd.Series:
    return units["state"].eq(UnitState.INTERIM).astype(float)


def _whole(units: gpd.GeoDataFrame) -> pd.Series:
    return units["state"].ne(UnitState.PARTLY_VACANT)


def _ones(units: gpd.GeoDataFrame) -> pd.Series:
    return pd.Series(1.0, index=units.index)
