"""Whether a frame is the base layer it is meant to be, before anything is kept of it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from biwaq_geo.domain.errors import (
    ColumnMissingError,
    CrsImplausibleError,
    CrsMissingError,
    FileEmptyError,
    GeometryError,
    ProtectedDataError,
    ValueNotAllowedError,
)
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.participants import MIN_INHABITANTS, is_published_form
from biwaq_geo.domain.towns import BASE_LAYERS, Column, LayerSchema, Shape

_GREATEST_SCORE = 100
_ORIGINS = frozenset(Origin)


def empty_layer(name: str, *, epsg: int) -> gpd.GeoDataFrame:
    """Return the layer without a single row."""
    columns = {
        column: pd.Series(dtype=_DTYPES[spec.dtype])
        for column, spec in BASE_LAYERS[name].columns.items()
    }
    return gpd.GeoDataFrame(
        columns, geometry=gpd.GeoSeries([], crs=epsg), index=pd.Index([], dtype="str", name="id")
    )


def checked_layer(frame: gpd.GeoDataFrame, *, name: str, epsg: int) -> gpd.GeoDataFrame:
    """Return the layer with the columns of its schema in their order and types.

    Columns that the schema does not know are left out, except in `areas`, where they
    are refused: they might be about persons.

    Raises
    ------
    CrsMissingError, CrsImplausibleError
        The frame is not in the CRS with that EPSG code.
    FileEmptyError
        The layer must have a row and has none.
    ColumnMissingError, ValueNotAllowedError, GeometryError, ProtectedDataError
        The frame breaks the schema; `line` is the id of the first such row.
    """
    schema = BASE_LAYERS[name]
    _check_crs(frame, file=name, epsg=epsg)
    if name == "areas":
        _refuse_extra(frame, schema, file=name)
    if frame.empty and not schema.may_be_empty:
        raise FileEmptyError(file=name)
    if frame.empty:
        return empty_layer(name, epsg=epsg)
    index = _ids(frame.index, file=name)
    columns = {
        column: _column(frame, column, spec, file=name).set_axis(index)
        for column, spec in schema.columns.items()
    }
    shapes = check_shapes(frame.geometry, allowed=schema.shapes, file=name)
    result = gpd.GeoDataFrame(columns, geometry=shapes.set_axis(index), crs=epsg)
    _check_values(result, file=name)
    if name == "areas":
        _refuse_unpublished(result, file=name)
    return result


def check_shapes(
    shapes: gpd.GeoSeries, *, allowed: frozenset[Shape] | None, file: str
) -> gpd.GeoSeries:
    """Return the geometries without heights.

    Raises
    ------
    GeometryError
        One is missing, empty, invalid, has no finite coordinates or is not of an
        allowed kind (any kind if `allowed` is None).
    """
    flat = gpd.GeoSeries(shapely.force_2d(np.asarray(shapes)), index=shapes.index, crs=shapes.crs)
    kinds = "/".join(sorted(allowed)) if allowed else "Point/LineString/Polygon"
    bounds = flat.bounds.to_numpy()
    faults: Mapping[str, Any] = {
        "-": flat.isna() | flat.is_empty,
        "NaN": pd.Series(~np.isfinite(bounds).all(axis=1), index=flat.index),
        "type": ~flat.geom_type.isin(allowed or frozenset(flat.geom_type)),
        "invalid": ~flat.is_valid,
    }
    for fault, at in faults.items():
        if at.any():
            line = at[at].index[0]
            found = _reason(flat[at].iloc[0]) if fault == "invalid" else None
            kind = flat[at].geom_type.iloc[0] if fault == "type" else fault
            raise GeometryError(file=file, line=line, found=found or kind, expected=kinds)
    return flat


def _reason(shape: shapely.Geometry) -> str:
    return str(shapely.is_valid_reason(shape))


def _check_crs(frame: gpd.GeoDataFrame, *, file: str, epsg: int) -> None:
    if frame.crs is None:
        raise CrsMissingError(file=file)
    if _epsg(frame.crs.srs) != epsg:
        raise CrsImplausibleError(file=file, expected=f"EPSG:{epsg}", found=frame.crs.name)


@lru_cache(maxsize=64)
def _epsg(described: str) -> int | None:
    """Return the code of a system as a file describes it: to find it takes longer than to read."""
    return CRS.from_user_input(described).to_epsg()


def _refuse_extra(frame: gpd.GeoDataFrame, schema: LayerSchema, *, file: str) -> None:
    extra = set(frame.columns) - set(schema.columns) - {frame.geometry.name}
    if extra:
        raise ProtectedDataError(file=file, found=", ".join(sorted(map(str, extra))))


def _ids(index: pd.Index, *, file: str) -> pd.Index:
    ids = pd.Index([str(i) for i in index], dtype="str", name="id")
    again = ids.duplicated()
    if again.any() or index.hasnans or "" in ids:
        found = ids[again][0] if again.any() else "-"
        raise ValueNotAllowedError(file=file, column="id", found=found, expected="1, 2, 3 …")
    return ids


def _column(frame: gpd.GeoDataFrame, name: str, spec: Column, *, file: str) -> pd.Series:
    if name not in frame.columns:
        if spec.required:
            raise ColumnMissingError(file=file, column=name)
        void: pd.Series[Any] = pd.Series(None, index=frame.index, dtype=_DTYPES[spec.dtype])
        return void
    values = frame[name]
    missing = values.isna()
    if spec.required and missing.any():
        line = missing[missing].index[0]
        expected = spec.dtype.__name__
        raise ValueNotAllowedError(file=file, column=name, line=line, found="-", expected=expected)
    if values.dtype == _DTYPES[spec.dtype] and spec.dtype is not float:
        return values
    fits = values[~missing].map(_FITS[spec.dtype])
    if not fits.all():
        line = fits[~fits.astype(bool)].index[0]
        raise ValueNotAllowedError(
            file=file,
            column=name,
            line=line,
            found=values[line],
            expected=spec.dtype.__name__,
        )
    typed: pd.Series[Any] = values.astype(_DTYPES[spec.dtype])
    return typed


def _is_number(value: object) -> bool:
    return (
        isinstance(value, int | float | np.integer | np.floating)
        and not isinstance(value, bool)
        and bool(np.isfinite(value))
    )


def _is_whole(value: object) -> bool:
    return _is_number(value) and float(value) == int(value)  # type: ignore[call-overload, arg-type]


_FITS: Mapping[type, Callable[[object], bool]] = {
    str: lambda value: isinstance(value, str),
    int: _is_whole,
    float: _is_number,
}
_DTYPES: Mapping[type, Any] = {str: "str", int: "int64", float: "float64"}


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


_RULES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "origin": (lambda value: value in _ORIGINS, ", ".join(_ORIGINS)),
    "street_score": (lambda value: 0 <= value <= _GREATEST_SCORE, "0 … 100"),
    "levels": (lambda value: value >= 0, "0, 1, 2 …"),
    "inhabitants": (lambda value: value >= 0, "0, 1, 2 …"),
    "floor_area_m2": (lambda value: value >= 0, "0, 1, 2 …"),
    "scored_on": (_is_day, "YYYY-MM-DD"),
    "counted_on": (_is_day, "YYYY-MM-DD"),
}
"""What the values of a column must be, in whichever layer it stands; missing is allowed."""


def _check_values(frame: gpd.GeoDataFrame, *, file: str) -> None:
    for column, (is_right, expected) in _RULES.items():
        if column not in frame.columns:
            continue
        # each value once: the first row that bears it stands for all
        for line, value in frame[column].dropna().drop_duplicates().items():
            if not is_right(value):
                raise ValueNotAllowedError(
                    file=file, column=column, line=line, found=value, expected=expected
                )


def _refuse_unpublished(areas: gpd.GeoDataFrame, *, file: str) -> None:
    for line, count, inhabitants in zip(
        areas.index, areas["participants"], areas["inhabitants"], strict=True
    ):
        if pd.isna(count):
            continue
        if inhabitants < MIN_INHABITANTS or not is_published_form(int(count)) or count % 1:
            # the number itself stays out of the message and the log
            raise ProtectedDataError(file=file, line=line, found=f"participants, {line}")
