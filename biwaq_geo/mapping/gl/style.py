"""One layer of a map specification as layers of a MapLibre style.

The style holds colours, widths and keys of symbols, never a word of data. Point symbols
are pictures that the browser draws when it meets their names, `form|colour|hollow|edge`.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from biwaq_geo.mapping.mapspec import HEAT_RADIUS_M, Draw, LayerSpec, Stroke, Symbol
from biwaq_geo.mapping.pick import EQUATOR_M
from biwaq_geo.mapping.themes import Look

Layer = dict[str, Any]

DASHES: Mapping[Stroke, Sequence[float] | None] = {
    Stroke.SOLID: None,
    Stroke.DASHED: (3, 2),
    Stroke.DOTTED: (0.01, 2),
}
"""In widths of the line; a dot is a dash without length and with round ends."""

TILE_ZOOM = 1
"""Web-map zooms count tiles of 256 pixels, MapLibre those of 512: one level less."""

SYMBOL_SIZE = ("interpolate", ("linear",), ("zoom",), 12, 0.55, 16.7, 1.25)
"""Point symbols grow with the map, within bounds; factor of their full size."""

STREET_GROWTH = 2**0.75
STREET_ZOOMS = (10.0, 14.5, 19.0)
LEAST_LINE = 0.6

HALO_WIDTH = 1.6
FONT = ["Source Sans Pro"]

SINGLE = ["!", ["has", "point_count"]]
"""A point by itself; neighbours that are drawn as one mark have a count."""


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
            parts = [_heat(layer)]
        case Draw.POINTS:
            parts = [_points(layer, look), *(_clusters(layer, look) if layer.cluster_below else [])]
        case Draw.LINES:
            parts = _lines(layer, base=layer.base)
        case _:
            parts = [_fill(layer), *_outlines(layer, look)]
    return [_named(layer, part, common) for part in parts]


def labels(layer: LayerSpec, look: Look, *, source: str, source_layer: str) -> Layer:
    """Return the style layer that writes the names of a layer of the base map."""
    along = layer.draw is Draw.LINES
    return {
        "id": f"{layer.key}/names",
        "type": "symbol",
        "source": source,
        "source-layer": source_layer,
        "minzoom": 13 if along else 12,
        "filter": _all(["has", "t"], _of(layer)),
        "metadata": {"layer": layer.key, "part": "names"},
        "layout": {
            "text-field": ["get", "t"],
            "text-font": FONT,
            "text-size": _scaled(
                ("interpolate", ("linear",), ("zoom",), 13, 10.5, 17, 14), look.type
            ),
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


def _points(layer: LayerSpec, look: Look) -> Layer:
    def picture(symbol: Symbol) -> str:
        return f"{symbol.form}|{symbol.colour}|{int(symbol.is_hollow)}|{look.edge}"

    made: Layer = {
        "id": "points",
        "type": "symbol",
        "layout": {
            "icon-image": _by_symbol(layer, picture),
            "icon-size": _scaled(SYMBOL_SIZE, layer.size / ICON_PX),
            "icon-allow-overlap": True,
        },
        "paint": {"icon-opacity": layer.opacity},
    }
    return {**made, "filter": SINGLE} if layer.cluster_below else made


def _clusters(layer: LayerSpec, look: Look) -> list[Layer]:
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


def _heat(layer: LayerSpec) -> Layer:
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


MID_LATITUDE = 51.0
"""Of the towns that this is made for; a disc at another latitude of Germany is 7 % off at most."""


def _metres_per_px(zoom: float) -> float:
    return EQUATOR_M * math.cos(math.radians(MID_LATITUDE)) / (512 * 2**zoom)


ICON_PX = 24.0
"""Diameter in CSS pixels at which the browser draws point symbols."""


def _scaled(expression: Sequence[Any], factor: float) -> list[Any]:
    head, stops = expression[:3], expression[3:]
    sizes = [round(x * factor, 4) if i % 2 else x for i, x in enumerate(stops)]
    return [*(list(x) if isinstance(x, tuple) else x for x in head), *sizes]


def _fill(layer: LayerSpec) -> Layer:
    return {
        "id": "fill",
        "type": "fill",
        "paint": {
            "fill-color": _by_symbol(layer, lambda symbol: symbol.colour),
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
                "line-color": _by_symbol(layer, lambda symbol: symbol.colour),
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
    return _by_symbol(layer, lambda symbol: _width(layer, symbol))


def _street_width(layer: LayerSpec) -> list[Any]:
    """Streets grow with the map, a little slower than the ground does."""
    stops: list[Any] = []
    for zoom in STREET_ZOOMS:
        grown = STREET_GROWTH ** (zoom - STREET_ZOOMS[1])
        stops += [
            zoom,
            _by_symbol(layer, lambda x, f=grown: max(LEAST_LINE, round(_width(layer, x) * f, 2))),
        ]
    return ["interpolate", ["exponential", STREET_GROWTH], ["zoom"], *stops]


def _by_symbol(layer: LayerSpec, value: Any) -> Any:
    """Return an expression that chooses by the key of a feature's symbol."""
    own = value(layer.own_symbol())
    cases: list[Any] = []
    for symbol in layer.symbols:
        cases += [symbol.key, value(symbol)]
    return ["match", ["get", "s"], *cases, own] if cases else own
