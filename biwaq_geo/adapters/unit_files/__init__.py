"""Files of units from outside: CSV, XLSX, GeoJSON, GeoPackage, zipped shapefiles."""

from biwaq_geo.adapters.unit_files.kinds import ENDINGS, LARGEST_BYTES
from biwaq_geo.adapters.unit_files.read import read_unit_file

__all__ = ["ENDINGS", "LARGEST_BYTES", "read_unit_file"]
