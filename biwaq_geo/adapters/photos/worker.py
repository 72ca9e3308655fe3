"""The process that opens one foreign picture and gives back a clean one.

A script that imports nothing of the project: it is started isolated, with the format as
its only argument. It reads the picture from standard input and answers on standard output
with one line of JSON, on success followed by the bytes of a JPEG.

    {"width": 2048, "height": 1536}    and the JPEG
    {"refused": "damaged"}             or "pixels"

Any other end, or no line at all, means that it was stopped.
"""

import io
import json
import os
import struct
import sys
import warnings
import zlib
from contextlib import suppress

# every reader is loaded before the picture is: afterwards no file can be opened any more
from PIL import (  # noqa: F401
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

MAX_PIXELS = 40_000_000
"""Phones of today take 12 to 50 million; the largest ones have a smaller setting."""
LONG_SIDE = 2048
"""Pixels; enough to read a sign on a shop front."""
QUALITY = 85
MEMORY = 1 << 30
"""Bytes. 40 million pixels need 120 MB for each copy, and readers hold up to four."""
CPU_S = 30
ANSWER = 16 << 20
"""Bytes; a clean picture has at most 12.6 MB even uncompressed."""

_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    TypeError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What the readers raise about bytes that make no sense."""


def limit() -> None:
    """Take away memory, time and rank from this process, where the system can."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 -- unknown to Windows

        os.nice(10)
        _lower(resource.RLIMIT_AS, MEMORY)
        _lower(resource.RLIMIT_CPU, CPU_S)
        _lower(resource.RLIMIT_FSIZE, ANSWER)
        _lower(resource.RLIMIT_CORE, 0)


def seal() -> None:
    """Let this process open neither files nor connections from now on."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 -- unknown to Windows

        _lower(resource.RLIMIT_NOFILE, 3)


if sys.platform != "win32":

    def _lower(what: int, most: int) -> None:
        import resource  # noqa: PLC0415 -- unknown to Windows

        _, hard = resource.getrlimit(what)
        if hard != resource.RLIM_INFINITY:
            # whoever started the application may have been stricter
            most = min(most, hard)
        # macOS knows the limit on memory by name only
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def clean(data: bytes, *, form: str) -> Image.Image:
    """Return the first picture in the bytes: upright, sRGB, nothing but pixels.

    Parameters
    ----------
    form
        The only format to be tried, by Pillow's name.
    """
    with Image.open(io.BytesIO(data), formats=[form]) as image:
        image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
        _refuse_large(image)
        # the other order would turn nothing: converted pixels come without EXIF data
        shown = _in_srgb(ImageOps.exif_transpose(image))
    bare = Image.new("RGB", shown.size, "white")
    bare.paste(shown, mask=shown if shown.mode == "RGBA" else None)
    return bare


def _refuse_large(image: Image.Image) -> None:
    # a HEIC may say another size while it is decoded than it did before
    if max(image.size) > LONG_SIDE:
        raise Image.DecompressionBombError


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in RGB or RGBA, its colours as its profile means them."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in {"P", "PA", "LA", "La", "RGBa"} or "transparency" in image.info:
        image = image.convert("RGBA")
    profile = image.info.get("icc_profile")
    if profile:
        try:
            return _converted(image, profile)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a broken profile, or one of another kind of colours, says nothing
    return image if image.mode in {"RGB", "RGBA"} else image.convert("RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    into = "RGBA" if image.mode == "RGBA" else "RGB"
    meant = ImageCms.getOpenProfile(io.BytesIO(profile))
    seen = ImageCms.createProfile("sRGB")
    changed = ImageCms.profileToProfile(image, meant, seen, outputMode=into)
    assert changed is not None  # noqa: S101 -- only None when asked to change in place
    return changed


def answer(data: bytes, *, form: str) -> bytes:
    """Return the line and, unless the picture is refused, the JPEG."""
    try:
        image = clean(data, form=form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return _line(refused="pixels")
    except _BROKEN:
        return _line(refused="damaged")
    written = io.BytesIO()
    image.save(written, "JPEG", quality=QUALITY, optimize=True)
    return _line(width=image.width, height=image.height) + written.getvalue()


def _line(**values: object) -> bytes:
    return json.dumps(values).encode() + b"\n"


def main() -> None:
    """Clean the picture on standard input."""
    limit()
    form = sys.argv[1]
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.preinit()
    if form == "HEIF":
        import pi_heif  # noqa: PLC0415 -- a third of a second that other pictures need not wait

        pi_heif.register_heif_opener(
            thumbnails=False, depth_images=False, aux_images=False, decode_threads=1
        )
    data = sys.stdin.buffer.read()
    seal()
    sys.stdout.buffer.write(answer(data, form=form))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
