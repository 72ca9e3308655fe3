"""Maps of others below our own, as plain data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Background:
    """A raster map of others below everything that is ours, on screen only.

    Attributes
    ----------
    key
        Of the map service.
    url
        Template on our own server with {z}, {x} and {y}: Web Mercator tiles of 256 pixels.
    attribution
        Must stand on the map as long as the background does.
    opacity
        0 to 1.
    max_zoom
        Closest zoom that the service has; above it tiles are drawn larger.
    """

    key: str
    url: str
    attribution: str
    opacity: float = 1.0
    max_zoom: int = 18
