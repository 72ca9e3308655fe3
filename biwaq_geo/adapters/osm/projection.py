"""The projected reference system that fits a place."""

_ETRS89_ZONES = range(28, 39)
_EUROPE_LAT = (34.0, 72.0)


def utm_epsg(lon: float, lat: float) -> int:
    """Return the EPSG code of the UTM zone of a place in degrees.

    ETRS89 (EPSG:258xx) in Europe, as German authorities use it; WGS 84 elsewhere.

    >>> utm_epsg(14.64, 51.5), utm_epsg(-71.1, 42.4), utm_epsg(151.2, -33.9)
    (25833, 32619, 32756)
    """
    zone = min(60, int((lon + 180) // 6) + 1)
    if zone in _ETRS89_ZONES and _EUROPE_LAT[0] <= lat <= _EUROPE_LAT[1]:
        return 25800 + zone
    return (32600 if lat >= 0 else 32700) + zone
