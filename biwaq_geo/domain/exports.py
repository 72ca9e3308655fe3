"""Exports: which file with what in it left the register, and when."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from biwaq_geo.domain.fields import internal, record


class ExportFormat(StrEnum):
    """Form of a file with units."""

    XLSX = "xlsx"
    CSV = "csv"
    GEOPACKAGE = "gpkg"
    GEOJSON = "geojson"
    SHAPEFILE = "shp"


@record
class Export:
    """One file that somebody took away; who did stands in its event.

    Attributes
    ----------
    seen_by
        Name of the audience whose fields it holds.
    row_count
        Units in it.
    """

    export_id: UUID
    file_format: ExportFormat = internal()
    seen_by: str = internal(length=20)
    row_count: int = internal()
    made_at: datetime = internal()
    version: int = internal(default=1)
