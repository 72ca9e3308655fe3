"""Tiles of services on the disk, so that each is asked for once a week at most."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from uuid import uuid4

from biwaq_geo.adapters.file_copy import UNFINISHED
from biwaq_geo.domain.map_services import Tile

MOST_BYTES = 200_000_000
KEPT = timedelta(days=7)
_LEFT_SHARE = 0.8
"""What is left after the oldest tiles have made room."""

_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}


class TileCache:
    """Tiles by address; a disk that cannot be written is no error, it just keeps nothing."""

    def __init__(
        self, folder: Path, *, now: Callable[[], datetime], most_bytes: int = MOST_BYTES
    ) -> None:
        self._folder = folder
        self._now = now
        self._most = most_bytes
        self._size: int | None = None
        self._lock = Lock()

    def find(self, address: str) -> Tile | None:
        """Return the tile of an address if it is there and not older than a week."""
        for media_type, ending in _ENDINGS.items():
            path = self._path(address, ending)
            with suppress(OSError):
                age = self._now().timestamp() - path.stat().st_mtime
                if age < KEPT.total_seconds():
                    return Tile(path.read_bytes(), media_type)
        return None

    def keep(self, address: str, tile: Tile) -> None:
        """Keep a tile; the oldest go where there would be too many."""
        path = self._path(address, _ENDINGS[tile.media_type])
        with self._lock, suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = path.with_name(f"{UNFINISHED}{uuid4().hex}")
            unfinished.write_bytes(tile.data)
            unfinished.replace(path)
            self._size = self._bytes() + len(tile.data)
            if self._size > self._most:
                self._make_room()

    def _bytes(self) -> int:
        if self._size is None:
            self._size = sum(size for _, size, _ in self._files())
        return self._size

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.rglob("*"):
            with suppress(OSError):
                about = path.stat()
                if path.is_file():
                    found.append((about.st_mtime, about.st_size, path))
        return sorted(found)

    def _make_room(self) -> None:
        files = self._files()
        left = sum(size for _, size, _ in files)
        for _, size, path in files:
            if left <= _LEFT_SHARE * self._most:
                break
            with suppress(OSError):
                path.unlink()
                left -= size
        self._size = left

    def _path(self, address: str, ending: str) -> Path:
        name = hashlib.sha256(address.encode()).hexdigest()
        return self._folder / name[:2] / f"{name}{ending}"
