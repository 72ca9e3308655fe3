"""Layers of words: names of streets, counts in areas."""

from biwaq_geo.mapping.gl.expressions import FONT, Layer, by_zoom
from biwaq_geo.mapping.mapspec import Draw, LayerSpec
from biwaq_geo.mapping.themes import Look

HALO_WIDTH = 1.6
NAME_SIZE = ((13.0, 10.5), (17.0, 14.0))


def labels(layer: LayerSpec, look: Look, *, source: str, source_layer: str) -> Layer:
    """Return the style layer that writes the names of a layer of the base map."""
    along = layer.draw is Draw.LINES
    return {
        "id": f"{layer.key}/names",
        "type": "symbol",
        "source": source,
        "source-layer": source_layer,
        "minzoom": 13 if along else 12,
        "filter": ["all", ["has", "t"], ["==", ["get", "l"], layer.key]],
        "metadata": {"layer": layer.key, "part": "names"},
        "layout": {
            "text-field": ["get", "t"],
            "text-font": FONT,
            "text-size": by_zoom(NAME_SIZE, factor=look.type),
            "symbol-placement": "line" if along else "point",
            "symbol-spacing": 320,
            "text-max-angle": 30,
            "text-padding": 3,
        },
        "paint": {
            "text-color": look.text,
            "text-halo-color": look.halo,
            "text-halo-width": HALO_WIDTH,
        },
    }


def counts(layer: LayerSpec, look: Look, *, source: str, blank: str) -> Layer:
    """Return the style layer that writes the count of each area, a sentence for a blank one."""
    return {
        "id": f"{layer.key}/counts",
        "type": "symbol",
        "source": source,
        "metadata": {"layer": layer.key, "part": "counts"},
        "layout": {
            "text-field": ["case", ["==", ["get", "n"], None], blank, ["to-string", ["get", "n"]]],
            "text-font": FONT,
            "text-size": ["case", ["==", ["get", "n"], None], 11 * look.type, 19 * look.type],
            "text-allow-overlap": True,
        },
        "paint": {
            "text-color": layer.colour,
            "text-halo-color": look.halo,
            "text-halo-width": 2,
        },
    }
