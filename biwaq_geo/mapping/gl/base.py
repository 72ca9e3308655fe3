"""The base map near and from far away: two sets of style layers that meet at one zoom."""

from dataclasses import replace

from biwaq_geo.mapping.from_afar import NEAR_ZOOM, is_built_up
from biwaq_geo.mapping.gl.expressions import Layer
from biwaq_geo.mapping.gl.style import paint
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.mapping.themes import Look


def near(layer: LayerSpec, look: Look, *, source: str, source_layer: str) -> list[Layer]:
    """Return the style layers of a base layer from `NEAR_ZOOM` on, the lowest first."""
    parts = paint(layer, look, source=source, source_layer=source_layer)
    return [{**part, "minzoom": max(NEAR_ZOOM, part.get("minzoom", 0))} for part in parts]


def far(layer: LayerSpec, look: Look, *, source: str, source_layer: str) -> list[Layer]:
    """Return the style layers of one of `drawn_from_afar` below `NEAR_ZOOM`."""
    shown = replace(layer, min_zoom=0) if is_built_up(layer) else layer
    parts = paint(shown, look, source=source, source_layer=source_layer)
    return [{**part, "id": f"{part['id']}-afar", "maxzoom": NEAR_ZOOM} for part in parts]
