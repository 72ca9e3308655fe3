"""One town as a folder of its own that can be checked and put back.

A backup is written under a name that nobody takes for one, checked, and renamed at the end.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from biwaq_geo.adapters.file_copy import (
    UNFINISHED,
    copy_with_digest,
    digest_of,
    sync_folder,
    sync_folders,
)
from biwaq_geo.adapters.store.backup_manifest import (
    MANIFEST_FILE,
    REGISTER_FILE,
    BackupManifest,
    read_manifest,
    write_manifest,
)
from biwaq_geo.adapters.store.sql_store import SqlStore
from biwaq_geo.adapters.store.sqlite_store import STORE_NAME, open_store
from biwaq_geo.adapters.store.tables import SCHEMA_VERSION
from biwaq_geo.domain.errors import BackupBrokenError, StoreNewerError

BACKUPS_FOLDER = "backups"
"""In the private folder of an installation; in it a folder for each town."""

NAME_FORM = "%Y-%m-%dT%H%M%SZ"
"""Name of a backup: the time in UTC at which it was made."""


@dataclass(frozen=True, slots=True)
class Source:
    """A town as it lives: its folder and the open register in it."""

    key: str
    folder: Path
    store: SqlStore


def write_backup(
    source: Source, dest: Path, *, made_at: datetime, previous: Path | None = None
) -> BackupManifest:
    """Write a backup of the town to the new folder `dest` while others go on saving.

    The register is the state after one committed save, checked from its first event to its
    last. Files of the town that have not changed since the backup `previous` share their
    place on the disk with it.

    Raises
    ------
    StoreError, OSError
        Nothing stands under the name `dest`.
    """
    with _whole(dest) as folder:
        register = folder / REGISTER_FILE
        source.store.snapshot(register)
        revision = _checked_revision(register)
        files = {REGISTER_FILE: digest_of(register)}
        # after the register: a photo is on the disk before its row is
        for path in _files_of(source.folder):
            name = path.relative_to(source.folder).as_posix()
            files[name] = _kept(path, folder / name, earlier=previous and previous / name)
        manifest = BackupManifest(
            town=source.key,
            made_at=made_at,
            schema=SCHEMA_VERSION,
            revision=revision,
            files=files,
        )
        write_manifest(folder, manifest)
    return manifest


def copy_backup(backup: Path, dest: Path) -> BackupManifest:
    """Copy a backup to the new folder `dest`, every file against its hash.

    Raises
    ------
    BackupBrokenError, OSError
        Nothing stands under the name `dest`.
    """
    with _whole(dest) as folder:
        manifest = _copied(backup, folder)
        copy_with_digest(backup / MANIFEST_FILE, folder / MANIFEST_FILE)
    return manifest


def unpack(backup: Path, folder: Path) -> BackupManifest:
    """Lay the town in the backup out in the empty `folder`, as the library keeps it.

    Every file is checked against its hash, the register from its first event to its last.

    Raises
    ------
    BackupBrokenError
        A file is missing or was changed. Files that the manifest does not name are left.
    StoreNewerError
        A newer version of this application made the backup.
    StoreDamagedError
        The register was damaged before it was backed up.
    """
    manifest = read_manifest(backup)
    if manifest.schema > SCHEMA_VERSION:
        raise StoreNewerError(found=manifest.schema, expected=SCHEMA_VERSION)
    _copied(backup, folder)
    register = (folder / REGISTER_FILE).rename(folder / STORE_NAME)
    if _checked_revision(register) != manifest.revision:
        raise BackupBrokenError(backup=backup.name, file=MANIFEST_FILE)
    sync_folders(folder)
    return manifest


def known_backups(folder: Path) -> list[tuple[datetime, Path]]:
    """Return the whole backups in the folder with their times, newest first."""
    if not folder.is_dir():
        return []
    found = [(_time_in(path.name), path) for path in folder.iterdir()]
    return sorted(((at, path) for at, path in found if at is not None), reverse=True)


def newest_good(folder: Path) -> str | None:
    """Return the newest backup in the folder whose register is sound; None if there is none."""
    return next((path.name for _, path in known_backups(folder) if is_good(path)), None)


def is_good(backup: Path) -> bool:
    """Say whether the backup has a manifest that fits its register; photos are not read."""
    try:
        manifest = read_manifest(backup)
        return digest_of(backup / REGISTER_FILE) == manifest.files[REGISTER_FILE]
    except (BackupBrokenError, OSError):
        return False


@contextmanager
def _whole(dest: Path) -> Iterator[Path]:
    """Yield a new folder that gets the name `dest` when the block has ended well."""
    dest.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = dest.with_name(f"{UNFINISHED}{uuid4().hex}")
    folder.mkdir(mode=0o700)
    try:
        yield folder
        sync_folders(folder)
        folder.rename(dest)
        sync_folder(dest.parent)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _files_of(folder: Path) -> Iterator[Path]:
    """Yield the files of the town but its live register and what is half written."""
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inner.parts)
        # SQLite's journals bear the register's name with an ending
        if path.is_file() and not hidden and not path.name.startswith(STORE_NAME):
            yield path


def _kept(path: Path, dest: Path, *, earlier: Path | None) -> str:
    dest.parent.mkdir(parents=True, exist_ok=True)
    if earlier is not None and earlier.is_file():
        digest = digest_of(path)
        # a file that has decayed in the backup must not be handed on
        if digest_of(earlier) == digest and _linked(earlier, dest):
            return digest
    return copy_with_digest(path, dest)


def _linked(earlier: Path, dest: Path) -> bool:
    try:
        os.link(earlier, dest)
    except OSError:
        # not every file system knows two names for one file
        return False
    return True


def _copied(backup: Path, folder: Path) -> BackupManifest:
    manifest = read_manifest(backup)
    for name, digest in manifest.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if not (backup / name).is_file():
            raise BackupBrokenError(backup=backup.name, file=name)
        if copy_with_digest(backup / name, folder / name) != digest:
            raise BackupBrokenError(backup=backup.name, file=name)
    return manifest


def _checked_revision(register: Path) -> int:
    store = open_store(register)
    try:
        return store.revision()
    finally:
        store.close()


def _time_in(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, NAME_FORM).replace(tzinfo=UTC)
    except ValueError:
        return None
