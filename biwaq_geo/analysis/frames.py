"""Records as frames, so that figures can be computed on columns."""

from collections.abc import Collection, Iterable
from dataclasses import fields

import geopandas as gpd
import pandas as pd

from biwaq_geo.domain.units import CommercialUnit

_COLUMNS = tuple(
    field.name for field in fields(CommercialUnit) if field.name not in {"unit_id", "location"}
)
_NUMBERS = {"floor_area_m2": "float64", "frontage_m": "float64", "version": "int64"}


def units_frame(
    units: Iterable[CommercialUnit], *, epsg: int, only: Collection[str] = _COLUMNS
) -> gpd.GeoDataFrame:
    """Return one row for each unit, in the given order.

    Parameters
    ----------
    units
        Units of one town.
    epsg
        EPSG code of the projected CRS in which their locations are given, metres.
    only
        Fields to make columns of; all by default.

    Returns
    -------
    geopandas.GeoDataFrame
        Indexed by text `unit_id`; columns as the fields of `CommercialUnit`, states and
        kinds as their text, the location as `geometry`. Missing numbers are NaN, other
        missing values None.
    """
    units = list(units)
    columns: dict[str, pd.Series] = {}
    index = pd.Index([str(unit.unit_id) for unit in units], dtype=object, name="unit_id")
    for name in only:
        values = [_plain(getattr(unit, name)) for unit in units]
        columns[name] = pd.Series(values, index=index, dtype=_NUMBERS.get(name, "object"))
    points = gpd.GeoSeries([unit.location for unit in units], index=index, crs=epsg)
    return gpd.GeoDataFrame(columns, geometry=points, index=index)


def _plain(value: object) -> object:
    # the text of an enum: a frame compares and writes it like any other text
    return str(value) if isinstance(value, str) else value
