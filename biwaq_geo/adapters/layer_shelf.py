"""The added layers of a town: a folder each, put there whole or not at all."""

import json
import shutil
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock
from uuid import uuid4

import geopandas as gpd

from biwaq_geo.adapters.disk_errors import disk_errors
from biwaq_geo.adapters.file_copy import UNFINISHED, digest_of, sync_folder
from biwaq_geo.adapters.layer_notes import SHELF_FOLDER, LayerNotes, sync_file
from biwaq_geo.domain.added_layers import AddedLayer, Provenance
from biwaq_geo.domain.errors import (
    AddedLayerDamagedError,
    AddedLayerExistsError,
    AddedLayerNotFoundError,
)
from biwaq_geo.domain.fields import Audience

REMOVED_FOLDER = "removed-layers"
"""In the folder of a town, beside the shelf."""

ABOUT_FILE, FEATURES_FILE = "about.json", "features.parquet"
_BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class _Read:
    stamp: tuple[int, int]
    features: gpd.GeoDataFrame


class FolderShelf(LayerNotes):
    """`services.layer_shelf.LayerShelf` in the folder of a town.

    Each layer is a folder with its layer file, its features as GeoParquet and what is
    known of its origin. One object serves all threads of a process.
    """

    def __init__(self, town_folder: Path, *, epsg: int) -> None:
        super().__init__(town_folder)
        self._town = town_folder
        self._epsg = epsg
        self._read: dict[str, _Read] = {}
        self._lock = RLock()

    def layers(self) -> Sequence[AddedLayer]:
        """Return all whose files can be read, removed ones too, by key."""
        found = []
        for folder in self._folders(SHELF_FOLDER, REMOVED_FOLDER):
            try:
                found.append(_read_entry(folder))
            except _BROKEN:
                continue
        return sorted(found, key=lambda layer: (layer.key, layer.removed))

    def damaged(self) -> Mapping[str, AddedLayerDamagedError]:
        """Return by key what is wrong with those that cannot be read."""
        faults = {}
        for folder in self._folders(SHELF_FOLDER):
            try:
                _read_entry(folder)
            except _BROKEN as error:
                faults[folder.name] = _damage(folder.name, error)
        return faults

    def features(self, key: str) -> gpd.GeoDataFrame:
        """Return the features of a layer; the same frame as long as its file is the same."""
        path = self._folder(SHELF_FOLDER, key) / FEATURES_FILE
        with self._lock:
            try:
                about = path.stat()
                stamp = (about.st_mtime_ns, about.st_size)
                known = self._read.get(key)
                if known is None or known.stamp != stamp:
                    known = self._read[key] = _Read(stamp, self._checked(path))
            # pyarrow's errors about bytes that are no Parquet are ValueErrors or OSErrors
            except _BROKEN as error:
                raise _damage(f"{key}/{FEATURES_FILE}", error) from error
            return known.features

    def add(
        self, key: str, *, file: str, text: bytes, features: gpd.GeoDataFrame, origin: Provenance
    ) -> None:
        """Put a new layer on the shelf; raises AddedLayerExistsError if the key is taken."""
        with self._lock, disk_errors():
            shelf = self._town / SHELF_FOLDER
            shelf.mkdir(mode=0o700, exist_ok=True)
            self._sweep(shelf)
            if any((self._town / each / key).exists() for each in (SHELF_FOLDER, REMOVED_FOLDER)):
                raise AddedLayerExistsError(key=key)
            folder = shelf / f"{UNFINISHED}{uuid4().hex}"
            folder.mkdir(mode=0o700)
            try:
                features.to_parquet(folder / FEATURES_FILE, index=True)
                about = _about(origin) | {"features_digest": digest_of(folder / FEATURES_FILE)}
                (folder / ABOUT_FILE).write_text(json.dumps(about, indent=2), encoding="utf-8")
                (folder / file).write_bytes(text)
                for path in folder.iterdir():
                    sync_file(path)
                sync_folder(folder)
                folder.rename(shelf / key)
                sync_folder(shelf)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def discard(self, key: str) -> None:
        """Delete for good what `add` has just put there, if it is there."""
        with self._lock, disk_errors(), suppress(AddedLayerNotFoundError):
            folder = self._folder(SHELF_FOLDER, key)
            unfinished = folder.with_name(f"{UNFINISHED}{uuid4().hex}")
            folder.rename(unfinished)
            shutil.rmtree(unfinished, ignore_errors=True)

    def rewrite(self, key: str, text: bytes) -> None:
        """Put another content into the layer file, in one step."""
        with self._lock, disk_errors():
            folder = self._folder(SHELF_FOLDER, key)
            unfinished = folder / f"{UNFINISHED}{uuid4().hex}"
            try:
                unfinished.write_bytes(text)
                sync_file(unfinished)
                unfinished.replace(_layer_file(folder))
                sync_folder(folder)
            finally:
                unfinished.unlink(missing_ok=True)

    def remove(self, key: str) -> None:
        """Take a layer off the shelf, a damaged one too."""
        self._move(key, source=SHELF_FOLDER, dest=REMOVED_FOLDER)

    def bring_back(self, key: str) -> None:
        """Put a removed layer back."""
        self._move(key, source=REMOVED_FOLDER, dest=SHELF_FOLDER)

    def _move(self, key: str, *, source: str, dest: str) -> None:
        with self._lock, disk_errors():
            folder = self._folder(source, key)
            (self._town / dest).mkdir(mode=0o700, exist_ok=True)
            folder.rename(self._town / dest / key)
            for each in (source, dest):
                sync_folder(self._town / each)

    def _checked(self, path: Path) -> gpd.GeoDataFrame:
        about = json.loads((path.parent / ABOUT_FILE).read_text(encoding="utf-8"))
        if digest_of(path) != about["features_digest"]:
            raise ValueError(FEATURES_FILE)
        frame = gpd.read_parquet(path)
        if frame.crs is None or frame.crs.to_epsg() != self._epsg:
            raise ValueError(frame.crs)
        return frame

    def _folder(self, where: str, key: str) -> Path:
        """Return the folder of a layer by a key that is one of those that lie there."""
        for folder in self._folders(where):
            if folder.name == key:
                return folder
        raise AddedLayerNotFoundError(key=key)

    def _folders(self, *where: str) -> Iterator[Path]:
        for each in where:
            place = self._town / each
            for folder in sorted(place.iterdir()) if place.is_dir() else ():
                if folder.is_dir() and not folder.name.startswith("."):
                    yield folder

    @staticmethod
    def _sweep(shelf: Path) -> None:
        for left in shelf.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left, ignore_errors=True)


