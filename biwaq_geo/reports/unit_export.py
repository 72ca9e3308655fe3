"""An exported table as a file: which writer, which style, which name."""

from collections.abc import Sequence

from biwaq_geo.adapters.exports.csv_file import csv_bytes
from biwaq_geo.adapters.exports.geojson_file import geojson_bytes
from biwaq_geo.adapters.exports.geopackage_file import UNITS, LayerStyle, geopackage_bytes
from biwaq_geo.adapters.exports.readme import file_stem
from biwaq_geo.adapters.exports.shapefile_zip import cut_lines, cuts, shapefile_zip
from biwaq_geo.adapters.exports.xlsx_file import xlsx_bytes
from biwaq_geo.domain.exports import ExportFormat
from biwaq_geo.mapping.desktop_sld import sld
from biwaq_geo.mapping.desktop_style import qml, rules
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.services.export_units import UnitTable
from biwaq_geo.texts import Texts

_ENDINGS = {
    ExportFormat.XLSX: "xlsx",
    ExportFormat.CSV: "csv",
    ExportFormat.GEOPACKAGE: "gpkg",
    ExportFormat.GEOJSON: "geojson",
    ExportFormat.SHAPEFILE: "zip",
}


def file_name(table: UnitTable, file_format: ExportFormat) -> str:
    """Return the name of the file; of a demonstration town it says so."""
    return f"{file_stem(table)}.{_ENDINGS[file_format]}"


def unit_file(
    table: UnitTable,
    file_format: ExportFormat,
    *,
    layers: Sequence[LayerSpec],
    texts: Texts,
) -> bytes:
    """Return the file; `layers` give a GeoPackage the signs of the map."""
    match file_format:
        case ExportFormat.XLSX:
            return xlsx_bytes(table, texts)
        case ExportFormat.CSV:
            return csv_bytes(table, texts)
        case ExportFormat.GEOJSON:
            return geojson_bytes(table, texts)
        case ExportFormat.GEOPACKAGE:
            return geopackage_bytes(table, texts, style=desktop_style(layers, texts))
        case ExportFormat.SHAPEFILE:
            return shapefile_zip(table, texts, stem=file_stem(table))


def desktop_style(layers: Sequence[LayerSpec], texts: Texts) -> LayerStyle:
    """Return how a desktop programme draws exported units."""
    found, other = rules(layers, texts), texts("export.other_units")
    return LayerStyle(
        name=texts("export.style_name"),
        qml=qml(found, other=other),
        sld=sld(found, layer=UNITS, other=other),
    )


def what_is_cut(table: UnitTable, file_format: ExportFormat, texts: Texts) -> list[str]:
    """Return a line for each thing that the format loses; empty for all but shapefiles."""
    return (
        cut_lines(cuts(table, language=texts.language), texts)
        if file_format is ExportFormat.SHAPEFILE
        else []
    )
