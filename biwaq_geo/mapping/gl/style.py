"""One layer of a map specification as layers of a MapLibre style.

The style holds colours, widths and keys of symbols, never a word of data. Point symbols
are pictures that the browser draws when it meets their names, `form|colour|hollow|edge`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from biwaq_geo.mapping.gl.expressions import Layer, by_symbol
from biwaq_geo.mapping.gl.points import clusters, heat, points
from biwaq_geo.mapping.mapspec import Draw, LayerSpec, Stroke, Symbol
from biwaq_geo.mapping.themes import Look

DASHES: Mapping[Stroke, Sequence[float] | None] = {
    Stroke.SOLID: None,
    Stroke.DASHED: (3, 2),
    Stroke.DOTTED: (0.01, 2),
}
"""In widths of the line; a dot is a dash without length and with round ends."""

TILE_ZOOM = 1
"""Web-map zooms count tiles of 256 pixels, MapLibre those of 512: one level less."""

STREET_GROWTH = 2**0.75
STREET_ZOOMS = (10.0, 14.5, 19.0)
LEAST_LINE = 0.6


def paint(
    layer: LayerSpec, look: Look, *, source: str, source_layer: str | None = None
) -> list[Layer]:
    """Return the style layers of one layer in its theme, the lowest first.

    Parameters
    ----------
    source
        Name of the source in the style.
    source_layer
        Layer within vector tiles; None for GeoJSON.
    """
    common: Layer = {"source": source}
    if source_layer is not None:
        common |= {"source-layer": source_layer}
    if layer.min_zoom:
        common |= {"minzoom": max(0, layer.min_zoom - TILE_ZOOM)}
    match layer.draw:
        case Draw.POINTS if layer.heat:
            parts = [heat(layer)]
        case Draw.POINTS:
            parts = [points(layer, look), *(clusters(layer, look) if layer.cluster_below else [])]
        case Draw.LINES:
            parts = _lines(layer, base=layer.base)
        case _:
            parts = [_fill(layer), *_outlines(layer, look)]
    return [_named(layer, part, common) for part in parts]


def selected(layer: LayerSpec, look: Look, *, source: str) -> list[Layer]:
    """Return the style layers that mark the chosen feature; the browser sets their filter."""
    parts: list[Layer]
    if layer.draw is Draw.POINTS:
        parts = [
            {
                "type": "circle",
                "paint": {
                    "circle-radius": 15 * look.size,
                    "circle-opacity": 0,
                    "circle-stroke-width": width,
                    "circle-stroke-color": colour,
                },
            }
            for colour, width in ((look.selected_edge, 6), (look.selected, 3))
        ]
    else:
        parts = [
            {"type": "line", "paint": {"line-color": colour, "line-width": width}}
            for colour, width in ((look.selected_edge, 7), (look.selected, 3))
        ]
    return [
        {
            **part,
            "id": f"{layer.key}/selected-{number}",
            "source": source,
            "filter": ["==", ["get", "i"], ""],
            "metadata": {"layer": layer.key, "part": "selected"},
        }
        for number, part in enumerate(parts)
    ]


def _named(layer: LayerSpec, part: Layer, common: Layer) -> Layer:
    wanted = _all(part.pop("filter", None), _of(layer) if layer.base else None)
    made = {**part, **common, "id": f"{layer.key}/{part['id']}"}
    made["metadata"] = {"layer": layer.key, "part": part["id"]}
    if wanted is not None:
        made["filter"] = wanted
    return made


def _of(layer: LayerSpec) -> list[Any]:
    """Only features of this layer: the layers of the base map share their tiles."""
    return ["==", ["get", "l"], layer.key]


def _all(*filters: list[Any] | None) -> list[Any] | None:
    real = [one for one in filters if one is not None]
    if len(real) > 1:
        return ["all", *real]
    return real[0] if real else None


def _fill(layer: LayerSpec) -> Layer:
    return {
        "id": "fill",
        "type": "fill",
        "paint": {
            "fill-color": by_symbol(layer, lambda symbol: symbol.colour),
            "fill-opacity": layer.fill,
            # an edge of its own would show between the tiles
            "fill-antialias": layer.base,
        },
    }


def _outlines(layer: LayerSpec, look: Look) -> list[Layer]:
    # the edge of a footprint keeps its width at every zoom
    if layer.base:
        edge = {
            "line-color": look.outline,
            "line-width": layer.width,
            "line-opacity": layer.opacity,
        }
        return [{"id": "edge", "type": "line", "paint": edge}] if layer.width else []
    return _lines(layer, base=False)


def _lines(layer: LayerSpec, *, base: bool) -> list[Layer]:
    """Return one style layer for each pattern: a pattern cannot hang on the feature."""
    made = []
    for stroke in Stroke:
        alike = [symbol for symbol in _symbols(layer) if symbol.stroke is stroke]
        if not alike or not any(_width(layer, symbol) for symbol in alike):
            continue
        part: Layer = {
            "id": f"line-{stroke}",
            "type": "line",
            "layout": {
                "line-cap": "butt" if stroke is Stroke.DASHED else "round",
                "line-join": "round",
            },
            "paint": {
                "line-color": by_symbol(layer, lambda symbol: symbol.colour),
                "line-width": _street_width(layer) if base else _fixed_width(layer),
                "line-opacity": layer.opacity,
            },
        }
        dash = DASHES[stroke]
        if dash is not None:
            part["paint"]["line-dasharray"] = list(dash)
        part["filter"] = _among(layer, alike)
        made.append(part)
    return made


def _symbols(layer: LayerSpec) -> Sequence[Symbol]:
    return (*layer.symbols, layer.own_symbol())


def _among(layer: LayerSpec, alike: Iterable[Symbol]) -> list[Any] | None:
    keys = [symbol.key for symbol in alike]
    return None if len(keys) == len(_symbols(layer)) else ["in", ["get", "s"], ["literal", keys]]


def _width(layer: LayerSpec, symbol: Symbol) -> float:
    return layer.width if symbol.width is None else symbol.width


def _fixed_width(layer: LayerSpec) -> object:
    return by_symbol(layer, lambda symbol: _width(layer, symbol))


def _street_width(layer: LayerSpec) -> list[Any]:
    """Streets grow with the map, a little slower than the ground does."""
    stops: list[Any] = []
    for zoom in STREET_ZOOMS:
        grown = STREET_GROWTH ** (zoom - STREET_ZOOMS[1])

        def width(symbol: Symbol, grown: float = grown) -> float:
            return max(LEAST_LINE, round(_width(layer, symbol) * grown, 2))

        stops += [zoom, by_symbol(layer, width)]
    return ["interpolate", ["exponential", STREET_GROWTH], ["zoom"], *stops]
