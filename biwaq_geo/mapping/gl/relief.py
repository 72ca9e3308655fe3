"""The tilted map: houses as bodies, and a coloured ground floor where a unit stands empty."""

from biwaq_geo.mapping.gl.expressions import Layer, by_symbol
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.mapping.themes import Theme, colour_in

VACANT_FRONT = "#b3261e"
"""The colour of vacant units, as their layer has it."""

FRONTS = "vacant-fronts"


def bodies(layer: LayerSpec, *, source: str, source_layer: str) -> Layer:
    """Return the style layer that raises the houses of a base layer by their property `h`."""
    return {
        "id": "relief/houses",
        "type": "fill-extrusion",
        "source": source,
        "source-layer": source_layer,
        "filter": ["==", ["get", "l"], layer.key],
        "metadata": {"layer": layer.key, "part": "relief"},
        "paint": {
            "fill-extrusion-color": by_symbol(layer, lambda symbol: symbol.colour),
            "fill-extrusion-height": ["coalesce", ["get", "h"], 6],
            "fill-extrusion-opacity": 0.92,
        },
    }


def fronts(theme: Theme) -> Layer:
    """Return the style layer of the empty ground floors."""
    return {
        "id": "relief/fronts",
        "type": "fill-extrusion",
        "source": FRONTS,
        "metadata": {"layer": FRONTS, "part": "relief"},
        "paint": {
            "fill-extrusion-color": colour_in(VACANT_FRONT, theme),
            "fill-extrusion-height": ["get", "h"],
        },
    }
