"""Shapefiles, read with more care than GDAL takes."""

import warnings
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio.errors
import pyproj
import shapely
from pyproj.exceptions import CRSError

from biwaq_geo.adapters.layer_check import check_shapes
from biwaq_geo.adapters.shapefile_parts import Parts, table_bytes, whole_parts
from biwaq_geo.adapters.text_encoding import checked_encoding
from biwaq_geo.domain.errors import (
    ColumnMissingError,
    CrsImplausibleError,
    FileCutError,
    FileKindError,
    GeometryError,
)
from biwaq_geo.domain.towns import Shape

_MOST = 0.95
"""Share of the features that must lie where the CRS is in use; a stray one is no proof."""

_MARGIN_DEGREES = 1.0


def read_layer(
    path: Path,
    *,
    fields: Mapping[str, str],
    expected_epsg: int,
    shapes: frozenset[Shape] | None = None,
) -> gpd.GeoDataFrame:
    """Return the features of a shapefile under the long names of their fields.

    Parameters
    ----------
    fields
        Short name in the file to long name in the result. A field `id`, under whatever
        long name, becomes the text index.
    expected_epsg
        The file must be in this CRS; nothing is transformed silently.
    shapes
        Kinds of geometry that are allowed; None for any.

    Returns
    -------
    geopandas.GeoDataFrame
        Columns in the order of `fields`; empty texts are missing values.

    Raises
    ------
    InputFileError
        A child of it names the fault; `file` is the part of the shapefile that has it.
    """
    parts = whole_parts(path)
    _check_projection(parts, epsg=expected_epsg)
    declared = parts.cpg.read_text(encoding="ascii", errors="replace") if parts.cpg else None
    encoding = checked_encoding(
        table_bytes(parts.dbf), declared=declared and declared.strip(), file=parts.dbf.name
    )
    try:
        # the headers have been checked, so no other driver of GDAL gets to see the file
        frame = _frame(parts.shp, encoding=encoding)
    except pyogrio.errors.DataSourceError as error:
        raise FileKindError(file=parts.shp.name, expected="Shapefile") from error
    except pyogrio.errors.FeatureError as error:
        # whole when its header was read: somebody is writing it, or the disk fails
        raise FileCutError(file=parts.dbf.name) from error
    except UnicodeDecodeError as error:
        # the table's texts have been checked, so it is the names of its columns
        raise FileKindError(file=parts.dbf.name, expected="dBASE") from error
    except shapely.errors.GEOSException as error:
        kinds = "/".join(sorted(shapes)) if shapes else "-"
        raise GeometryError(file=parts.shp.name, found=error, expected=kinds) from error
    for short in fields:
        if short not in frame.columns:
            raise ColumnMissingError(file=parts.dbf.name, column=short)
    points = check_shapes(frame.geometry, allowed=shapes, file=parts.shp.name)
    _check_place(points, epsg=expected_epsg, file=parts.shp.name)
    columns = {long: _filled(frame[short]) for short, long in fields.items() if short != "id"}
    index = pd.Index(frame["id"].astype("str"), name=fields["id"]) if "id" in fields else None
    named = gpd.GeoDataFrame(columns, geometry=points.set_crs(expected_epsg, allow_override=True))
    return named if index is None else named.set_axis(index)


def _check_projection(parts: Parts, *, epsg: int) -> None:
    try:
        found = pyproj.CRS.from_wkt(parts.prj.read_text(encoding="utf-8"))
    except (CRSError, UnicodeDecodeError) as error:
        raise FileKindError(file=parts.prj.name, expected="WKT") from error
    if found.to_epsg() != epsg:
        raise CrsImplausibleError(file=parts.prj.name, expected=f"EPSG:{epsg}", found=found.name)


def _frame(path: Path, *, encoding: str) -> gpd.GeoDataFrame:
    with warnings.catch_warnings():
        # shapely refuses such a ring a moment later, and that refusal is named
        warnings.filterwarnings("ignore", message="Non closed ring", category=RuntimeWarning)
        return gpd.read_file(path, encoding=encoding, engine="pyogrio")


def _check_place(shapes: gpd.GeoSeries, *, epsg: int, file: str) -> None:
    """Refuse coordinates that do not lie where the reference system is in use."""
    crs = pyproj.CRS.from_epsg(epsg)
    if shapes.empty or crs.area_of_use is None:
        return
    middle = shapes.bounds.to_numpy().reshape(-1, 2, 2).mean(axis=1)
    to_degrees = pyproj.Transformer.from_crs(crs, 4326, always_xy=True)
    longitude, latitude = to_degrees.transform(middle[:, 0], middle[:, 1])
    west, south, east, north = crs.area_of_use.bounds
    inside = (
        (np.asarray(longitude) > west - _MARGIN_DEGREES)
        & (np.asarray(longitude) < east + _MARGIN_DEGREES)
        & (np.asarray(latitude) > south - _MARGIN_DEGREES)
        & (np.asarray(latitude) < north + _MARGIN_DEGREES)
    )
    if inside.mean() < _MOST:
        x, y = middle[~inside][0]
        raise CrsImplausibleError(file=file, expected=f"EPSG:{epsg}", found=f"{x:.0f} / {y:.0f}")


def _filled(column: pd.Series) -> pd.Series:
    """Return the column with empty texts as missing values."""
    return column.replace("", None) if pd.api.types.is_string_dtype(column) else column
