"""The projected reference system that fits a place."""

_ETRS89_ZONES = range(28, 39)
_EUROPE_LAT = (34.0, 84.0)

_WIDER = (
    (56.0, 64.0, 3.0, 12.0, 32),
    (72.0, 84.0, 0.0, 9.0, 31),
    (72.0, 84.0, 9.0, 21.0, 33),
    (72.0, 84.0, 21.0, 33.0, 35),
    (72.0, 84.0, 33.0, 42.0, 37),
)
"""South, north, west, east of the zones that are wider than six degrees: Norway's coast
belongs to zone 32, and Svalbard has every other zone."""


def utm_epsg(lon: float, lat: float) -> int:
    """Return the EPSG code of the UTM zone of a place in degrees, as the grid is laid down.

    ETRS89 (EPSG:258xx) in Europe, as German authorities use it; WGS 84 elsewhere.

    >>> utm_epsg(14.64, 51.5), utm_epsg(-71.1, 42.4), utm_epsg(151.2, -33.9)
    (25833, 32619, 32756)
    """
    zone = _zone(lon, lat)
    if zone in _ETRS89_ZONES and _EUROPE_LAT[0] <= lat <= _EUROPE_LAT[1]:
        return 25800 + zone
    return (32600 if lat >= 0 else 32700) + zone


def _zone(lon: float, lat: float) -> int:
    for south, north, west, east, zone in _WIDER:
        if south <= lat < north and west <= lon < east:
            return zone
    return min(60, int((lon + 180) // 6) + 1)
