"""The layer of what differs: outlines round symbols, lines beside lines."""

from biwaq_geo.mapping.gl.expressions import Layer, by_symbol, by_zoom
from biwaq_geo.mapping.gl.points import ICON_PX, SYMBOL_SIZE
from biwaq_geo.mapping.mapspec import LayerSpec, Symbol
from biwaq_geo.mapping.themes import Look

GAP_PX = 12
"""Between the two lines that a changed line or outline lies in."""

CHOSEN = 1.5
"""Size of the ring round the chosen change, as a factor of the outline's."""

NONE = ["==", ["get", "i"], ""]
POINT = ["==", ["geometry-type"], "Point"]


def outlines(layer: LayerSpec, look: Look, *, source: str) -> list[Layer]:
    """Return the style layers of changes, the lowest first."""

    def picture(symbol: Symbol) -> str:
        return f"{symbol.form}|{symbol.colour}|frame|{look.edge}"

    return [
        {
            "id": f"{layer.key}/lines",
            "type": "line",
            "source": source,
            "filter": ["!", POINT],
            "metadata": {"layer": layer.key, "part": "lines"},
            "layout": {"line-cap": "round", "line-join": "round"},
            "paint": {
                "line-color": by_symbol(layer, lambda symbol: symbol.colour),
                "line-width": 3 * look.line,
                "line-gap-width": GAP_PX * look.line,
            },
        },
        {
            "id": f"{layer.key}/points",
            "type": "symbol",
            "source": source,
            "filter": POINT,
            "metadata": {"layer": layer.key, "part": "points"},
            "layout": {
                "icon-image": by_symbol(layer, picture),
                "icon-size": by_zoom(SYMBOL_SIZE, factor=layer.size / ICON_PX),
                "icon-allow-overlap": True,
            },
        },
        *(
            {
                "id": f"{layer.key}/selected-{name}",
                "type": "line",
                "source": source,
                "filter": NONE,
                "metadata": {"layer": layer.key, "part": "selected", "of": ["!", POINT]},
                "layout": {"line-cap": "round", "line-join": "round"},
                "paint": {"line-color": colour, "line-width": width * look.line},
            }
            for name, colour, width in (
                ("edge", look.selected_edge, 7),
                ("line", look.selected, 3),
            )
        ),
        {
            "id": f"{layer.key}/selected",
            "type": "symbol",
            "source": source,
            "filter": NONE,
            # the browser chooses by id; of a line this would mark a corner
            "metadata": {"layer": layer.key, "part": "selected", "of": POINT},
            "layout": {
                "icon-image": f"circle|{look.selected}|frame|{look.selected_edge}",
                "icon-size": by_zoom(SYMBOL_SIZE, factor=CHOSEN * layer.size / ICON_PX),
                "icon-allow-overlap": True,
            },
        },
    ]
