"""The server's share of the first page, done while the browser still loads its own."""

import gc
from contextlib import suppress

from starlette.requests import Request
from starlette.routing import Router

# the page asks for these, slow to load; streamlit_folium must be left to the page, because a
# component announces itself only to a run
import biwaq_geo.mapping.folium_map
import biwaq_geo.mapping.pick  # noqa: F401
from biwaq_geo.bootstrap import application
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.base_tiles import tile_groups
from biwaq_geo.mapping.layer_cache import LayerCache
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.routes import Served, Serving, geo_routes
from biwaq_geo.mapping.service_routes import service_routes
from biwaq_geo.ui.gate.doorstep import PERSON
from biwaq_geo.ui.health_route import health_route

_CACHE = LayerCache()


def warm_routes() -> Router:
    """Return the map's layers by address; what is loaded until then is loaded for good."""
    # whoever opens the page is told there what is wrong
    with suppress(BiwaqError):
        _served()
    gc.freeze()
    gc.enable()
    serving = Serving(_served, _CACHE, lambda: application().base_tiles, _audience)
    services = service_routes(lambda: application().map_services)
    return Router([*geo_routes(serving), *services, health_route(application)])


def fill() -> None:
    """Make the layers of the first view ready to send, the base map first."""
    with suppress(BiwaqError):
        library, layers = _served()
        for profile in library.profiles()[:1]:
            town = library.open(profile.key)
            for group in tile_groups(layers):
                application().base_tiles.file(town, layers, group=group)
            for layer in layers:
                if layer.visible:
                    _CACHE.get(town, layer)
            # a way through the whole past, so that no day is far when somebody asks for it
            town.store.units(at_revision=1)
    # these states stay as well: looking through them for garbage would hold up a page
    gc.freeze()


def _audience(request: Request) -> Audience:
    """Return what whoever asks for a layer sees; a person whom nobody named sees the least."""
    here = application()
    if here.views is None:
        return here.audience
    person = request.scope.get(PERSON)
    return Audience.PUBLIC if person is None else here.views.audience(person)


def _served() -> Served:
    here = application()
    return here.library, read_layers(here.settings.layers_dir)[0]
