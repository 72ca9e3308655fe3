"""Units as a typed table for GDAL: codes instead of words, days as days."""

from collections.abc import Mapping
from datetime import date

import pyarrow as pa
import shapely

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.export_units import UnitTable, coded
from biwaq_geo.texts.words import field_types

GEOMETRY = "geom"

_TYPES: Mapping[type, pa.DataType] = {
    int: pa.int32(),
    float: pa.float64(),
    bool: pa.bool_(),
    date: pa.date32(),
}
"""Everything else is text."""


def arrow_table(table: UnitTable, *, language: str) -> pa.Table:
    """Return the units with their points as WKB in the town's projected CRS.

    The language is that of the titles of interim uses.
    """
    hints = field_types(CommercialUnit)
    columns = {
        field: pa.array(
            [coded(table.value(unit, field, language)) for unit in table.units],
            _TYPES.get(hints.get(field, str), pa.string()),
        )
        for field in table.fields
    }
    points = shapely.to_wkb([unit.location for unit in table.units])
    return pa.table(columns | {GEOMETRY: pa.array(list(points), pa.binary())})
