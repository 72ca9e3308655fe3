"""What the work map in the browser is told: once what it is, each time what it shows."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from biwaq_geo.mapping.base_tiles import FIRST_ZOOM, TILE_LAYER, near_groups, tile_groups
from biwaq_geo.mapping.from_afar import drawn_from_afar
from biwaq_geo.mapping.geojson import WGS84
from biwaq_geo.mapping.gl.base import far, near
from biwaq_geo.mapping.gl.bench import NO_TOOLS, MapTools, bench_state, bench_words
from biwaq_geo.mapping.gl.changes import outlines
from biwaq_geo.mapping.gl.relief import bodies, fronts
from biwaq_geo.mapping.gl.style import TILE_ZOOM, paint, selected
from biwaq_geo.mapping.gl.tools import tool_words
from biwaq_geo.mapping.gl.words import counts, labels
from biwaq_geo.mapping.mapspec import Draw, GoTo, LayerSpec, MapSpec
from biwaq_geo.mapping.planned import planned_features, told_look
from biwaq_geo.mapping.projecting import project, project_box
from biwaq_geo.mapping.query import CHANGES, UNITS, WITHOUT_ADDRESS, is_dated, is_live, parse
from biwaq_geo.mapping.screen_scale import USUAL_SCALES
from biwaq_geo.mapping.themes import LOOKS, Look, look_of
from biwaq_geo.texts import Texts

if TYPE_CHECKING:
    from biwaq_geo.mapping.gl.expressions import Layer

MIN_ZOOM, MAX_ZOOM = 9.0, 20.0

CLUSTER_PX = 44
"""Neighbours nearer than this are drawn as one counted mark, CSS pixels."""


def work_map_config(spec: MapSpec, *, town_key: str, tiles: str, texts: Texts) -> dict[str, object]:
    """Return what stays the same as long as town, layer files and language do.

    Parameters
    ----------
    tiles
        Version of the base map's tiles; part of their address.
    """
    west, south, east, north = degrees(spec.extent, epsg=spec.epsg)
    return {
        "town": town_key,
        "bounds": [[west, south], [east, north]],
        "zooms": [MIN_ZOOM, MAX_ZOOM],
        "demo": spec.demo,
        "language": spec.language,
        "theme": spec.theme.value,
        "look": look_of(spec.theme),
        "planned": told_look(LOOKS[spec.theme]),
        "scales": USUAL_SCALES,
        "relief": _relief(spec, town_key=town_key),
        "style": _base_style(spec, town_key=town_key, tiles=tiles),
        "layers": [
            _data_layer(layer, LOOKS[spec.theme], town_key=town_key, texts=texts)
            for layer in spec.styled()
            if not layer.base
        ],
        "words": _words(texts),
    }


def work_map_state(
    spec: MapSpec,
    *,
    revision: int,
    only: Iterable[str] | None = None,
    tools: MapTools = NO_TOOLS,
) -> dict[str, object]:
    """Return what the map shows now.

    Parameters
    ----------
    revision
        Of the register, present or past.
    only
        Ids of the units to show; all if None.
    """
    return {
        "visible": [layer.key for layer in spec.drawn() if not layer.base],
        "revision": revision,
        "day": spec.day.isoformat(),
        "selected": spec.selected,
        "only": None if only is None else sorted(only),
        "past": spec.past,
        "goTo": _target(spec.go_to, epsg=spec.epsg) if spec.go_to else None,
        "place": project(*spec.place, source=spec.epsg, target=WGS84) if spec.place else None,
        "backgrounds": [asdict(background) for background in spec.backgrounds],
        "chosen": sorted(tools.chosen),
        "bench": bench_state(tools),
        "planned": planned_features(tools.planned or {}, epsg=spec.epsg),
        "changed": dict(spec.own),
    }


def _target(go_to: GoTo, *, epsg: int) -> dict[str, object]:
    west, south, east, north = degrees(go_to.extent, epsg=epsg)
    return {"bounds": [[west, south], [east, north]], "serial": go_to.serial}


def degrees(
    extent: tuple[float, float, float, float], *, epsg: int
) -> tuple[float, float, float, float]:
    """Return west, south, east, north in WGS84 of an extent in a projected CRS."""
    sides = project_box(extent, source=epsg, target=WGS84)
    west, south, east, north = (round(side, 6) for side in sides)
    return west, south, east, north


def _base_style(spec: MapSpec, *, town_key: str, tiles: str) -> dict[str, object]:
    groups = near_groups(spec.layers)
    source_of = {layer.key: f"base-{zoom}" for zoom, group in groups.items() for layer in group}
    look = LOOKS[spec.theme]
    base = [layer for layer in spec.styled() if layer.base]
    drawn: list[Layer] = [
        {"id": "ground", "type": "background", "paint": {"background-color": look.ground}}
    ]
    for layer in drawn_from_afar(base):
        drawn += far(layer, look, source=f"base-{FIRST_ZOOM}", source_layer=TILE_LAYER)
    for layer in base:
        drawn += near(layer, look, source=source_of[layer.key], source_layer=TILE_LAYER)
    drawn += [
        labels(layer, look, source=source_of[layer.key], source_layer=TILE_LAYER)
        for layer in base
        if layer.labels
    ]
    sources = {
        f"base-{zoom}": {"type": "vector", "url": f"/geo/{town_key}/base-{zoom}.pmtiles?v={tiles}"}
        for zoom in tile_groups(spec.layers)
    }
    return {"version": 8, "sources": sources, "layers": drawn}


def _data_layer(layer: LayerSpec, look: Look, *, town_key: str, texts: Texts) -> dict[str, Any]:
    if layer.source == CHANGES:
        return _changes(layer, look, texts=texts)
    areas = layer.draw is Draw.COUNT_PER_AREA
    address = None if layer.source in WITHOUT_ADDRESS else f"/geo/{town_key}/{layer.key}"
    return {
        "key": layer.key,
        "title": texts.of(layer.title),
        "symbols": {symbol.key: texts.of(symbol.label) for symbol in layer.legend()},
        "nameUrl": f"{address}.name.json" if address else None,
        "draw": layer.draw.value,
        "live": is_live(layer.source),
        "dated": is_dated(layer.source),
        "ofUnits": parse(layer.source).name == UNITS,
        "url": f"{address}.geojson" if address else None,
        "labelsUrl": f"{address}.labels.geojson" if areas else None,
        # names are written above areas and lines, and make room for points
        "belowNames": layer.draw is not Draw.POINTS,
        "cluster": _cluster(layer),
        "layers": paint(layer, look, source=layer.key) + selected(layer, look, source=layer.key),
        "labels": [
            counts(layer, look, source=f"{layer.key}-labels", blank=texts("map.blank_count"))
        ]
        if areas
        else [],
    }


def _changes(layer: LayerSpec, look: Look, *, texts: Texts) -> dict[str, Any]:
    """Return the layer of what differs, which has no address: its features come with the state."""
    return {
        "key": layer.key,
        "title": texts.of(layer.title),
        "symbols": {symbol.key: texts.of(symbol.label) for symbol in layer.legend()},
        "nameUrl": None,
        "draw": layer.draw.value,
        "live": False,
        "url": None,
        "labelsUrl": None,
        "belowNames": False,
        "cluster": {},
        "layers": outlines(layer, look, source=layer.key),
        "labels": [],
    }


def _relief(spec: MapSpec, *, town_key: str) -> dict[str, object] | None:
    """Return the houses as bodies, and the empty ground floors in them; None without houses."""
    groups = near_groups(spec.layers)
    houses = [
        (zoom, layer)
        for zoom, group in groups.items()
        for layer in group
        if parse(layer.source).name == "buildings"
    ]
    if not houses:
        return None
    zoom, layer = houses[0]
    return {
        "frontsUrl": f"/geo/{town_key}/vacant-fronts.geojson",
        "houses": bodies(
            layer.in_theme(spec.theme), source=f"base-{zoom}", source_layer=TILE_LAYER
        ),
        "fronts": fronts(spec.theme),
    }


def _cluster(layer: LayerSpec) -> dict[str, object] | None:
    """Return what a GeoJSON source is told of neighbours; None for a layer without clusters."""
    if not layer.cluster_below:
        return None
    return {
        "cluster": True,
        "clusterRadius": CLUSTER_PX,
        "clusterMaxZoom": layer.cluster_below - TILE_ZOOM - 1,
    }


def _words(texts: Texts) -> dict[str, object]:
    return {
        "map": texts("map.title"),
        "zoomIn": texts("map.zoom_in"),
        "zoomOut": texts("map.zoom_out"),
        "north": texts("map.north"),
        "relief": texts("map.relief"),
        "vacantFronts": texts("map.vacant_fronts"),
        "failed": texts("map.layer_failed"),
        "place": texts("map.place"),
        "demo": texts("app.demo_short"),
        "source": texts("common.source"),
        "asOf": texts("common.as_of"),
        "scale": texts("map.scale"),
        "backgroundFailed": texts("map.background_failed"),
        **tool_words(texts),
        "bench": bench_words(texts),
    }
