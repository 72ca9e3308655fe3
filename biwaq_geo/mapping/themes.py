"""The looks of the map: every colour that is not a layer's own, and how layers fit in.

All renderers take their colours from `LOOKS`; none has one of its own.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache

from biwaq_geo.mapping.colours import MIN_CONTRAST, MIN_TEXT_CONTRAST, legible, to_lch


class Theme(StrEnum):
    """Where the map is read: at a desk, in the dark, or from the back of a room."""

    LIGHT = "light"
    DARK = "dark"
    PROJECTOR = "projector"


@dataclass(frozen=True, slots=True)
class Shift:
    """How OKLCH values move: lightness becomes `add + times * lightness`."""

    add: float = 0.0
    times: float = 1.0
    chroma: float = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """One theme; colours are sRGB hex.

    Attributes
    ----------
    ground
        Under everything.
    text, halo
        Names and numbers on the map, and the edge that parts them from it.
    edge
        Thin edge round point symbols and the inside of hollow ones.
    outline
        Outline of the areas of the base map.
    selected, selected_edge
        Mark round what is chosen, and the line that parts it from the map.
    plate, plate_text
        Scale, source and messages in the corners.
    demo, demo_text, demo_edge
        Mark of demonstration data.
    past, past_text
        Sign and frame of a day that is over.
    marks, base
        How the colours of layers, and of those of the base map, are moved.
    least
        Contrast that every symbol has to the ground.
    size, line, type
        What sizes of symbols, widths of lines and sizes of letters are multiplied with.
    """

    ground: str
    text: str
    halo: str
    edge: str
    outline: str
    selected: str
    selected_edge: str
    plate: str
    plate_text: str
    demo: str
    demo_text: str
    demo_edge: str
    past: str
    past_text: str
    marks: Shift = Shift()
    base: Shift = Shift()
    least: float = MIN_CONTRAST
    size: float = 1.0
    line: float = 1.0
    type: float = 1.0


LOOKS: Mapping[Theme, Look] = {
    Theme.LIGHT: Look(
        ground="#f6f4ee",
        text="#26241f",
        halo="#ffffff",
        edge="#ffffff",
        outline="#b9ad9c",
        selected="#0b0b0b",
        selected_edge="#ffffff",
        plate="#ffffff",
        plate_text="#24211c",
        demo="#fff2c2",
        demo_text="#4f3100",
        demo_edge="#7a4b00",
        past="#3d3461",
        past_text="#ffffff",
    ),
    # the base map is mirrored: what is a little darker than the ground becomes a little lighter
    Theme.DARK: Look(
        ground="#1d2127",
        text="#f1ede4",
        halo="#14171b",
        edge="#14171b",
        outline="#59606b",
        selected="#ffe45c",
        selected_edge="#0b0b0b",
        plate="#14171b",
        plate_text="#f1ede4",
        demo="#4a3200",
        demo_text="#ffe9a8",
        demo_edge="#f0b73f",
        past="#cfc4ff",
        past_text="#1d1736",
        marks=Shift(add=0.52, times=0.5),
        base=Shift(add=1.08, times=-0.86, chroma=0.7),
        least=MIN_TEXT_CONTRAST,
    ),
    # a lamp washes out pale tones and small signs
    Theme.PROJECTOR: Look(
        ground="#ffffff",
        text="#000000",
        halo="#ffffff",
        edge="#ffffff",
        outline="#94887a",
        selected="#000000",
        selected_edge="#ffffff",
        plate="#ffffff",
        plate_text="#000000",
        demo="#ffe27a",
        demo_text="#3a2400",
        demo_edge="#3a2400",
        past="#2b2250",
        past_text="#ffffff",
        base=Shift(add=-0.3, times=1.3),
        least=MIN_TEXT_CONTRAST,
        size=1.45,
        line=1.4,
        type=1.35,
    ),
}


LIGHT = LOOKS[Theme.LIGHT]
"""The look of paper, and of whatever has no theme of its own."""


@cache
def colour_in(colour: str, theme: Theme, *, base: bool = False) -> str:
    """Return a layer's colour in a theme.

    Symbols reach the contrast `Look.least` to the ground in every theme; areas and streets
    of the base map, which no one has to read, are only moved.
    """
    look = LOOKS[theme]
    if theme is Theme.LIGHT:
        return colour
    shift = look.base if base else look.marks
    lightness, chroma, hue = to_lch(colour)
    moved = (shift.add + shift.times * lightness, shift.chroma * chroma, hue)
    return legible(moved, ground=look.ground, least=1.0 if base else look.least)


def look_of(theme: Theme) -> dict[str, object]:
    """Return what a browser is told of a theme: its colours and factors, without the rules."""
    rules = ("marks", "base", "least")
    return {name: value for name, value in asdict(LOOKS[theme]).items() if name not in rules}
