"""Shapefiles of the sample town, as the town hall would deliver them."""

import geopandas as gpd

from biwaq_geo.adapters.shapefile_fields import SHAPEFILE_FIELDS
from biwaq_geo.domain.record_json import record_to_json
from tests.sample_town import EPSG, layers, units


def write_layer(folder, name, frame=None):
    """Write one base layer under its short field names; empty layers get no record."""
    frame = layers()[name] if frame is None else frame
    short = {long: field for field, long in SHAPEFILE_FIELDS[name].items()}
    path = folder / f"{name}.shp"
    frame.rename(columns=short).reset_index().to_file(path, encoding="UTF-8")
    return path


def write_units(folder):
    fields = SHAPEFILE_FIELDS["units"]
    rows = [record_to_json(u) for u in units()]
    columns = {
        field: ["" if row[long] is None else row[long] for row in rows]
        if field not in {"floor_m2", "front_m"}
        else [row[long] for row in rows]
        for field, long in fields.items()
    }
    frame = gpd.GeoDataFrame(columns, geometry=[u.location for u in units()], crs=EPSG)
    path = folder / "units.shp"
    frame.to_file(path, encoding="UTF-8")
    return path
