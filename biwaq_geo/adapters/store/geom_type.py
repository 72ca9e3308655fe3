"""Geometries in a column: GeoPackage blobs in SQLite, EWKB in PostGIS."""

import struct
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import TypeCompiler
from sqlalchemy.types import UserDefinedType

_MAGIC = b"GP"
_LITTLE_ENDIAN = 1
_XY_ENVELOPE = 1 << 1
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
"""Length of the envelope by the three bits in the flags that name its kind."""
_HEADER_BYTES = 8


def to_blob(shape: BaseGeometry, *, srid: int) -> bytes:
    """Return the geometry as a GeoPackage blob; points go without an envelope."""
    flags = _LITTLE_ENDIAN if shape.geom_type == "Point" else _LITTLE_ENDIAN | _XY_ENVELOPE
    header = _MAGIC + struct.pack("<BBi", 0, flags, srid)
    if flags & _XY_ENVELOPE:
        min_x, min_y, max_x, max_y = shape.bounds
        header += struct.pack("<4d", min_x, max_x, min_y, max_y)
    return header + shapely.to_wkb(shape, byte_order=1)


def wkb_of(blob: bytes) -> bytes:
    """Cut the header off a GeoPackage blob, whatever envelope another program wrote.

    Raises
    ------
    ValueError
        The bytes are no GeoPackage geometry.
    """
    kind = (blob[3] >> 1) & 7 if len(blob) > _HEADER_BYTES else len(_ENVELOPE_BYTES)
    if blob[:2] != _MAGIC or kind >= len(_ENVELOPE_BYTES):
        raise ValueError(blob[:_HEADER_BYTES])
    return blob[_HEADER_BYTES + _ENVELOPE_BYTES[kind] :]


def from_blob(blob: bytes) -> BaseGeometry:
    """Return the geometry in a GeoPackage blob."""
    return shapely.from_wkb(wkb_of(blob))


def point_coordinates(values: Sequence[bytes | str]) -> list[list[float]]:
    """Return [x, y] of each point, all decoded at once.

    Parameters
    ----------
    values
        As the database gives them: GeoPackage blobs of SQLite, hexadecimal EWKB of PostGIS.

    Raises
    ------
    ValueError
        One of them is no point, or empty.
    """
    raw = [wkb_of(value) if isinstance(value, bytes) else value for value in values]
    shapes = shapely.from_wkb(np.array(raw, dtype=object), on_invalid="ignore")
    points = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    if not points.all() or shapely.is_empty(shapes).any():
        raise ValueError(len(values))
    coordinates: list[list[float]] = shapely.get_coordinates(shapes).tolist()
    return coordinates


class Geom(UserDefinedType[BaseGeometry]):
    """A geometry column; `kind` and `srid` are those of all its values."""

    cache_ok = True

    def __init__(self, kind: str, srid: int) -> None:
        self.kind = kind
        self.srid = srid

    def get_col_spec(self, **_: Any) -> str:
        """Return the type's name in SQLite; GDAL knows a geometry column by it."""
        return self.kind

    def bind_processor(
        self, dialect: Dialect
    ) -> Callable[[BaseGeometry | None], bytes | str | None]:
        """Return what turns a geometry into the column's value."""
        if dialect.name == "sqlite":
            return lambda shape: None if shape is None else to_blob(shape, srid=self.srid)
        return lambda shape: (
            None
            if shape is None
            else shapely.to_wkb(shapely.set_srid(shape, self.srid), hex=True, include_srid=True)
        )

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], BaseGeometry | None]:
        """Return what turns the column's value into a geometry."""
        del coltype
        read = from_blob if dialect.name == "sqlite" else shapely.from_wkb
        return lambda value: None if value is None else read(value)


@compiles(Geom, "postgresql")
def _in_postgis(type_: Geom, _compiler: TypeCompiler, **_: Any) -> str:
    return f"geometry({type_.kind},{type_.srid})"
