"""Samples of symbols for a legend on screen, as small SVG pictures."""

import base64

from biwaq_geo.mapping.forms import CORNERS
from biwaq_geo.mapping.mapspec import Draw, LayerSpec, Stroke, Symbol, Theme
from biwaq_geo.mapping.themes import LIGHT, LOOKS

WIDTH, HEIGHT = 26, 18
"""Size of a sample in CSS pixels."""

DASHES = {Stroke.SOLID: "", Stroke.DASHED: "6 3", Stroke.DOTTED: "1.5 3"}
RADIUS = 7.0
LEAST_LINE = 2.0
HOLLOW_LINE = 2.5


def sample(layer: LayerSpec, symbol: Symbol, theme: Theme = Theme.LIGHT) -> str:
    """Return the sample as a data address; everything in it comes from checked enums.

    Parameters
    ----------
    layer, symbol
        As the layer file says; they are drawn in the colours of the theme, on its ground.
    """
    look, shown = LOOKS[theme], symbol.in_theme(theme, base=layer.base)
    match layer.draw:
        case Draw.POINTS if layer.heat:
            inner = _heat(layer, shown)
        case Draw.POINTS:
            inner = _point(shown, look.edge)
        case Draw.LINES:
            inner = _line(layer, shown)
        case _:
            inner = (
                f'<rect x="3" y="3" width="20" height="12" fill="{shown.colour}" '
                f'fill-opacity="{max(layer.fill, 0.15):.2f}" stroke="{shown.colour}" '
                f'stroke-width="1.5" stroke-dasharray="{DASHES[shown.stroke]}"/>'
            )
    # the page round the legend is light, whatever the map is
    ground = (
        ""
        if look.ground == LIGHT.ground
        else (f'<rect width="{WIDTH}" height="{HEIGHT}" rx="3" fill="{look.ground}"/>')
    )
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{ground}{inner}</svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()


def _heat(layer: LayerSpec, symbol: Symbol) -> str:
    discs = (
        f'<circle cx="{x}" cy="{HEIGHT / 2}" r="{RADIUS}" fill="{symbol.colour}" '
        f'fill-opacity="{layer.fill:.2f}"/>'
        for x in (8, 13, 18)
    )
    return "".join(discs)


def _point(symbol: Symbol, inside: str) -> str:
    x, y = WIDTH / 2, HEIGHT / 2
    hollow = symbol.is_hollow
    reach = RADIUS - HOLLOW_LINE / 2 if hollow else RADIUS
    paint = (
        f'fill="{inside}" stroke="{symbol.colour}" stroke-width="{HOLLOW_LINE}"'
        if hollow
        else f'fill="{symbol.colour}"'
    )
    if symbol.form in CORNERS:
        corners = " ".join(
            f"{x + reach * dx:.2f},{y + reach * dy:.2f}" for dx, dy in CORNERS[symbol.form]
        )
        return f'<polygon points="{corners}" {paint}/>'
    return f'<circle cx="{x}" cy="{y}" r="{reach * 0.9:.2f}" {paint}/>'


def _line(layer: LayerSpec, symbol: Symbol) -> str:
    width = max(symbol.width or layer.width, LEAST_LINE)
    y = HEIGHT / 2
    return (
        f'<line x1="2" y1="{y}" x2="{WIDTH - 2}" y2="{y}" stroke="{symbol.colour}" '
        f'stroke-width="{width}" stroke-dasharray="{DASHES[symbol.stroke]}"/>'
    )
