"""The files of one town: its profile and its base layers."""

import json
import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import geopandas as gpd
import pyarrow.parquet as pq
import shapely
from pyproj import CRS

from biwaq_geo.adapters.layer_check import checked_layer, empty_layer
from biwaq_geo.domain.errors import InputFileError, TownBrokenError, ValueNotAllowedError
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.towns import BASE_LAYERS, TownProfile

PROFILE_FILE = "town.json"
LAYERS_FOLDER = "base"


def write_profile(folder: Path, profile: TownProfile) -> None:
    """Write what is true of the town as a whole."""
    values = {
        "name": profile.name,
        "epsg": profile.epsg,
        "origin": profile.origin.value,
        "source": profile.source,
        "as_of": profile.as_of.isoformat(),
        "inhabitants": profile.inhabitants,
    }
    text = json.dumps(values, ensure_ascii=False, indent=2)
    (folder / PROFILE_FILE).write_text(text + "\n", encoding="utf-8")


def read_profile(folder: Path) -> TownProfile:
    """Return the profile of the town in the folder, whose name is the key.

    Raises
    ------
    TownBrokenError
        The profile is missing or cannot be read.
    """
    try:
        values = json.loads((folder / PROFILE_FILE).read_text(encoding="utf-8"))
        return TownProfile(
            key=folder.name,
            name=str(values["name"]),
            epsg=int(values["epsg"]),
            origin=Origin(values["origin"]),
            source=str(values["source"]),
            as_of=date.fromisoformat(values["as_of"]),
            inhabitants=None if values["inhabitants"] is None else int(values["inhabitants"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TownBrokenError(key=folder.name, part=PROFILE_FILE) from error


def checked_layers(
    layers: Mapping[str, gpd.GeoDataFrame], *, epsg: int
) -> dict[str, gpd.GeoDataFrame]:
    """Return all base layers, each against its schema; one that is not given is empty.

    Raises
    ------
    InputFileError
        A layer breaks its schema, or there is no base layer of its name.
    """
    unknown = set(layers) - set(BASE_LAYERS)
    if unknown:
        raise ValueNotAllowedError(
            file=min(unknown), column="-", found=min(unknown), expected=", ".join(BASE_LAYERS)
        )
    missing = {name: empty_layer(name, epsg=epsg) for name in set(BASE_LAYERS) - set(layers)}
    return {
        name: checked_layer(frame, name=name, epsg=epsg)
        for name, frame in {**missing, **layers}.items()
    }


def write_town(folder: Path, profile: TownProfile, *, layers: dict[str, gpd.GeoDataFrame]) -> None:
    """Write a town without its register into a new folder."""
    folder.mkdir()
    write_profile(folder, profile)
    write_layers(folder, layers)


def write_layers(folder: Path, layers: dict[str, gpd.GeoDataFrame]) -> None:
    """Write the checked layers of a town, one GeoParquet file each."""
    (folder / LAYERS_FOLDER).mkdir()
    for name, layer in layers.items():
        layer.to_parquet(_layer_file(folder, name), index=True)


def read_layer_file(folder: Path, name: str, *, epsg: int) -> gpd.GeoDataFrame:
    """Return one base layer, checked as it was when it was written.

    Raises
    ------
    TownBrokenError
        The layer is missing, cannot be read or breaks its schema.
    """
    path = _layer_file(folder, name)
    part = f"{LAYERS_FOLDER}/{path.name}"
    if name not in BASE_LAYERS:
        raise TownBrokenError(key=folder.name, part=part)
    try:
        return checked_layer(_read_parquet(path), name=name, epsg=epsg)
    # pyarrow's errors about bytes that are no Parquet are ValueErrors or OSErrors
    except (InputFileError, OSError, ValueError, KeyError, TypeError) as error:
        raise TownBrokenError(key=folder.name, part=part) from error


def _read_parquet(path: Path) -> gpd.GeoDataFrame:
    """Read GeoParquet as `geopandas.read_parquet` does, a known CRS without asking PROJ again."""
    table = pq.read_table(path)
    about = json.loads(table.schema.metadata[b"geo"])
    column = about["primary_column"]
    shapes = shapely.from_wkb(table[column].to_numpy())
    crs = _crs(json.dumps(about["columns"][column]["crs"]))
    rest = table.drop_columns([column]).to_pandas()
    return gpd.GeoDataFrame(rest, geometry=shapes, crs=crs)


@cache
def _crs(projjson: str) -> CRS:
    # PROJ takes 50 ms for a CRS whose datum is an ensemble, and a town has eight layers in one
    return CRS.from_json(projjson)


def missing_part(folder: Path, *, store_name: str | None) -> str | None:
    """Return the first part of a town that is not there, None for a whole town.

    `store_name` is None where the register is no file.
    """
    parts = [
        *([store_name] if store_name else []),
        *(f"{LAYERS_FOLDER}/{name}.parquet" for name in BASE_LAYERS),
    ]
    return next((part for part in parts if not (folder / part).is_file()), None)


def fault_of(folder: Path, *, store_name: str | None) -> TownBrokenError | None:
    """Return what is wrong with a town, None for a whole one; only its profile is read."""
    try:
        read_profile(folder)
    except TownBrokenError as error:
        return error
    part = missing_part(folder, store_name=store_name)
    return None if part is None else TownBrokenError(key=folder.name, part=part)


def sync_to_disk(folder: Path, *, store_name: str | None) -> None:
    """Have every file survive a power cut; SQLite has seen to the store itself."""
    for path in sorted(folder.rglob("*")):
        if path.name != store_name:
            _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps folders by itself and cannot open them
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _layer_file(folder: Path, name: str) -> Path:
    return folder / LAYERS_FOLDER / f"{name}.parquet"
