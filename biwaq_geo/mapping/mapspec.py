"""What a map shows, as plain data: every renderer draws from this and nothing else."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from biwaq_geo.domain.catalogue import Words
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.background import Background

GROUND = "#f6f4ee"
"""Colour of the paper under every map, sRGB hex."""

MIN_CONTRAST = 3.0
"""WCAG 2.2, criterion 1.4.11: graphics against their ground."""


class Draw(StrEnum):
    """Kind of drawing."""

    POINTS = "points"
    LINES = "lines"
    POLYGONS = "polygons"
    COUNT_PER_AREA = "count_per_area"


class Form(StrEnum):
    """Form of a point symbol; tells symbols apart where colour cannot."""

    CIRCLE = "circle"
    RING = "ring"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    TRIANGLE_DOWN = "triangle_down"
    CROSS = "cross"
    PLUS = "plus"
    STAR = "star"
    PENTAGON = "pentagon"
    HEXAGON = "hexagon"


class Stroke(StrEnum):
    """Pattern of a line or an outline."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


@dataclass(frozen=True, slots=True)
class Symbol:
    """How the features of one value, or of one range of values, are drawn.

    Attributes
    ----------
    key
        Name within its layer.
    values
        Values that the symbol stands for; empty where a range or `missing` says it.
    colour
        sRGB hex, "#rrggbb".
    low, high
        Half-open range of a number, `low` included; None where values say it.
    missing
        True for the symbol of features without a value.
    width
        Line width in pixels; None for the width of the layer.
    """

    key: str
    label: Words
    colour: str
    form: Form = Form.CIRCLE
    stroke: Stroke = Stroke.SOLID
    values: frozenset[str] = frozenset()
    low: float | None = None
    high: float | None = None
    missing: bool = False
    width: float | None = None


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """One layer of the map, as its file says.

    Attributes
    ----------
    key
        Name of the file without its number and ending.
    order
        Number in front of the file name; lower is drawn first and listed first.
    source
        Query such as "units?state=vacant,reserved"; see `mapping.sources`.
    column
        Column whose value chooses the symbol; None for one symbol for all.
    symbols
        In the order of the legend; empty where `column` is None.
    width
        Line or outline width; diameter of point symbols is `size`. Pixels.
    fill
        Opacity of polygon fill, 0 to 1.
    fields
        Columns shown for a clicked feature, with their titles.
    labels
        True where the names of the features are written on the map.
    origin, as_of
        Where the data come from and their date; None for those of the town's profile.
    protected
        Participants: drawn only as `Draw.COUNT_PER_AREA`.
    visible
        Shown when the map is first opened.
    base
        Part of the base map, always drawn and not in the list of layers.
    min_zoom
        Web-map zoom below which the layer is not drawn on screen; 0 for always.
    audience
        The first audience that may see the layer.
    hidden
        In no list and on no map; the file stays.
    """

    key: str
    order: int
    title: Words
    source: str
    draw: Draw
    colour: str
    form: Form = Form.CIRCLE
    stroke: Stroke = Stroke.SOLID
    width: float = 1.5
    size: float = 12.0
    fill: float = 0.4
    opacity: float = 1.0
    column: str | None = None
    symbols: tuple[Symbol, ...] = ()
    fields: Mapping[str, Words] = field(default_factory=dict)
    labels: bool = False
    origin: str | None = None
    as_of: date | None = None
    protected: bool = False
    visible: bool = False
    base: bool = False
    min_zoom: int = 0
    audience: Audience = Audience.PUBLIC
    hidden: bool = False

    def symbol_of(self, value: object) -> Symbol:
        """Return the symbol for a value of `column`; the layer's own where none fits."""
        for symbol in self.symbols:
            if _fits(symbol, value):
                return symbol
        return self.own_symbol()

    def own_symbol(self) -> Symbol:
        """Return the symbol of features that no rule names."""
        return Symbol("", self.title, self.colour, self.form, self.stroke)

    def legend(self) -> tuple[Symbol, ...]:
        """Return the symbols that the legend lists."""
        return self.symbols or (self.own_symbol(),)


def _fits(symbol: Symbol, value: object) -> bool:
    if is_missing(value):
        return symbol.missing
    if symbol.low is None or symbol.high is None:
        return str(value) in symbol.values
    return isinstance(value, int | float) and symbol.low <= value < symbol.high


def is_missing(value: object) -> bool:
    """Say whether a cell of a frame holds nothing.

    >>> is_missing(float("nan")), is_missing(None), is_missing(0)
    (True, True, False)
    """
    return value is None or (isinstance(value, float) and math.isnan(value))


@dataclass(frozen=True, slots=True)
class MapSpec:
    """A whole map.

    Attributes
    ----------
    layers
        In drawing order, the lowest first; base layers among them.
    visible
        Keys of the layers that are switched on; base layers are always on.
    extent
        West, south, east, north in the town's projected CRS, metres.
    epsg
        The CRS of `extent` and of every frame.
    demo
        True for an invented town: the map bears a mark that cannot be taken off.
    day
        Day that the map shows.
    source
        Where the town's data come from.
    past
        What the map says of a day that is over; empty for the present one.
    selected
        Feature id drawn as selected; None for none.
    backgrounds
        Maps of services that an administrator has allowed and the person has chosen, the
        lowest first; they stand in for the ground of the base map. Empty in everything
        that is handed out.
    """

    layers: tuple[LayerSpec, ...]
    visible: frozenset[str]
    extent: tuple[float, float, float, float]
    epsg: int
    demo: bool
    language: str
    day: date
    source: str = ""
    selected: str | None = None
    past: str = ""
    backgrounds: tuple[Background, ...] = ()

    def layer(self, key: str) -> LayerSpec | None:
        """Return the layer of that key, or None."""
        return next((layer for layer in self.layers if layer.key == key), None)

    def drawn(self) -> tuple[LayerSpec, ...]:
        """Return what is to be drawn, the lowest first."""
        return tuple(x for x in self.layers if x.base or x.key in self.visible)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two "#rrggbb" colours, 1 to 21 (WCAG 2.2, relative luminance).

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004 -- sRGB
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
