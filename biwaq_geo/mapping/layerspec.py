"""One layer of the map, as its file says: what it shows and how its symbols look."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from biwaq_geo.domain.catalogue import Words
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.themes import LOOKS, Theme, colour_in

HEAT_RADIUS_M = 100.0
"""Of the disc that a vacant unit has in a layer of heat: the next two or three houses."""


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
    BAR = "bar"


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
    hollow
        True for a point drawn as its outline only.
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
    hollow: bool = False

    @property
    def is_hollow(self) -> bool:
        """Whether a point is drawn as its outline; a ring always is."""
        return self.hollow or self.form is Form.RING

    def in_theme(self, theme: Theme, *, base: bool) -> "Symbol":
        """Return the symbol in the colours of a theme; `base` for one of the base map."""
        wide = self.width if base or self.width is None else self.width * LOOKS[theme].line
        return replace(self, colour=colour_in(self.colour, theme, base=base), width=wide)


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
    cluster_below
        Web-map zoom below which neighbouring points are drawn as one counted mark on
        screen; 0 for never. Paper shows every point.
    afar
        Keys of the symbols of a base layer that the work map draws from far away too, see
        `mapping.from_afar`; None for all, and for those that no symbol names.
    audience
        The first audience that may see the layer.
    hidden
        In no list and on no map; the file stays.
    heat
        True for vacant units drawn as translucent discs of `HEAT_RADIUS_M`: the darker a
        place, the more of them lie within that distance.
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
    afar: tuple[str, ...] | None = None
    audience: Audience = Audience.PUBLIC
    hidden: bool = False
    cluster_below: int = 0
    heat: bool = False
    hollow: bool = False

    def in_theme(self, theme: Theme) -> "LayerSpec":
        """Return the layer in the colours and sizes of a theme."""
        look = LOOKS[theme]
        return replace(
            self,
            colour=colour_in(self.colour, theme, base=self.base),
            width=self.width if self.base else self.width * look.line,
            size=self.size * look.size,
            symbols=tuple(symbol.in_theme(theme, base=self.base) for symbol in self.symbols),
        )

    def symbol_of(self, value: object) -> Symbol:
        """Return the symbol for a value of `column`; the layer's own where none fits."""
        for symbol in self.symbols:
            if _fits(symbol, value):
                return symbol
        return self.own_symbol()

    def own_symbol(self) -> Symbol:
        """Return the symbol of features that no rule names."""
        return Symbol("", self.title, self.colour, self.form, self.stroke, hollow=self.hollow)

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
