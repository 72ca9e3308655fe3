"""The server's share of the first page, done while the browser still loads its own."""

from contextlib import suppress

from starlette.routing import Router

# the page asks for these, slow to load; streamlit_folium must be left to the page, because a
# component announces itself only to a run
import biwaq_geo.mapping.folium_map
import biwaq_geo.mapping.pick  # noqa: F401
from biwaq_geo.bootstrap import application
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.routes import LayerCache, Served, geo_routes


def warm_routes() -> Router:
    """Return the map's layers by address, those of the first view ready to send."""
    cache = LayerCache()
    # whoever opens the page is told there what is wrong; other towns are served all the same
    with suppress(BiwaqError):
        _fill(cache)
    return Router(geo_routes(_served, cache=cache))


def _served() -> Served:
    here = application()
    return here.library, read_layers(here.settings.layers_dir)[0]


def _fill(cache: LayerCache) -> None:
    library, layers = _served()
    for profile in library.profiles()[:1]:
        town = library.open(profile.key)
        for layer in layers:
            if layer.base or layer.visible:
                cache.get(town, layer)
