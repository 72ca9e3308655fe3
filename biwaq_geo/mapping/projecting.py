"""Single places from one reference system into another, without the wait of a new thread.

PROJ opens its database once for every thread, which takes 40 ms, and every run of a page has
a thread of its own. So one thread of ours does it for all.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pyproj

_THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="projecting")


def project(x: float, y: float, *, source: int, target: int) -> tuple[float, float]:
    """Return a place in the CRS with EPSG code `target`; x is east or longitude.

    >>> east, north = project(14.64, 51.5, source=4326, target=25833)
    >>> round(east), round(north)
    (475011, 5705491)
    """
    return _THREAD.submit(_project, x, y, source, target).result()


def _project(x: float, y: float, source: int, target: int) -> tuple[float, float]:
    east, north = _transformer(source, target).transform(x, y)
    return float(east), float(north)


def project_box(
    box: tuple[float, float, float, float], *, source: int, target: int
) -> tuple[float, float, float, float]:
    """Return the west, south, east, north that a box covers in another CRS."""
    west, south, east, north = _THREAD.submit(_project_box, box, source, target).result()
    return west, south, east, north


def _project_box(
    box: tuple[float, float, float, float], source: int, target: int
) -> tuple[float, float, float, float]:
    sides = _transformer(source, target).transform_bounds(*box)
    return float(sides[0]), float(sides[1]), float(sides[2]), float(sides[3])


@cache
def _transformer(source: int, target: int) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(source, target, always_xy=True)
