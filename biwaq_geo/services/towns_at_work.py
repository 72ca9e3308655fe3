"""The towns as one person works with them, over what all of the same audience share."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

import geopandas as gpd

from biwaq_geo.domain.clean_photo import CleanPhoto
from biwaq_geo.domain.errors import TownBrokenError
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.layer_shelf import LayerShelf
from biwaq_geo.services.ports import PhotoFolder, Store, Town
from biwaq_geo.services.shelf_at_work import ShelfAtWork
from biwaq_geo.services.visible_store import worked_by
from biwaq_geo.services.visible_towns import VisibleLibrary, VisibleTown
from biwaq_geo.services.worker import Worker


class _PhotosAtWork:
    """`services.ports.PhotoFolder` for one worker."""

    def __init__(self, photos: PhotoFolder, worker: Worker) -> None:
        self._photos = photos
        self._worker = worker

    def add(self, data: bytes) -> CleanPhoto:
        """Clean and keep a picture; raises RoleNotAllowedError, TooFastError, PhotoError."""
        self._worker.upload()
        return self._photos.add(data)

    def read(self, digest: str) -> bytes:
        """Return the JPEG; raises PhotoMissingError."""
        return self._photos.read(digest)

    def contains(self, digest: str) -> bool:
        """Say whether there is such a file."""
        return self._photos.contains(digest)

    def sweep(self, known: Collection[str], *, before: datetime) -> int:
        """Delete old files that nobody knows; raises RoleNotAllowedError."""
        self._worker.add_town()
        return self._photos.sweep(known, before=before)


class TownAtWork:
    """`services.ports.Town` for one worker."""

    def __init__(self, town: VisibleTown, worker: Worker) -> None:
        self.seen = town
        self.profile: TownProfile = town.profile
        self.store: Store = worked_by(town.store, worker)
        self._worker = worker

    @property
    def photos(self) -> PhotoFolder:
        """The files of the photos of units."""
        return _PhotosAtWork(self.seen.photos, self._worker)

    @property
    def added(self) -> LayerShelf:
        """The layers that people of the town have added."""
        return ShelfAtWork(self.seen.added, self._worker)

    def take_file(self) -> None:
        """Count a foreign file; raises NotAllowedError, RoleNotAllowedError, TooFastError."""
        self._worker.file()
        self.seen.take_file()

    def layer(self, name: str) -> gpd.GeoDataFrame:
        """Return a base layer; they hold nothing that is not public."""
        return self.seen.layer(name)


class LibraryAtWork:
    """`services.ports.TownLibrary` for one worker."""

    def __init__(self, library: VisibleLibrary, worker: Worker) -> None:
        self._library = library
        self._worker = worker
        self._towns: dict[str, TownAtWork] = {}

    def profiles(self) -> Sequence[TownProfile]:
        """Return the profiles of all registered towns, the built-in one first."""
        return self._library.profiles()

    def broken(self) -> Mapping[str, TownBrokenError]:
        """Return by key what is wrong with each town that lacks a part."""
        return self._library.broken()

    def open(self, key: str) -> Town:
        """Return a town, the same object as long as its register is the same."""
        seen = self._library.open(key)
        mine = self._towns.get(key)
        if mine is None or mine.seen is not seen:
            mine = self._towns[key] = TownAtWork(seen, self._worker)
        return mine

    def create(
        self,
        profile: TownProfile,
        *,
        layers: Mapping[str, gpd.GeoDataFrame],
        units: Iterable[CommercialUnit],
    ) -> Town:
        """Register a town; raises RoleNotAllowedError."""
        self._worker.add_town()
        self._library.create(profile, layers=layers, units=units)
        return self.open(profile.key)
