"""The registered towns: a folder each, made whole or not at all."""

import errno
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from functools import lru_cache
from pathlib import Path
from threading import RLock
from uuid import uuid4

import geopandas as gpd

from biwaq_geo.adapters.file_copy import UNFINISHED
from biwaq_geo.adapters.file_lock import locked
from biwaq_geo.adapters.layer_shelf import FolderShelf
from biwaq_geo.adapters.photos.folder import PHOTOS_FOLDER, PhotoFolder
from biwaq_geo.adapters.store import FileRegisters, Registers, SqlStore, disk_errors
from biwaq_geo.adapters.store.backup import BACKUPS_FOLDER, newest_good
from biwaq_geo.adapters.town_folder import (
    checked_layers,
    fault_of,
    read_layer_file,
    read_profile,
    sync_to_disk,
    write_town,
)
from biwaq_geo.adapters.town_swap import finish_swaps, stage, swap
from biwaq_geo.domain.errors import (
    BiwaqError,
    StoreDamagedError,
    StoreNewerError,
    StoreRestorableError,
    TownBrokenError,
    TownExistsError,
    TownNotFoundError,
    ValueNotAllowedError,
)
from biwaq_geo.domain.slug import is_key
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.layer_upload.settle import settle_layers

BUILTIN_KEY = "weisswasser-demo"
"""Key of the town that comes with the application; it is listed first."""

_LOCK_FILE = ".import-lock"
_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class FolderTown:
    """`services.ports.Town` in one folder."""

    def __init__(self, folder: Path, *, profile: TownProfile, store: SqlStore) -> None:
        self.profile = profile
        self.store = store
        self.photos = PhotoFolder(folder / PHOTOS_FOLDER)
        self.added = FolderShelf(folder, epsg=profile.epsg)
        self._folder = folder
        self._layers = lru_cache(self._read_layer)
        self._lock = RLock()

    def take_file(self) -> None:
        """Count no files: whoever sits at this computer is not held off."""

    def layer(self, name: str) -> gpd.GeoDataFrame:
        """Return a base layer, the same frame each time; raises TownBrokenError."""
        # whoever comes second waits for the frame instead of reading it as well
        with self._lock:
            return self._layers(name)

    def _read_layer(self, name: str) -> gpd.GeoDataFrame:
        return read_layer_file(self._folder, name, epsg=self.profile.epsg)


