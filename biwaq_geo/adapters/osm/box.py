"""A box in degrees, as people type it."""

import math

import shapely

from biwaq_geo.domain.errors import ValueNotAllowedError

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_EXPECTED = "W,S,E,N"
_MAX_LON, _MAX_LAT = 180.0, 90.0


def parsed_box(text: str) -> Box:
    """Return the box of a text such as "14.60,51.48,14.68,51.52".

    Raises
    ------
    ValueNotAllowedError
        Not four numbers, not on Earth, or west and east or south and north swapped.
    """
    try:
        west, south, east, north = map(float, text.split(","))
    except ValueError as error:
        raise ValueNotAllowedError(
            file="--bbox", column="bbox", found=text, expected=_EXPECTED
        ) from error
    return valid_box((west, south, east, north))


def valid_box(box: Box) -> Box:
    """Return the box itself; raises ValueNotAllowedError."""
    west, south, east, north = box
    finite = all(map(math.isfinite, box))
    on_earth = -_MAX_LON <= west < east <= _MAX_LON and -_MAX_LAT <= south < north <= _MAX_LAT
    if not (finite and on_earth):
        raise ValueNotAllowedError(
            file="--bbox", column="bbox", found=",".join(map(str, box)), expected=_EXPECTED
        )
    return box


def as_polygon(box: Box) -> shapely.Polygon:
    """Return the box as a polygon in degrees."""
    return shapely.box(*box)
