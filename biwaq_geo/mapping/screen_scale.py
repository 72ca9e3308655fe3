"""Scales and coordinates of the map on screen, said as planning offices say them."""

import math

from biwaq_geo.mapping.geojson import WGS84
from biwaq_geo.mapping.projecting import project
from biwaq_geo.texts import Texts

USUAL_SCALES = (500, 1_000, 2_000, 2_500, 5_000, 10_000, 25_000)
"""Denominators that plans of a town are drawn in."""

EQUATOR_M = 40_075_016.686
LEAFLET_TILE_PX = 256
MAPLIBRE_TILE_PX = 512
"""A zoom level counts tiles of this size; MapLibre's level 15 is Leaflet's 16."""

METRES_PER_PX = 0.0254 / 96
"""Of a CSS pixel on a screen of 96 dpi."""

SIGNIFICANT = 2
"""Digits of a scale that is read off a screen, whose true dpi nobody knows."""

_UTM = {"ETRS89": 25_800, "WGS 84": 32_600}
"""EPSG codes of the northern UTM zones, without the number of the zone."""


def screen_scale(*, zoom: float, latitude: float, tile_px: int = LEAFLET_TILE_PX) -> float:
    """Return the denominator of the scale of a Web Mercator map at 96 dpi.

    >>> round(screen_scale(zoom=17, latitude=51.5))
    2810
    """
    ground_m = EQUATOR_M * math.cos(math.radians(latitude)) / (tile_px * 2**zoom)
    return ground_m / METRES_PER_PX


def zoom_of(scale: float, *, latitude: float, tile_px: int = LEAFLET_TILE_PX) -> float:
    """Return the zoom at which the map has the scale 1:`scale`; the inverse of `screen_scale`."""
    return math.log2(screen_scale(zoom=0, latitude=latitude, tile_px=tile_px) / scale)


def scale_words(scale: float, texts: Texts) -> str:
    """Write a scale with as many digits as a screen allows: 1:2.800.

    The usual scales are written in full.
    """
    near = next((usual for usual in USUAL_SCALES if math.isclose(usual, scale, rel_tol=0.005)), 0)
    digits = SIGNIFICANT - 1 - math.floor(math.log10(scale))
    return f"1:{texts.number(near or round(scale, digits))}"


def grid_words(x: float, y: float, *, epsg: int) -> str:
    """Write projected coordinates in whole metres, in a UTM zone with its number in front.

    >>> grid_words(475_012.4, 5_706_345.0, epsg=25833)
    '33 475 012 E, 5 706 345 N'
    """
    zone = next((epsg - first for first in _UTM.values() if 1 <= epsg - first <= 60), None)  # noqa: PLR2004 -- zones
    east = (f"{zone} " if zone else "") + _grouped(x)
    return f"{east} E, {_grouped(y)} N"


def _grouped(metres: float) -> str:
    return f"{metres:,.0f}".replace(",", " ")


def grid_words_of(longitude: float, latitude: float, *, epsg: int) -> str:
    """Write a place in degrees (WGS84) as `grid_words` of the projected CRS."""
    return grid_words(*project(longitude, latitude, source=WGS84, target=epsg), epsg=epsg)
