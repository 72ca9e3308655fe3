"""The elevation strip of a street as an SVG picture in the signs of the map."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import geopandas as gpd

from biwaq_geo.analysis.street_strip import Front, Piece, Strip
from biwaq_geo.mapping.forms import CORNERS
from biwaq_geo.mapping.mapspec import Draw, LayerSpec, Stroke, Symbol
from biwaq_geo.mapping.query import UNITS, parse

PX_PER_M = 5.0
"""A front of six metres has room for its sign and its number."""

FRONT_PX, STREET_PX, BAND_PX, HEAD_PX, MARGIN_PX = 52.0, 26.0, 30.0, 20.0, 8.0
SIGN_PX = 7.0
BAR_PX = 8
BROKEN = {
    Stroke.SOLID: "",
    Stroke.DASHED: ' stroke-dasharray="16 8"',
    Stroke.DOTTED: ' stroke-dasharray="4 8"',
}
"""How the bar of a score is broken, by the stroke of its symbol."""
FONTS = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Roboto, Arial, sans-serif"
"""Quoted: a bare name with a number in it makes browsers drop the whole list."""

WIDE_LETTER = 0.6
"""Width of a letter against its size, rather too wide than too narrow."""

INK, PAPER, PAVING = "#24211c", "#ffffff", "#ece8df"


@dataclass(frozen=True, slots=True)
class Words:
    """What is written in the picture; all of it is escaped here.

    Attributes
    ----------
    title
        Read out in the place of the picture.
    sides
        Names of the left and the right side.
    fronts
        By front, what is said of it when it is pointed at.
    pieces
        By section, its name and score, and the score alone.
    numbers
        What each front is called in the picture and the table; in their order where empty.
    """

    title: str
    sides: tuple[str, str]
    fronts: Mapping[str, str]
    pieces: Mapping[str, tuple[str, str]]
    numbers: Mapping[str, int] = field(default_factory=dict)


def signs_of(
    layers: Sequence[LayerSpec], frames: Mapping[str, gpd.GeoDataFrame]
) -> dict[str, tuple[LayerSpec, Symbol]]:
    """Return the sign of each unit that a layer of points shows; the topmost layer's holds.

    Parameters
    ----------
    frames
        Features of the layers, by the key of the layer, indexed by text `id`.
    """
    found: dict[str, tuple[LayerSpec, Symbol]] = {}
    for layer in layers:
        if layer.draw is not Draw.POINTS or layer.heat or parse(layer.source).name != UNITS:
            continue
        frame = frames[layer.key]
        values = frame[layer.column] if layer.column else [None] * len(frame)
        for key, value in zip(frame.index, values, strict=True):
            found[str(key)] = layer, layer.symbol_of(value) if layer.column else layer.own_symbol()
    return found


def strip_svg(
    strip: Strip,
    signs: Mapping[str, Symbol],
    scores: Mapping[str, Symbol],
    words: Words,
    *,
    fonts: str = FONTS,
    goes_on: Collection[str] = (),
) -> str:
    """Return the picture: one side, the street, the other side, the scores of the sections.

    What is written of a section that is short at the end of the picture ends where it ends.

    Parameters
    ----------
    signs
        By unit; a front without one is drawn empty.
    scores
        By section, the symbol of its score.
    fonts
        Families to write in, the first that there is.
    goes_on
        Sections that another picture goes on with: of those nothing is written that does not fit.
    """
    width, height = strip_size(strip)
    end = _End(width, frozenset(goes_on))
    street = HEAD_PX + FRONT_PX
    below = street + STREET_PX
    band = below + FRONT_PX + HEAD_PX
    parts = [
        _text(MARGIN_PX, HEAD_PX - 6, words.sides[0], size=12),
        _rect(MARGIN_PX, street, strip.length * PX_PER_M, STREET_PX, fill=PAVING),
        *(_section(one, street, words, end) for one in strip.pieces),
    ]
    for place, front in enumerate(strip.fronts, start=1):
        number = words.numbers.get(front.key, place)
        top = HEAD_PX if front.left else below
        parts.append(_front(front, number, top, signs.get(front.key), words.fronts[front.key]))
    parts.append(_text(MARGIN_PX, band - 6, words.sides[1], size=12))
    parts += [_score(one, band, scores.get(one.key), words, end) for one in strip.pieces]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(words.title)}" '
        f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'font-family="{fonts}">{"".join(parts)}</svg>'
    )


def strip_size(strip: Strip) -> tuple[float, float]:
    """Return width and height of the picture, pixels."""
    width = strip.length * PX_PER_M + 2 * MARGIN_PX
    return width, 3 * HEAD_PX + 2 * FRONT_PX + STREET_PX + BAND_PX


def _front(front: Front, number: int, top: float, sign: Symbol | None, said: str) -> str:
    x, wide = MARGIN_PX + front.start * PX_PER_M, front.width * PX_PER_M
    colour = sign.colour if sign else INK
    dash = "" if front.measured else ' stroke-dasharray="4 3"'
    frame = (
        f'<rect x="{x + 1:.1f}" y="{top:.1f}" width="{max(wide - 2, 1):.1f}" height="{FRONT_PX}" '
        f'fill="{PAPER}" stroke="{colour}" stroke-width="2"{dash}/>'
    )
    middle = x + wide / 2
    drawn = _sign(sign, middle, top + 18) if sign else ""
    label = _text(middle, top + FRONT_PX - 10, str(number), size=12, anchor="middle")
    return f"<g><title>{escape(said)}</title>{frame}{drawn}{label}</g>"


def _sign(sign: Symbol, x: float, y: float) -> str:
    paint = (
        f'fill="{PAPER}" stroke="{sign.colour}" stroke-width="2.5"'
        if sign.is_hollow
        else f'fill="{sign.colour}"'
    )
    if sign.form in CORNERS:
        corners = " ".join(
            f"{x + SIGN_PX * dx:.1f},{y + SIGN_PX * dy:.1f}" for dx, dy in CORNERS[sign.form]
        )
        return f'<polygon points="{corners}" {paint}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{SIGN_PX * 0.9:.1f}" {paint}/>'


@dataclass(frozen=True, slots=True)
class _End:
    """Where the picture ends, and the sections that go on beyond it."""

    width: float
    goes_on: frozenset[str]

    def text(self, piece: Piece, y: float, said: str, *, size: int) -> str:
        """Write what is said of a section, as far as the picture goes."""
        x = MARGIN_PX + piece.start * PX_PER_M + 4
        if x + len(said) * size * WIDE_LETTER <= self.width:
            return _text(x, y, said, size=size)
        if piece.key in self.goes_on:
            return ""
        return _text(self.width - 2, y, said, size=size, anchor="end")


def _section(piece: Piece, top: float, words: Words, end: _End) -> str:
    x = MARGIN_PX + piece.start * PX_PER_M
    line = (
        f'<line x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{top + STREET_PX:.1f}" '
        f'stroke="{INK}" stroke-width="1"/>'
    )
    name, _ = words.pieces[piece.key]
    return line + end.text(piece, top + STREET_PX - 9, name, size=12)


def _score(piece: Piece, top: float, symbol: Symbol | None, words: Words, end: _End) -> str:
    x, wide = MARGIN_PX + piece.start * PX_PER_M, (piece.end - piece.start) * PX_PER_M
    name, score = words.pieces[piece.key]
    # broken as on the map and in the legend: told apart without its colour
    colour, stroke = (symbol.colour, symbol.stroke) if symbol else (INK, Stroke.SOLID)
    y = top + BAR_PX / 2
    bar = (
        f'<line x1="{x + 1:.1f}" y1="{y:.1f}" x2="{x + max(wide - 1, 2):.1f}" y2="{y:.1f}" '
        f'stroke="{colour}" stroke-width="{BAR_PX}"{BROKEN[stroke]}/>'
    )
    label = end.text(piece, top + 24, score, size=13)
    return f"<g><title>{escape(f'{name}: {score}')}</title>{bar}{label}</g>"


def _rect(x: float, y: float, width: float, height: float, *, fill: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 1):.1f}" height="{height:.1f}" '
        f'fill="{fill}"/>'
    )


def _text(x: float, y: float, said: str, *, size: int, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{INK}" '
        f'text-anchor="{anchor}">{escape(said)}</text>'
    )
