"""Cleaned photos in a folder, each under the hash of its bytes."""

import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from biwaq_geo.adapters.disk_errors import disk_errors
from biwaq_geo.adapters.file_copy import UNFINISHED, sync_folder
from biwaq_geo.adapters.file_lock import locked
from biwaq_geo.adapters.photos.clean import clean_photo
from biwaq_geo.domain.clean_photo import CleanPhoto
from biwaq_geo.domain.errors import PhotoMissingError

PHOTOS_FOLDER = "photos"
"""In the folder of a town."""

_LOCK_FILE = ".photos-lock"
_HASH = re.compile(r"[0-9a-f]{64}")
_NAMES = "[0-9a-f][0-9a-f]/*.jpg"


class PhotoFolder:
    """`services.ports.PhotoFolder`: files `ab/cdef….jpg`; safe for many threads and processes.

    Only hashes become paths. The folder itself appears with its first photo.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, data: bytes) -> CleanPhoto:
        """Clean a foreign picture, keep it, and return it when it is safe on the disk.

        Raises
        ------
        PhotoError
            As `clean_photo`; nothing was kept.
        StoreFullError, StoreReadOnlyError
            It cannot be written; nothing was kept.
        """
        photo = clean_photo(data)
        self.put(photo)
        return photo

    def put(self, photo: CleanPhoto) -> None:
        """Keep a clean photo; one that is there already is kept once, for longer.

        Raises
        ------
        StoreFullError, StoreReadOnlyError
            Nothing was kept.
        """
        path = self._path(photo.sha256)
        with disk_errors(), self._alone():
            if _is_whole(path, photo.sha256):
                # whoever sweeps must see it as new: its row is yet to come
                os.utime(path)
            else:
                self._write(path, photo.data)

    def read(self, digest: str) -> bytes:
        """Return the JPEG with this SHA-256.

        Raises
        ------
        PhotoMissingError
            There is no such file, its bytes are others, or it cannot be read.
        """
        path = self._path(digest)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise PhotoMissingError(sha256=digest[:8]) from error
        if sha256(data).hexdigest() != digest:
            raise PhotoMissingError(sha256=digest[:8])
        return data

    def contains(self, digest: str) -> bool:
        """Say whether there is a file of this SHA-256; its bytes are not read."""
        return self._path(digest).is_file()

    def hashes(self) -> frozenset[str]:
        """Return the hashes of all files."""
        return frozenset(_digest(path) for path in self._folder.glob(_NAMES))

    def sweep(self, known: Collection[str], *, before: datetime) -> int:
        """Delete files whose hash is not known, and return how many.

        Parameters
        ----------
        known
            What a row needs. Read before the call; a photo that is added meanwhile is
            younger than `before`.
        before
            Time with zone. Files that were put in later stay, known or not, and so does
            what is half written.

        Raises
        ------
        StoreReadOnlyError
            Files may not be deleted.
        """
        if not self._folder.is_dir():
            return 0
        with disk_errors(), self._alone():
            old = [path for path in self._all() if path.stat().st_mtime < before.timestamp()]
            gone = [path for path in old if _digest(path) not in known]
            for path in gone:
                path.unlink()
        return len(gone)

    def _write(self, path: Path, data: bytes) -> None:
        unfinished = self._folder / f"{UNFINISHED}{uuid4().hex}"
        try:
            with unfinished.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if not path.parent.is_dir():
                path.parent.mkdir()
                sync_folder(self._folder)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        sync_folder(path.parent)

    def _all(self) -> Iterator[Path]:
        yield from self._folder.glob(_NAMES)
        yield from self._folder.glob(f"{UNFINISHED}*")

    def _path(self, digest: str) -> Path:
        if not _HASH.fullmatch(digest):
            raise PhotoMissingError(sha256="")
        return self._folder / digest[:2] / f"{digest[2:]}.jpg"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let nobody else put or sweep: a file must not go while somebody counts on it."""
        if not self._folder.is_dir():
            self._folder.mkdir(exist_ok=True)
            sync_folder(self._folder.parent)
        with locked(self._folder / _LOCK_FILE):
            yield


def _is_whole(path: Path, digest: str) -> bool:
    try:
        return sha256(path.read_bytes()).hexdigest() == digest
    except FileNotFoundError:
        return False


def _digest(path: Path) -> str:
    """Return the hash that the file's name says."""
    return f"{path.parent.name}{path.stem}"