def _read_entry(folder: Path) -> AddedLayer:
    about = json.loads((folder / ABOUT_FILE).read_text(encoding="utf-8"))
    file = _layer_file(folder)
    text = file.read_bytes()
    return AddedLayer(
        key=folder.name,
        file=file.name,
        text=text,
        origin=Provenance(
            file_name=str(about["file_name"]),
            digest=str(about["digest"]),
            features=int(about["features"]),
            added_at=datetime.fromisoformat(about["added_at"]),
            added_by=str(about["added_by"]),
            titles={str(key): str(title) for key, title in about["titles"].items()},
        ),
        audience=_audience(text),
        removed=folder.parent.name == REMOVED_FOLDER,
    )


def _layer_file(folder: Path) -> Path:
    files = [path for path in folder.glob("*.toml") if not path.name.startswith(".")]
    if len(files) != 1:
        raise ValueError(f"*.toml: {len(files)}")
    return files[0]


def _audience(text: bytes) -> Audience:
    """Return for whom the layer is; a file that cannot be read says nothing of everyone."""
    try:
        said = tomllib.loads(text.decode("utf-8")).get("audience")
    except ValueError:
        said = None
    return Audience.PUBLIC if said == "public" else Audience.INTERNAL


def _about(origin: Provenance) -> dict[str, object]:
    return {
        "file_name": origin.file_name,
        "digest": origin.digest,
        "features": origin.features,
        "added_at": origin.added_at.isoformat(),
        "added_by": origin.added_by,
        "titles": dict(origin.titles),
    }


def _damage(file: str, error: Exception) -> AddedLayerDamagedError:
    # where things lie on the disk is nobody's business on screen
    said = error.strerror if isinstance(error, OSError) else str(error)
    return AddedLayerDamagedError(file=file, found=(said or type(error).__name__)[:120])
