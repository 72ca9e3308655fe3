"""Files that only the user of the application can read, written whole or not at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from biwaq_geo.adapters.disk_errors import disk_errors
from biwaq_geo.adapters.file_copy import UNFINISHED, sync_folder

ONLY_ME = 0o600


def write_private(path: Path, data: bytes) -> None:
    """Put the bytes in the place of the file; raises StoreFullError, StoreReadOnlyError.

    After a power cut there is either the file before or the new one.
    """
    with disk_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{UNFINISHED}{path.name}-{secrets.token_hex(4)}")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_ME)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            with suppress(FileNotFoundError):
                part.unlink()
        sync_folder(path.parent)
