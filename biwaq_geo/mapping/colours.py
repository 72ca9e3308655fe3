"""Colours as people see them: contrast on screen, and lightness that can be shifted evenly.

OKLab and OKLCH are those of Björn Ottosson, "A perceptual color space for image
processing" (2020); contrast is that of WCAG 2.2. Colours are sRGB hex, "#rrggbb".
"""

import math
from collections.abc import Iterable

import numpy as np

MIN_CONTRAST = 3.0
"""WCAG 2.2, criterion 1.4.11: graphics against their ground."""

MIN_TEXT_CONTRAST = 4.5
"""WCAG 2.2, criterion 1.4.3: text against its ground."""

Lch = tuple[float, float, float]
"""Lightness 0 to 1, chroma from 0, hue in radians."""

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    low, high = sorted(float(_LUMINANCE @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def linear(colour: str) -> np.ndarray:
    """Return red, green and blue as shares of light, 0 to 1."""
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 -- sRGB


def from_linear(light: Iterable[float]) -> str:
    """Return the colour of these shares of light; shares beyond 0 and 1 are cut."""
    cut = np.clip(np.array(tuple(light)), 0.0, 1.0)
    channels = np.where(cut <= 0.0031308, 12.92 * cut, 1.055 * cut ** (1 / 2.4) - 0.055)  # noqa: PLR2004 -- sRGB
    return "#" + "".join(f"{round(255 * float(channel)):02x}" for channel in channels)


def oklab(colour: str) -> np.ndarray:
    """Return lightness (0 to 1) and the two axes of colour; equal steps look equal."""
    lab: np.ndarray = _TO_LAB @ np.cbrt(_TO_LMS @ linear(colour))
    return lab


def distance(one: str, other: str) -> float:
    """Return how far apart two colours look: the distance in OKLab, black to white is 1.

    >>> round(distance("#000000", "#ffffff"), 2)
    1.0
    """
    return float(np.linalg.norm(oklab(one) - oklab(other)))


def to_lch(colour: str) -> Lch:
    """Return the colour in OKLCH."""
    lightness, a, b = (float(part) for part in oklab(colour))
    return lightness, math.hypot(a, b), math.atan2(b, a)


def from_lch(lch: Lch) -> str:
    """Return the colour; where sRGB has none so colourful, the most colourful it has.

    >>> from_lch(to_lch("#b3261e"))
    '#b3261e'
    """
    lightness, chroma, hue = min(max(lch[0], 0.0), 1.0), lch[1], lch[2]
    for share in np.linspace(1.0, 0.0, 41):
        lab = (
            lightness,
            share * chroma * math.cos(hue),
            share * chroma * math.sin(hue),
        )
        light = np.linalg.solve(_TO_LMS, np.linalg.solve(_TO_LAB, lab) ** 3)
        if light.min() >= -_ROUNDING and light.max() <= 1 + _ROUNDING:
            break
    return from_linear(light)


_ROUNDING = 1e-3
"""Of a share of light: less than half a step of 256."""


def legible(lch: Lch, *, ground: str, least: float) -> str:
    """Return the colour, lighter on a dark ground or darker on a light one until it is seen.

    Parameters
    ----------
    least
        Contrast ratio to the ground, at most 4.5 so that every ground allows it.
    """
    step = 0.01 if to_lch(ground)[0] < _HALF else -0.01
    lightness, chroma, hue = lch
    colour = from_lch(lch)
    while contrast(colour, ground) < least:
        lightness += step
        colour = from_lch((lightness, chroma, hue))
    return colour


_HALF = 0.5