class FolderLibrary:
    """`services.ports.TownLibrary` in the private folder of an installation.

    The registers lie in the towns' folders unless `registers` says where else. One object
    serves all threads of a process. What an import that was killed has left behind is swept
    away when the object is made.
    """

    def __init__(self, state_dir: Path, *, registers: Registers | None = None) -> None:
        self._towns = state_dir / "towns"
        self._registers = FileRegisters() if registers is None else registers
        self._open: dict[str, FolderTown] = {}
        self._lock = RLock()
        with disk_errors():
            state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._towns.mkdir(mode=0o700, exist_ok=True)
            self._sweep()

    def profiles(self) -> Sequence[TownProfile]:
        """Return the profiles of all whole towns, the built-in one first, then by name."""
        # one broken town must not hide the others; `broken` says what is wrong with it
        found = [read_profile(folder) for folder in self._folders() if self._fault(folder) is None]
        return sorted(found, key=lambda p: (p.key != BUILTIN_KEY, p.name.casefold(), p.key))

    def broken(self) -> Mapping[str, TownBrokenError]:
        """Return by key an error for each town that lacks a part; only its profile is read."""
        faults = {folder.name: self._fault(folder) for folder in self._folders()}
        return {key: error for key, error in faults.items() if error is not None}

    def open(self, key: str) -> FolderTown:
        """Return a town; the same object as long as its register is the same file.

        Raises
        ------
        TownNotFoundError
            No town has the key.
        TownBrokenError
            A part is missing or cannot be read.
        StoreError
            Its register cannot be used, for the reason that the child of this error names.
        """
        with self._lock:
            town = self._open.get(key)
            if town is not None and town.store.is_current():
                return town
            self._close(key)
            self._open[key] = self._opened(key)
            return self._open[key]

    def create(
        self,
        profile: TownProfile,
        *,
        layers: Mapping[str, gpd.GeoDataFrame],
        units: Iterable[CommercialUnit],
    ) -> FolderTown:
        """Register a town whole, or not at all; see `services.ports.TownLibrary`.

        Raises
        ------
        StoreFullError, StoreReadOnlyError
            The town cannot be written.
        """
        if not is_key(profile.key):
            raise ValueNotAllowedError(
                file=profile.name, column="key", found=profile.key, expected="a-z, 0-9, -"
            )
        self._refuse_taken(profile)
        checked = checked_layers(layers, epsg=profile.epsg)
        with disk_errors(), self._importing():
            self._refuse_taken(profile)
            unfinished = self._towns / f"{UNFINISHED}{uuid4().hex}"
            try:
                write_town(unfinished, profile, layers=checked)
                with self._registers.made(unfinished, profile=profile, units=units):
                    sync_to_disk(unfinished, store_name=self._registers.part)
                    unfinished.rename(self._towns / profile.key)
            finally:
                shutil.rmtree(unfinished, ignore_errors=True)
        return self.open(profile.key)

    def remove(self, key: str) -> None:
        """Delete a town with its register; raises TownNotFoundError."""
        with self._lock, disk_errors(), self._importing():
            folder = self.folder(key)
            self._close(key)
            self._registers.drop(key)
            # a kill in the middle leaves nothing that looks like a town
            gone = folder.rename(self._towns / f"{UNFINISHED}{uuid4().hex}")
            shutil.rmtree(gone)

    def has(self, key: str) -> bool:
        """Say whether a town of that key is registered, whole or broken."""
        return is_key(key) and (self._towns / key).is_dir()

    def folder(self, key: str) -> Path:
        """Return the folder of a town; raises TownNotFoundError."""
        if not self.has(key):
            raise TownNotFoundError(key=key)
        return self._towns / key

    def replace(self, key: str, *, fill: Callable[[Path], object], aside: Path) -> FolderTown:
        """Put what `fill` writes into an empty folder in place of a town, or register it.

        The state before goes to the folder `aside` as it is; nobody saves meanwhile. What
        `fill` raises leaves the town as it was.
        """
        if not is_key(key):
            raise TownNotFoundError(key=key)
        with self._lock, disk_errors(), self._importing():
            ready = stage(self._towns, key, fill=fill)
            with self._registers.swapping(ready, key=key, store=self._usable(key)):
                swap(self._towns, key, ready=ready, aside=aside)
            self._close(key)
            return self.open(key)

    def _usable(self, key: str) -> SqlStore | None:
        with suppress(TownNotFoundError, TownBrokenError, StoreDamagedError, StoreNewerError):
            return self.open(key).store
        return None

    def _folders(self) -> Sequence[Path]:
        return sorted(folder for folder in self._towns.iterdir() if is_key(folder.name))

    def _opened(self, key: str) -> FolderTown:
        folder = self.folder(key)
        profile = read_profile(folder)
        if (error := self._fault(folder)) is not None:
            raise error
        try:
            store = self._registers.open(folder, key=key)
        except StoreDamagedError as damage:
            backup = newest_good(self._towns.parent / BACKUPS_FOLDER / key)
            if backup is None:
                raise
            raise StoreRestorableError(**damage.values, key=key, backup=backup) from damage
        town = FolderTown(folder, profile=profile, store=store)
        # a store that may only be read is opened all the same
        with suppress(BiwaqError):
            settle_layers(town)
        return town

    def _fault(self, folder: Path) -> TownBrokenError | None:
        return fault_of(folder, store_name=self._registers.part)

    def _close(self, key: str) -> None:
        if (town := self._open.pop(key, None)) is not None:
            town.store.close()

    def _refuse_taken(self, profile: TownProfile) -> None:
        if (self._towns / profile.key).exists():
            raise TownExistsError(name=profile.name)

    def _sweep(self) -> None:
        try:
            with self._importing(wait=False) as alone:
                if alone:
                    for left in self._towns.glob(f"{UNFINISHED}*"):
                        shutil.rmtree(left)
                    finish_swaps(self._towns)
        except OSError as error:
            # towns that may only be read are still shown, and nobody imports beside them
            if error.errno not in _READ_ONLY:
                raise

    def _importing(self, *, wait: bool = True) -> AbstractContextManager[bool]:
        return locked(self._towns / _LOCK_FILE, wait=wait)
