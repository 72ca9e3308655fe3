"""Have a foreign picture opened by a process that can do no harm, and take the clean one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from threading import BoundedSemaphore

from biwaq_geo.domain.clean_photo import CleanPhoto
from biwaq_geo.domain.errors import (
    PhotoDamagedError,
    PhotoFormatError,
    PhotoPixelsError,
    PhotoStoppedError,
    PhotoTooLargeError,
)

MAX_BYTES = 15_000_000
WALL_S = 60
MAX_MEGAPIXELS = 40
"""As the worker counts them."""

_WORKER = Path(__file__).with_name("worker.py")
_AT_ONCE = BoundedSemaphore(2)
"""So many at a time, whoever asks: each may take a core and a gigabyte."""
_KEPT_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What a Python needs to start. Nothing else is the worker's business."""

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})
_JPEG = b"\xff\xd8\xff"


def clean_photo(data: bytes) -> CleanPhoto:
    """Return the picture upright, in sRGB, at most 2,048 pixels long, without metadata.

    Of a file with several pictures only the first is taken. Transparent parts turn white.

    Parameters
    ----------
    data
        JPEG, PNG, WebP or HEIC. Its first bytes tell which; no name is asked for.

    Raises
    ------
    PhotoTooLargeError, PhotoFormatError
        No process was started.
    PhotoPixelsError
        More than 40 megapixels, or the worker ran out of memory.
    PhotoDamagedError
        The picture cannot be decoded to its end.
    PhotoStoppedError
        The worker could not start, was killed or used up its time.
    """
    if len(data) > MAX_BYTES:
        raise PhotoTooLargeError(found=f"{len(data) / 1e6:.1f}", expected=f"{MAX_BYTES / 1e6:.0f}")
    form = _form(data)
    if form is None:
        raise PhotoFormatError
    if not _AT_ONCE.acquire(timeout=WALL_S):
        raise PhotoStoppedError(reason="busy")
    try:
        head, picture = _ask(data, form=form)
    finally:
        _AT_ONCE.release()
    return _taken(head, picture)


def _taken(head: bytes, picture: bytes) -> CleanPhoto:
    """Return what the worker gave, or raise what it said."""
    try:
        said = json.loads(head)
    except ValueError as error:
        raise PhotoStoppedError(reason="answer") from error
    match said:
        case {"refused": "damaged"}:
            raise PhotoDamagedError
        case {"refused": "pixels"}:
            raise PhotoPixelsError(expected=MAX_MEGAPIXELS)
        case {"width": int(width), "height": int(height)} if picture.startswith(_JPEG):
            return CleanPhoto(data=picture, width=width, height=height)
    raise PhotoStoppedError(reason="answer")


def _form(data: bytes) -> str | None:
    """Return the format by Pillow's name, None for one that is not read."""
    if data.startswith(_JPEG):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp":
        # brand, version, compatible brands: four bytes each
        box = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
        brands = {box[start : start + 4] for start in range(0, len(box), 4)}
        return "HEIF" if brands & _HEIC_BRANDS else None
    return None


def _ask(data: bytes, *, form: str) -> tuple[bytes, bytes]:
    """Return the worker's line and what follows it."""
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    # an arena of malloc for each thread would count against the worker's memory
    environment["MALLOC_ARENA_MAX"] = "1"
    with TemporaryDirectory(prefix="biwaq-photo-") as empty, TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 -- our own script, and a format from our own list
                [sys.executable, "-I", str(_WORKER), form],
                input=data,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                cwd=empty,
                env=environment,
                timeout=WALL_S,
                check=False,
                creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
            )
        except (subprocess.TimeoutExpired, OSError) as error:
            raise PhotoStoppedError(reason=type(error).__name__) from error
        answer.seek(0)
        head, picture = answer.readline(), answer.read()
    if done.returncode != 0:
        raise PhotoStoppedError(reason=f"exit {done.returncode}")
    return head, picture
