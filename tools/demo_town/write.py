"""Writes the layers as shapefiles."""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pyogrio

from biwaq_geo.adapters.shapefile_fields import SHAPEFILE_FIELDS

_FIXED_DAY = "2026-11-22"
"""Stands in every file's head instead of the day of writing, so that runs can be compared."""


def write_layers(layers: Mapping[str, gpd.GeoDataFrame], folder: Path) -> None:
    """Write each layer to `<name>.shp` and its companions in UTF-8.

    The text fields are as wide as their longest value.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in layers.items():
        short = {long: field for field, long in SHAPEFILE_FIELDS[name].items()}
        pyogrio.write_dataframe(
            frame[[*short, "geometry"]].rename(columns=short),
            folder / f"{name}.shp",
            driver="ESRI Shapefile",
            encoding="UTF-8",
            layer_options={"RESIZE": "YES", "DBF_DATE_LAST_UPDATE": _FIXED_DAY},
        )
