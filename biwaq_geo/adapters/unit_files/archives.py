"""Zip archives, looked through before a single byte of them is unpacked."""

import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath

from biwaq_geo.domain.errors import ArchiveUnsafeError, FileCutError, FileTooLargeError

MOST_ENTRIES = 64
MOST_BYTES = 200_000_000
"""Of all entries together, unpacked."""
HIGHEST_RATIO = 100
"""Unpacked to packed bytes of one entry."""

_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".jar")
_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1
_SMALL_BYTES = 100_000
"""A small table of blanks packs better than any bomb is worth."""


@contextmanager
def safe_archive(
    data: bytes, *, file_name: str, most_entries: int = MOST_ENTRIES
) -> Iterator[zipfile.ZipFile]:
    """Open an archive whose directory keeps to the limits.

    Raises
    ------
    FileCutError
        The archive cannot be read to its end.
    FileTooLargeError
        Too many entries, or too many bytes once unpacked.
    ArchiveUnsafeError
        An entry leads out of the archive, is a link, an archive itself, or locked.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    # a directory of random bytes makes zipfile seek before the start: ValueError, OSError
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise FileCutError(file=file_name) from error
    with archive:
        _check(archive.infolist(), file_name=file_name, most_entries=most_entries)
        try:
            yield archive
        except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError) as error:
            raise FileCutError(file=file_name) from error


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, *, to: Path) -> None:
    """Write one entry under a name of our own; raises FileTooLargeError as it grows."""
    with archive.open(entry) as packed, to.open("wb") as file:
        # the directory may lie about the size; zipfile stops at what it says
        shutil.copyfileobj(packed, file)


def shown_name(entry: zipfile.ZipInfo) -> str:
    """Return the name as whoever packed it saw it.

    Without the mark for UTF-8 the archive's names are taken for cp437, while German
    Windows writes cp850 and others write UTF-8 all the same.
    """
    if entry.flag_bits & _UTF8_NAMES or entry.filename.isascii():
        return entry.filename
    raw = entry.filename.encode("cp437", errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850")


def _check(entries: Sequence[zipfile.ZipInfo], *, file_name: str, most_entries: int) -> None:
    if len(entries) > most_entries:
        raise FileTooLargeError(
            file=file_name, found=f"{len(entries)} x", expected=f"{most_entries} x"
        )
    for entry in entries:
        if fault := _fault(entry):
            raise ArchiveUnsafeError(file=file_name, found=f"{shown_name(entry)[:80]}: {fault}")
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES:
        raise FileTooLargeError(
            file=file_name, found=f"{total // 10**6} MB", expected=f"{MOST_BYTES // 10**6} MB"
        )


def _fault(entry: zipfile.ZipInfo) -> str | None:
    name = entry.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[:1][0] or "\0" in name:
        return "../"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "link"
    if path.suffix.lower() in _ARCHIVES:
        return "zip in zip"
    if entry.flag_bits & _ENCRYPTED:
        return "password"
    bomb = entry.file_size > max(_SMALL_BYTES, HIGHEST_RATIO * max(entry.compress_size, 1))
    return f"{entry.file_size // max(entry.compress_size, 1)} : 1" if bomb else None
