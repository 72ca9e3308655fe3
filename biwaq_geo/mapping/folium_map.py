"""The work map in folium, kept thin: layers come by address, switches as one line of JSON.

Neither the map nor a layer holds a word of data: features carry an id and the key of a
symbol, and everything said here is a text of the programme, written as `safe_json`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

import folium
from folium.template import Template
from shapely import Geometry

from biwaq_geo.mapping.geojson import WGS84
from biwaq_geo.mapping.mapspec import HEAT_RADIUS_M, GoTo, LayerSpec, MapSpec, Symbol
from biwaq_geo.mapping.offline_assets import use_own_assets
from biwaq_geo.mapping.planned import planned_features, told_look
from biwaq_geo.mapping.projecting import project, project_box
from biwaq_geo.mapping.query import UNITS, is_dated, is_live, parse
from biwaq_geo.mapping.safe_text import safe_json
from biwaq_geo.mapping.screen_scale import USUAL_SCALES
from biwaq_geo.mapping.themes import LOOKS, look_of
from biwaq_geo.texts import Texts

MIN_ZOOM, MAX_ZOOM = 11, 19


class _Created(folium.MacroElement):
    """Hands the map over to our script."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        BiwaqMap.create({{ this._parent.get_name() }}, {{ this.config }});
        {% endmacro %}"""
    )

    def __init__(self, config: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Created"
        self.config = config


class _Shown(folium.MacroElement):
    """Tells our script what to show."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        BiwaqMap.show({{ this.state }});
        {% endmacro %}"""
    )

    def __init__(self, state: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Shown"
        self.state = state


def folium_map(spec: MapSpec, *, town_key: str, texts: Texts) -> folium.Map:
    """Return the map without its state: the same script for the same town and language.

    Another script would have streamlit-folium throw the frame away and mount a new one, so
    what can be chosen, the look included, goes with `state_group`.
    """
    use_own_assets()
    west, south, east, north = _degrees(spec.extent, epsg=spec.epsg)
    made = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=14,
        tiles=None,
        zoom_control=False,
        attributionControl=False,
        minZoom=MIN_ZOOM,
        maxZoom=MAX_ZOOM,
        zoomSnap=0.5,
    )
    config = {
        "town": town_key,
        "bounds": [[south, west], [north, east]],
        "scales": USUAL_SCALES,
        "demo": spec.demo,
        "language": spec.language,
        "words": _words(texts),
    }
    made.add_child(_Created(safe_json(config)))
    return made


def state_group(
    spec: MapSpec,
    *,
    revision: int,
    only: Iterable[str] | None = None,
    planned: Mapping[int, Geometry] | None = None,
) -> folium.FeatureGroup:
    """Return what the map shows now, as the group that streamlit-folium sends by itself.

    Parameters
    ----------
    revision
        Of the register, present or past.
    only
        Ids of the units to show; all if None.
    planned
        Shapes of a scenario in the CRS of the map, by the number of their edit.
    """
    state = {
        "suit": _suit(spec),
        "visible": [layer.key for layer in spec.drawn() if not layer.base],
        "revision": revision,
        "day": spec.day.isoformat(),
        "selected": spec.selected,
        "only": None if only is None else sorted(only),
        "past": spec.past,
        "goTo": _target(spec.go_to, epsg=spec.epsg) if spec.go_to else None,
        "place": project(*spec.place, source=spec.epsg, target=WGS84) if spec.place else None,
        "backgrounds": [asdict(background) for background in spec.backgrounds],
        "own": dict(spec.own),
        "planned": planned_features(planned or {}, epsg=spec.epsg),
    }
    group = folium.FeatureGroup(control=False)
    group.add_child(_Shown(safe_json(state)))
    return group


def _suit(spec: MapSpec) -> dict[str, object]:
    """Return the layers in the look of the theme."""
    return {
        "theme": spec.theme.value,
        "look": look_of(spec.theme),
        "planned": told_look(LOOKS[spec.theme]),
        "order": [layer.key for layer in spec.layers],
        "layers": {layer.key: _layer(layer) for layer in spec.styled()},
    }


def _target(go_to: GoTo, *, epsg: int) -> dict[str, object]:
    west, south, east, north = _degrees(go_to.extent, epsg=epsg)
    return {"bounds": [[south, west], [north, east]], "serial": go_to.serial}


def _degrees(
    extent: tuple[float, float, float, float], *, epsg: int
) -> tuple[float, float, float, float]:
    sides = project_box(extent, source=epsg, target=WGS84)
    west, south, east, north = (round(side, 6) for side in sides)
    return west, south, east, north


def _layer(layer: LayerSpec) -> dict[str, object]:
    return {
        "draw": layer.draw.value,
        "base": layer.base,
        "order": layer.order,
        "width": layer.width,
        "size": layer.size,
        "fill": layer.fill,
        "opacity": layer.opacity,
        "labels": layer.labels,
        "minZoom": layer.min_zoom,
        "clusterBelow": layer.cluster_below,
        "heat": HEAT_RADIUS_M if layer.heat else None,
        "live": is_live(layer.source),
        "dated": is_dated(layer.source),
        "ofUnits": parse(layer.source).name == UNITS,
        "own": _symbol(layer.own_symbol()),
        "symbols": {symbol.key: _symbol(symbol) for symbol in layer.symbols},
    }


def _symbol(symbol: Symbol) -> dict[str, object]:
    return {
        "colour": symbol.colour,
        "form": symbol.form.value,
        "stroke": symbol.stroke.value,
        "width": symbol.width,
        "hollow": symbol.is_hollow,
    }


def _words(texts: Texts) -> dict[str, object]:
    return {
        "map": texts("map.title"),
        "zoomIn": texts("map.zoom_in"),
        "zoomOut": texts("map.zoom_out"),
        "failed": texts("map.layer_failed"),
        "place": texts("map.place"),
        "backgroundFailed": texts("map.background_failed"),
        "blank": texts("map.blank_count").split("\n"),
        "demo": texts("app.demo_short"),
        "source": texts("common.source"),
        "asOf": texts("common.as_of"),
        "scale": texts("map.scale"),
    }
