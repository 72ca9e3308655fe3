"""Notes on the shelf of a town: which changes of layers have begun and not ended."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from biwaq_geo.adapters.disk_errors import disk_errors
from biwaq_geo.adapters.file_copy import sync_folder
from biwaq_geo.domain.added_layers import BegunChange

SHELF_FOLDER = "layers"
"""In the folder of a town."""

BEGUN, NEW, OLD = ".begun-", "new", "old"
"""Beginning of the name of a note, and what stands in it before the key."""


class LayerNotes:
    """The notes of one town, a file each; any thread or process may write them."""

    def __init__(self, town_folder: Path) -> None:
        self._shelf = town_folder / SHELF_FOLDER

    def begin(self, key: str, *, new: bool) -> str:
        """Note that a change of a layer begins, on the disk before it does."""
        with disk_errors():
            self._shelf.mkdir(mode=0o700, exist_ok=True)
            note = self._shelf / f"{BEGUN}{uuid4().hex}"
            note.write_text(f"{NEW if new else OLD} {key}", encoding="utf-8")
            sync_file(note)
            sync_folder(self._shelf)
            return note.name

    def end(self, note: str) -> None:
        """Take the note away."""
        with disk_errors():
            for path in self._shelf.glob(f"{BEGUN}*"):
                if path.name == note:
                    path.unlink(missing_ok=True)

    def begun(self) -> Sequence[BegunChange]:
        """Return the changes that have begun and not ended."""
        found = []
        for path in sorted(self._shelf.glob(f"{BEGUN}*")):
            # somebody else may have ended it meanwhile
            with suppress(OSError):
                # a note that was cut off itself names no layer: its change never began
                kind, _, key = path.read_bytes().decode("ascii", "replace").partition(" ")
                found.append(BegunChange(path.name, key, new=kind == NEW))
        return found


def sync_file(path: Path) -> None:
    """Return when the disk has the file."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
