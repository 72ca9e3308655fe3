"""The town that comes with the application, from its shapefiles."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from biwaq_geo.adapters.builtin_records import builtin_records
from biwaq_geo.adapters.builtin_streets import builtin_street_records
from biwaq_geo.adapters.shapefile_fields import SHAPEFILE_FIELDS
from biwaq_geo.adapters.shapefiles import read_layer
from biwaq_geo.adapters.towns import BUILTIN_KEY
from biwaq_geo.domain.errors import TownExistsError, TownNotFoundError, ValueNotAllowedError
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.record_json import record_from_json
from biwaq_geo.domain.towns import BASE_LAYERS, Shape, TownProfile
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Town, TownLibrary

PROFILE = TownProfile(
    key=BUILTIN_KEY,
    name="Weißwasser/O.L. (Demonstration)",
    epsg=25833,
    origin=Origin.DEMO,
    source="Demonstration: erfundene Daten über einem von Hand gezeichneten Plan",
    as_of=date(2026, 9, 30),
    inhabitants=14_992,
)

_MAKER = "Demonstration"
"""Stands in the history beside the invented records."""

_NEVER_MISSING = frozenset({"address", "position", "source"})
"""Texts of a unit that are empty where nobody knows them."""


def load_builtin(library: TownLibrary, shapefiles_dir: Path) -> Town:
    """Return the built-in town; it is made from its shapefiles the first time.

    Raises
    ------
    InputFileError
        A shapefile is missing or faulty; nothing is registered.
    """
    try:
        return library.open(PROFILE.key)
    except TownNotFoundError:
        layers = {
            name: read_layer(
                shapefiles_dir / f"{name}.shp",
                fields=SHAPEFILE_FIELDS[name],
                expected_epsg=PROFILE.epsg,
                shapes=schema.shapes,
            )
            for name, schema in BASE_LAYERS.items()
        }
        units = list(_units(shapefiles_dir / "units.shp"))
    try:
        town = library.create(PROFILE, layers=layers, units=units)
    except TownExistsError:
        # another process was faster
        return library.open(PROFILE.key)
    with town.store.transaction() as tx:
        for record in builtin_records(town.store.units()):
            tx.add(record, actor=_MAKER)
        for made in builtin_street_records(town.layer("sections")):
            tx.add(made, actor=_MAKER)
    return town


def _units(path: Path) -> Iterator[CommercialUnit]:
    frame = read_layer(
        path,
        fields=SHAPEFILE_FIELDS["units"],
        expected_epsg=PROFILE.epsg,
        shapes=frozenset({Shape.POINT}),
    )
    yield from units_from_frame(frame, file=path.name)


def units_from_frame(frame: gpd.GeoDataFrame, *, file: str) -> Iterator[CommercialUnit]:
    """Yield a unit for each row; the index holds the ids, the columns bear field names.

    Raises
    ------
    ValueNotAllowedError
        A row is no unit; `line` is its id.
    """
    table = frame.drop(columns=frame.geometry.name)
    rows = table.to_dict("records")
    places = shapely.get_coordinates(np.asarray(frame.geometry)).tolist()
    for line, place, row in zip(table.index, places, rows, strict=True):
        values = {str(name): _value(str(name), value) for name, value in row.items()}
        try:
            yield record_from_json(
                CommercialUnit, values | {"unit_id": str(line), "location": place, "version": 1}
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueNotAllowedError(
                file=file, column="units", line=line, found=error, expected="CommercialUnit"
            ) from error


def _value(name: str, value: object) -> object:
    if not pd.isna(value):  # type: ignore[call-overload]
        return value
    return "" if name in _NEVER_MISSING else None
