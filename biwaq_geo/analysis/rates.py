"""Vacancy rates: what share of the commercial stock stands empty or is used for a while.

Definitions follow the German vacancy registers: the rate counts empty units among all
units of known use, and interim use is a share of its own, never hidden in either part.
"""

from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import pandas as pd

from biwaq_geo.domain.units import STOCK, VACANT, UnitState

HELD_BACK = frozenset({UnitState.UNMARKETABLE, UnitState.IN_WORKS})
"""Empty units that nobody could take over now."""

MIN_UNITS = 5
"""Fewer units than this make a rate that jumps with every shop; it stays unknown."""

PLANNED = "planned_interim"
"""Optional column: expected share (0 to 1) of an empty unit's planned interim use that
comes about. This part of the unit counts as interim use instead of vacancy."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with the records it rests on.

    Attributes
    ----------
    value
        0 to 1; None where fewer than `MIN_UNITS` units are known or their sum is zero.
    known, total
        Units that entered, of all units that still exist as commercial units. Units
        whose use nobody knows are in `total` only.
    """

    value: float | None
    known: int
    total: int


def vacancy_rate_by_units(units: gpd.GeoDataFrame) -> Rate:
    """Empty units as a share of all units of known use.

    Units that are empty in part count as empty; converted and demolished ones are out.
    The frame is that of `analysis.frames.units_frame`, with or without `PLANNED`.
    """
    return _rate(units, _vacant(units), _ones(units))


def marketable_vacancy_rate(units: gpd.GeoDataFrame) -> Rate:
    """Empty units that could be let now as a share of all units of known use.

    The rate by units without those that are being rebuilt or cannot be marketed.
    """
    held_back = units["state"].isin(HELD_BACK)
    return _rate(units, _vacant(units).where(~held_back, 0.0), _ones(units))


def interim_use_rate(units: gpd.GeoDataFrame) -> Rate:
    """Units in interim use as a share of those and the empty ones."""
    open_ = units[units["state"].isin(VACANT | {UnitState.INTERIM})]
    return _rate(open_, _interim(open_), _ones(open_))


def long_vacancy_share(units: gpd.GeoDataFrame, *, day: date) -> Rate:
    """Units empty for more than a year on `day` as a share of the empty ones.

    Only units with a known beginning enter; the others are in `total` only.
    """
    vacant = units[units["state"].isin(VACANT)]
    a_year_ago = (pd.Timestamp(day) - pd.DateOffset(years=1)).date()
    known = vacant[vacant["since"].notna()]
    if len(known) < MIN_UNITS:
        return Rate(None, len(known), len(vacant))
    return Rate(float((known["since"] < a_year_ago).mean()), len(known), len(vacant))


def interim_share(units: gpd.GeoDataFrame) -> Rate:
    """Units in interim use as a share of all units of known use; frame as above."""
    return _rate(units, _interim(units), _ones(units))


def vacancy_rate_by_area(units: gpd.GeoDataFrame) -> Rate:
    """Empty floor area as a share of all floor area, square metres.

    Only units with a known area enter. A unit that is empty in part does not: nobody
    knows how its area splits.
    """
    return _rate(units, _vacant(units), units["floor_area_m2"].where(_whole(units)))


def vacancy_rate_by_frontage(units: gpd.GeoDataFrame) -> Rate:
    """Empty metres of shop front as a share of all; rules as for the floor area."""
    return _rate(units, _vacant(units), units["frontage_m"].where(_whole(units)))


def _rate(units: gpd.GeoDataFrame, part: pd.Series, size: pd.Series) -> Rate:
    exists = units["state"].isin(STOCK | {UnitState.CANDIDATE})
    counted = units["state"].isin(STOCK) & size.notna()
    known, whole = int(counted.sum()), float(size[counted].sum())
    if known < MIN_UNITS or whole <= 0:
        return Rate(None, known, int(exists.sum()))
    return Rate(float((part * size)[counted].sum()) / whole, known, int(exists.sum()))


def _planned(units: gpd.GeoDataFrame) -> pd.Series:
    if PLANNED in units.columns:
        return units[PLANNED].fillna(0.0)
    return _ones(units) - 1.0


def _vacant(units: gpd.GeoDataFrame) -> pd.Series:
    return units["state"].isin(VACANT) * (1.0 - _planned(units))


def _interim(units: gpd.GeoDataFrame) -> pd.Series:
    begun = units["state"].eq(UnitState.INTERIM).astype(float)
    return begun + units["state"].isin(VACANT) * _planned(units)


def _whole(units: gpd.GeoDataFrame) -> pd.Series:
    return units["state"].ne(UnitState.PARTLY_VACANT)


def _ones(units: gpd.GeoDataFrame) -> pd.Series:
    return pd.Series(1.0, index=units.index)
