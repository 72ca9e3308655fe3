"""The commercial stock as columns of numbers, so that rates of many plans are cheap.

The rates are those of `analysis.kpis.rates`; here each unit may be empty, or in interim use, in
part: with the probability that it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from biwaq_geo.analysis.kpis.reading import MIN_UNITS, Reading
from biwaq_geo.analysis.network import Floats
from biwaq_geo.domain.units import STOCK, VACANT, UnitState

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Stock:
    """The units of a register, in the order of `frame`. Never changed.

    Attributes
    ----------
    frame
        As `analysis.frames.units_frame` makes it.
    row
        Position of each unit by its id.
    vacant, interim
        1 where the unit is empty (in part, too) or in interim use, else 0.
    counted
        Whether the use is known and the unit is a commercial one.
    moves
        Whether a unit can be let or given up: it is in use or empty, and of known use.
    area, front
        Square metres and metres of front; NaN where unknown or where the unit is empty in
        part only, since nobody knows how its size splits.
    total
        Units that are commercial ones, of known use or not.
    """

    frame: gpd.GeoDataFrame
    row: Mapping[str, int]
    vacant: Floats
    interim: Floats
    counted: Flags
    moves: Flags
    area: Floats
    front: Floats
    total: int


def stock_of(units: gpd.GeoDataFrame) -> Stock:
    """Return the columns of a frame of `analysis.frames.units_frame`."""
    state = units["state"]
    whole = state.ne(UnitState.PARTLY_VACANT)
    counted = state.isin(STOCK).to_numpy(dtype=bool)
    vacant, interim = state.isin(VACANT), state.eq(UnitState.INTERIM)
    return Stock(
        frame=units,
        row={str(key): position for position, key in enumerate(units.index)},
        vacant=np.asarray(vacant, dtype=np.float64),
        interim=np.asarray(interim, dtype=np.float64),
        counted=counted,
        moves=counted & ~interim.to_numpy(dtype=bool),
        area=units["floor_area_m2"].where(whole).to_numpy(dtype=float),
        front=units["frontage_m"].where(whole).to_numpy(dtype=float),
        total=int(state.isin(STOCK | {UnitState.CANDIDATE}).sum()),
    )


def stock_rates(stock: Stock, vacant: Floats, interim: Floats) -> dict[str, Reading]:
    """Return the rates of `analysis.kpis.rates` by the key of their figure.

    Parameters
    ----------
    vacant, interim
        Probability (0 to 1) that each unit is empty, and that it is in interim use.
    """
    each = np.ones(len(vacant))
    return {
        "vacancy_rate_units": _share(stock, vacant, each),
        "vacancy_rate_area": _share(stock, vacant, stock.area),
        "vacancy_rate_frontage": _share(stock, vacant, stock.front),
        "interim_share": _share(stock, interim, each),
    }


def _share(stock: Stock, part: Floats, size: Floats) -> Reading:
    counted = stock.counted & ~np.isnan(size)
    known, whole = int(counted.sum()), float(size[counted].sum())
    if known < MIN_UNITS or whole <= 0:
        return Reading(None, known, stock.total)
    return Reading(float(part[counted] @ size[counted]) / whole, known, stock.total)
