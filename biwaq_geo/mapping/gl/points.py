"""Layers of points: symbols, counted marks of neighbours, density."""

import math

from biwaq_geo.mapping.gl.expressions import FONT, Layer, by_symbol, by_zoom
from biwaq_geo.mapping.mapspec import HEAT_RADIUS_M, LayerSpec, Symbol
from biwaq_geo.mapping.screen_scale import EQUATOR_M, MAPLIBRE_TILE_PX
from biwaq_geo.mapping.themes import Look

SYMBOL_SIZE = ((12.0, 0.55), (16.7, 1.25))
"""Point symbols grow with the map, within bounds; factor of their full size."""

ICON_PX = 24.0
"""Diameter in CSS pixels at which the browser draws point symbols."""

SINGLE = ["!", ["has", "point_count"]]
"""A point by itself; neighbours that are drawn as one mark have a count."""

MID_LATITUDE = 51.0
"""Of the towns that this is made for; a disc at another latitude of Germany is 7 % off at most."""


def points(layer: LayerSpec, look: Look) -> Layer:
    """Return the style layer of the symbols."""

    def picture(symbol: Symbol) -> str:
        return f"{symbol.form}|{symbol.colour}|{int(symbol.is_hollow)}|{look.edge}"

    made: Layer = {
        "id": "points",
        "type": "symbol",
        "layout": {
            "icon-image": by_symbol(layer, picture),
            "icon-size": by_zoom(SYMBOL_SIZE, factor=layer.size / ICON_PX),
            "icon-allow-overlap": True,
        },
        "paint": {"icon-opacity": layer.opacity},
    }
    return {**made, "filter": SINGLE} if layer.cluster_below else made


def clusters(layer: LayerSpec, look: Look) -> list[Layer]:
    """Return the counted marks of neighbours: a disc that grows with the count, and its number."""
    several = ["has", "point_count"]
    radius = ["+", 9, ["*", 3, ["log10", ["get", "point_count"]]]]
    return [
        {
            "id": "clusters",
            "type": "circle",
            "filter": several,
            "paint": {
                "circle-color": layer.colour,
                "circle-radius": ["*", look.size, radius],
                "circle-stroke-color": look.edge,
                "circle-stroke-width": 2,
            },
        },
        {
            "id": "cluster-counts",
            "type": "symbol",
            "filter": several,
            "layout": {
                "text-field": ["to-string", ["get", "point_count"]],
                "text-font": FONT,
                "text-size": 12 * look.type,
                "text-allow-overlap": True,
            },
            "paint": {"text-color": look.ground},
        },
    ]


def heat(layer: LayerSpec) -> Layer:
    """Return discs of a fixed size on the ground: where they lie upon each other it gets darker."""
    return {
        "id": "heat",
        "type": "circle",
        "paint": {
            "circle-color": layer.colour,
            "circle-opacity": layer.fill,
            "circle-pitch-alignment": "map",
            "circle-radius": [
                "interpolate",
                ["exponential", 2],
                ["zoom"],
                *(x for zoom in (5, 22) for x in (zoom, HEAT_RADIUS_M / _metres_per_px(zoom))),
            ],
        },
    }


def _metres_per_px(zoom: float) -> float:
    return EQUATOR_M * math.cos(math.radians(MID_LATITUDE)) / (MAPLIBRE_TILE_PX * 2**zoom)
