"""Folium's foreign addresses replaced by our own, so that no browser leaves the house."""

from functools import cache

import folium
import folium.plugins
from folium.elements import JSCSSMixin

from biwaq_geo.mapping.addresses import OWN_URL, VENDOR_URL

MAP_JS = [
    ("leaflet", f"{VENDOR_URL}/leaflet/leaflet.js"),
    ("biwaq_symbols", f"{OWN_URL}/symbols.js"),
    ("biwaq_labels", f"{OWN_URL}/labels.js"),
    ("biwaq_backgrounds", f"{OWN_URL}/backgrounds.js"),
    ("biwaq_planned", f"{OWN_URL}/planned.js"),
    ("biwaq_map", f"{OWN_URL}/map.js"),
]
MAP_CSS = [
    ("leaflet_css", f"{VENDOR_URL}/leaflet/leaflet.css"),
    ("biwaq_css", f"{OWN_URL}/map.css"),
]


@cache
def use_own_assets() -> None:
    """Replace every declared address by its name; call before any map is built.

    A map needs Leaflet and our own scripts and nothing else. A plug-in's files would
    be looked for in the vendor folder under the name that folium gives them.
    """
    for kind in _descendants(JSCSSMixin):
        kind.default_js = [(name, f"{VENDOR_URL}/{name}.js") for name, _ in kind.default_js]
        kind.default_css = [(name, f"{VENDOR_URL}/{name}.css") for name, _ in kind.default_css]
    folium.Map.default_js = MAP_JS
    folium.Map.default_css = MAP_CSS


def _descendants(kind: type[JSCSSMixin]) -> set[type[JSCSSMixin]]:
    children = set(kind.__subclasses__())
    return children.union(*(_descendants(child) for child in children))
