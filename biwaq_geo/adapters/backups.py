"""The backups of the towns of one installation, in a folder for each town."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from biwaq_geo.adapters.file_copy import UNFINISHED
from biwaq_geo.adapters.file_lock import locked
from biwaq_geo.adapters.store import disk_errors
from biwaq_geo.adapters.store.backup import (
    BACKUPS_FOLDER,
    NAME_FORM,
    Source,
    copy_backup,
    known_backups,
    unpack,
    write_backup,
)
from biwaq_geo.adapters.store.backup_manifest import BackupManifest, read_manifest
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.errors import (
    BackupError,
    BackupFullError,
    BackupOfOtherTownError,
    BackupReadOnlyError,
    BiwaqError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from biwaq_geo.services.daily_backup import BackupFailure
from biwaq_geo.services.ports import Now

ASIDE_FOLDER = "set-aside"
_FAILURE_FILE = "failed.json"
_LOCK_FILE = ".backup-lock"
_NAMED: dict[type[StoreError], type[BackupError]] = {
    StoreError: BackupError,
    StoreFullError: BackupFullError,
    StoreReadOnlyError: BackupReadOnlyError,
}


class FolderBackups:
    """`services.daily_backup.Backups` in the private folder of an installation."""

    def __init__(self, state_dir: Path, *, library: FolderLibrary, now: Now) -> None:
        self._state = state_dir
        self._library = library
        self._now = now
        # where the disk is full, the failure cannot be written there either
        self._failures: dict[str, BackupFailure | None] = {}

    def times(self, key: str) -> Sequence[datetime]:
        """Return when the town's backups were made, in UTC, newest first."""
        return [made for made, _ in self._known(key)]

    def newest(self, key: str) -> Path | None:
        """Return the folder of the town's newest backup."""
        return next((path for _, path in self._known(key)), None)

    def folder(self, key: str) -> Path:
        """Return the folder of the town itself; raises TownNotFoundError."""
        return self._library.folder(key)

    def make(self, key: str) -> Path:
        """Back the town up and return the folder of the backup.

        Raises
        ------
        BackupError
            The backup cannot be written; nothing looks like one.
        StoreError, TownNotFoundError, TownBrokenError
            The town itself cannot be read.
        """
        town = self._library.open(key)
        folder = self._state / BACKUPS_FOLDER / key
        with _named(folder), self._alone(folder):
            made_at, dest = self._free_name(folder)
            source = Source(key, self._library.folder(key), town.store)
            write_backup(source, dest, made_at=made_at, previous=self.newest(key))
        self.remember(key, failure=None)
        return dest

    def find(self, backup: Path, *, key: str) -> Path:
        """Return the folder of a backup given by its path or by its name alone."""
        ours = self._state / BACKUPS_FOLDER / key / backup.name
        return ours if backup.name == str(backup) and ours.is_dir() else backup

    def copy(self, backup: Path, *, to: Path) -> Path:
        """Copy a backup into the folder `to`, for another disk, and return the copy.

        Raises
        ------
        BackupBrokenError
            The backup is damaged.
        BackupError
            The copy cannot be written; nothing looks like one.
        """
        dest = to / f"{read_manifest(backup).town}_{backup.name}"
        with _named(to):
            copy_backup(backup, dest)
        return dest

    def restore(self, backup: Path, *, key: str) -> tuple[BackupManifest, Path | None]:
        """Put the town in the backup in place of the present one, or register it again.

        Returns what was restored and where the state before lies now; None if the town
        was not there.

        Raises
        ------
        BackupOfOtherTownError
            The town is there and the backup is another one's.
        BackupBrokenError, StoreNewerError, StoreDamagedError
            The backup cannot be used; the present state stands untouched.
        """
        manifest = read_manifest(backup)
        exists = self._library.has(key)
        if exists and manifest.town != key:
            raise BackupOfOtherTownError(backup=backup.name, found=manifest.town, expected=key)
        aside = self._state / ASIDE_FOLDER / f"{key}_{self._now():%Y-%m-%dT%H%M%S%fZ}"
        with disk_errors():
            self._library.replace(key, fill=lambda folder: unpack(backup, folder), aside=aside)
        return manifest, aside if exists else None

    def remove_before(self, key: str, *, time: datetime) -> None:
        """Delete the town's backups that were made before `time`."""
        folder = self._state / BACKUPS_FOLDER / key
        with _named(folder):
            for made, path in self._known(key):
                if made < time:
                    # killed in the middle, it is no longer named as a backup
                    shutil.rmtree(path.rename(folder / f"{UNFINISHED}{path.name}"))

    def failure(self, key: str) -> BackupFailure | None:
        """Return the last attempt if it failed, whichever process made it."""
        if (known := self._failures.get(key)) is not None:
            return known
        path = self._state / BACKUPS_FOLDER / key / _FAILURE_FILE
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            error = BiwaqError(**values["values"])
            error.code = str(values["code"])
            return BackupFailure(datetime.fromisoformat(values["at"]), error)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, key: str, *, failure: BackupFailure | None) -> None:
        """Note how the last attempt went, on the disk too where it can be written."""
        self._failures[key] = failure
        path = self._state / BACKUPS_FOLDER / key / _FAILURE_FILE
        with suppress(OSError):
            if failure is None:
                path.unlink(missing_ok=True)
                return
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            said = {name: str(value) for name, value in failure.error.values.items()}
            values = {"at": failure.at.isoformat(), "code": failure.error.code, "values": said}
            path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")

    def _known(self, key: str) -> list[tuple[datetime, Path]]:
        folder = self._state / BACKUPS_FOLDER / key
        with _named(folder):
            return known_backups(folder)

    def _free_name(self, folder: Path) -> tuple[datetime, Path]:
        made_at = self._now().replace(microsecond=0)
        # names tell whole seconds; a second backup within one takes the next
        while (folder / made_at.strftime(NAME_FORM)).exists():
            made_at += timedelta(seconds=1)
        return made_at, folder / made_at.strftime(NAME_FORM)

    @contextmanager
    def _alone(self, folder: Path) -> Iterator[None]:
        """Let one process at a time write backups here; sweep away what a kill has left."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(folder / _LOCK_FILE):
            for left in folder.glob(f"{UNFINISHED}*"):
                shutil.rmtree(left, ignore_errors=True)
            yield


@contextmanager
def _named(place: Path) -> Iterator[None]:
    """Say of a backup, not of a save, that the disk is full or may not be written."""
    try:
        with disk_errors():
            yield
    except StoreError as error:
        named = _NAMED.get(type(error))
        if named is None:
            raise
        raise named(place=place.name, reason=error.values.get("reason")) from error
