"""Files copied with their hash, and made to survive a power cut."""

import hashlib
import os
from pathlib import Path

UNFINISHED = ".unfinished-"
"""Beginning of the name of what is not whole yet; swept away where it is found later."""

_CHUNK = 1 << 20


def digest_of(path: Path) -> str:
    """Return the SHA-256 of the file as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_with_digest(source: Path, dest: Path) -> str:
    """Copy the bytes to the new file `dest`, see them on the disk, and return their SHA-256."""
    total = hashlib.sha256()
    with source.open("rb") as read, dest.open("xb") as written:
        while chunk := read.read(_CHUNK):
            total.update(chunk)
            written.write(chunk)
        written.flush()
        os.fsync(written.fileno())
    return total.hexdigest()


def sync_folders(folder: Path) -> None:
    """Have the names in the folder and in those below it survive a power cut."""
    for each in [path for path in folder.rglob("*") if path.is_dir()] + [folder]:
        sync_folder(each)


def sync_folder(folder: Path) -> None:
    """Have the names in this folder survive a power cut."""
    if os.name == "nt":
        return  # Windows keeps folders by itself and cannot open them
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
