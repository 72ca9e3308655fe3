"""Samples of symbols for a legend on screen, as small SVG pictures."""

import base64

from biwaq_geo.mapping.forms import CORNERS
from biwaq_geo.mapping.mapspec import Draw, Form, LayerSpec, Stroke, Symbol

WIDTH, HEIGHT = 26, 18
"""Size of a sample in CSS pixels."""

DASHES = {Stroke.SOLID: "", Stroke.DASHED: "6 3", Stroke.DOTTED: "1.5 3"}
RADIUS = 7.0
LEAST_LINE = 2.0


def sample(layer: LayerSpec, symbol: Symbol) -> str:
    """Return the sample as a data address; everything in it comes from checked enums."""
    match layer.draw:
        case Draw.POINTS:
            inner = _point(symbol)
        case Draw.LINES:
            inner = _line(layer, symbol)
        case _:
            inner = (
                f'<rect x="3" y="3" width="20" height="12" fill="{symbol.colour}" '
                f'fill-opacity="{max(layer.fill, 0.15):.2f}" stroke="{symbol.colour}" '
                f'stroke-width="1.5" stroke-dasharray="{DASHES[symbol.stroke]}"/>'
            )
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{inner}</svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()


def _point(symbol: Symbol) -> str:
    x, y = WIDTH / 2, HEIGHT / 2
    if symbol.form in CORNERS:
        corners = " ".join(
            f"{x + RADIUS * dx:.2f},{y + RADIUS * dy:.2f}" for dx, dy in CORNERS[symbol.form]
        )
        return f'<polygon points="{corners}" fill="{symbol.colour}"/>'
    hole = f'<circle cx="{x}" cy="{y}" r="3.5" fill="#ffffff"/>' if symbol.form is Form.RING else ""
    return f'<circle cx="{x}" cy="{y}" r="{RADIUS * 0.9}" fill="{symbol.colour}"/>{hole}'


def _line(layer: LayerSpec, symbol: Symbol) -> str:
    width = max(symbol.width or layer.width, LEAST_LINE)
    y = HEIGHT / 2
    return (
        f'<line x1="2" y1="{y}" x2="{WIDTH - 2}" y2="{y}" stroke="{symbol.colour}" '
        f'stroke-width="{width}" stroke-dasharray="{DASHES[symbol.stroke]}"/>'
    )
