"""What photos cost: seconds to clean one, memory of the application while a hundred bombs come.

Run from the project's folder: `python -m benchmarks.photos`. The pictures are noise, which
is the hardest to decode and to write.
"""

import io
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter

import pillow_heif
from PIL import Image

from biwaq_geo.adapters.photos.clean import clean_photo
from biwaq_geo.domain.errors import PhotoError

RUNS = 5
AT_ONCE = 100
PHONE = (4000, 3000)
BOMB = (12_000, 12_000)


def main() -> None:
    """Print the table."""
    pillow_heif.register_heif_opener()
    noise = Image.effect_noise(PHONE, 60).convert("RGB")
    for form, options in (("JPEG", {}), ("PNG", {}), ("WEBP", {"method": 0}), ("HEIF", {})):
        data = _encoded(noise, form, **options)
        if len(data) < 15_000_000:
            seconds = [_seconds(lambda data=data: clean_photo(data)) for _ in range(RUNS)]
            print(f"{form}, 12 megapixels, {len(data) / 1e6:.1f} MB: {median(seconds):.1f} s")
    bomb = _encoded(Image.new("RGB", BOMB), "PNG")
    # a process that has done nothing large before: a peak is never forgotten
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        seconds, grown = fresh.submit(_all_refused, bomb).result()
    print(f"{AT_ONCE} bombs of {BOMB[0] * BOMB[1] / 1e6:.0f} megapixels at once: {seconds:.1f} s,")
    print(f"peak memory of the application grows by {grown:.0f} MiB")


def _all_refused(bomb: bytes) -> tuple[float, float]:
    """Return seconds and the growth of this process's peak memory in MiB."""

    def refused(_number: int) -> bool:
        try:
            clean_photo(bomb)
        except PhotoError:
            return True
        return False

    before, begun = _peak_mib(), perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as many:
        if not all(many.map(refused, range(AT_ONCE))):
            sys.exit("a bomb was taken")
    return perf_counter() - begun, _peak_mib() - before


def _encoded(image: Image.Image, form: str, **options: int) -> bytes:
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def _peak_mib() -> float:
    # Linux only; what `resource` tells would include the peak of the process that started this
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
