"""What a backup says of itself: of which town, of when, and the hash of every file in it."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from biwaq_geo.adapters.store.event_rows import time_text
from biwaq_geo.domain.errors import BackupBrokenError

MANIFEST_FILE = "backup.json"
REGISTER_FILE = "register.gpkg"
"""Name of the register in a backup: not that of a live store, so any program may open it."""

_FORMAT = 1
_HEX_DIGITS = frozenset("0123456789abcdef")
_DIGEST_LENGTH = 64


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """What is true of a whole backup.

    Attributes
    ----------
    town
        Key of the town.
    made_at
        In UTC.
    schema, revision
        Of the register: version of its tables, number of its last event.
    files
        SHA-256 as hexadecimal text by path within the backup, parts joined by "/".
    """

    town: str
    made_at: datetime
    schema: int
    revision: int
    files: Mapping[str, str]


def write_manifest(folder: Path, manifest: BackupManifest) -> None:
    """Write the manifest into the backup and see it on the disk."""
    values = {
        "format": _FORMAT,
        "town": manifest.town,
        "made_at": time_text(manifest.made_at),
        "schema": manifest.schema,
        "revision": manifest.revision,
        "files": dict(sorted(manifest.files.items())),
    }
    with (folder / MANIFEST_FILE).open("x", encoding="utf-8") as file:
        json.dump(values, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(folder: Path) -> BackupManifest:
    """Return what the backup says of itself.

    Raises
    ------
    BackupBrokenError
        The folder is no backup, or its manifest is damaged or names a file outside it.
    """
    try:
        values = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
        manifest = BackupManifest(
            town=str(values["town"]),
            made_at=datetime.fromisoformat(values["made_at"]),
            schema=int(values["schema"]),
            revision=int(values["revision"]),
            files={str(name): str(digest) for name, digest in values["files"].items()},
        )
        known = values["format"] == _FORMAT
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupBrokenError(backup=folder.name, file=MANIFEST_FILE) from error
    if not known or REGISTER_FILE not in manifest.files or manifest.made_at.tzinfo is None:
        raise BackupBrokenError(backup=folder.name, file=MANIFEST_FILE)
    for name, digest in manifest.files.items():
        if not _inside(name) or len(digest) != _DIGEST_LENGTH or not set(digest) <= _HEX_DIGITS:
            raise BackupBrokenError(backup=folder.name, file=MANIFEST_FILE)
    return manifest


def _inside(name: str) -> bool:
    """Say whether the path stays in its folder, on any system, and names no hidden part."""
    parts = PurePosixPath(name).parts
    foreign = {"\\", ":", "\0"} & set(name)
    return bool(parts) and not foreign and not any(p.startswith((".", "/")) for p in parts)
