"""GeoPackage for QGIS: the units with the signs of our own map, and what the columns mean."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyogrio

from biwaq_geo.adapters.exports.arrow_table import GEOMETRY, arrow_table
from biwaq_geo.adapters.exports.cells import dictionary
from biwaq_geo.adapters.exports.readme import readme
from biwaq_geo.services.export_units import UnitTable
from biwaq_geo.texts import Texts

UNITS = "units"


@dataclass(frozen=True, slots=True)
class LayerStyle:
    """How a desktop programme draws the units: in the form of QGIS and as OGC's SLD 1.0."""

    name: str
    qml: str
    sld: str


def geopackage_bytes(table: UnitTable, texts: Texts, *, style: LayerStyle) -> bytes:
    """Return a new GeoPackage: `units`, `fields`, `about` and the style for QGIS.

    It is made beside the register and never from its file. The same table gives the same bytes.
    """
    with TemporaryDirectory(prefix="biwaq-") as folder, _dated(table.made_on):
        path = Path(folder) / f"{UNITS}.gpkg"
        _write(
            arrow_table(table, language=texts.language),
            path,
            layer=UNITS,
            geometry_name=GEOMETRY,
            geometry_type="Point",
            crs=f"EPSG:{table.town.epsg}",
            # the version that every QGIS in use reads without a warning
            dataset_options={"VERSION": "1.2"},
            layer_options={"DESCRIPTION": "; ".join(": ".join(p) for p in readme(table, texts))},
        )
        names = ("title", "field", "unit", "values")
        _write(_columns(names, dictionary(table, texts)), path, layer="fields")
        _write(_columns(("what", "said"), readme(table, texts)), path, layer="about")
        kept = _style_table(style, table.made_on)
        _write(kept, path, layer="layer_styles", layer_options={"FID": "id"})
        return path.read_bytes()


@contextmanager
def _dated(day: date) -> Iterator[None]:
    """Have GDAL write this day as the time of the last change."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day}T00:00:00.000Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _write(table: pa.Table, path: Path, **options: Any) -> None:
    pyogrio.write_arrow(table, path, driver="GPKG", **options)


def _columns(names: Sequence[str], lines: Sequence[Sequence[str]]) -> pa.Table:
    columns = {name: [line[i] for line in lines] for i, name in enumerate(names)}
    return pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})


def _style_table(style: LayerStyle, made_on: date) -> pa.Table:
    # the form in which QGIS keeps styles in a GeoPackage; it looks for an empty schema and
    # sorts by the time, so that without one it takes no style at all
    row: Mapping[str, object] = {
        "f_table_catalog": "",
        "f_table_schema": "",
        "f_table_name": UNITS,
        "f_geometry_column": GEOMETRY,
        "styleName": style.name,
        "styleQML": style.qml,
        "styleSLD": style.sld,
        "useAsDefault": True,
        "description": style.name,
        "owner": "",
        "ui": "",
        "update_time": datetime.combine(made_on, time(), tzinfo=UTC),
    }
    return pa.table({name: [value] for name, value in row.items()})
