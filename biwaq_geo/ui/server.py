"""What the server answers beside Streamlit's own pages: the map's layers and files."""

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from biwaq_geo.bootstrap import application
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.offline_assets import OWN_URL, VENDOR_URL
from biwaq_geo.mapping.routes import Served, geo_routes
from biwaq_geo.settings import ROOT, from_environment
from biwaq_geo.ui.asgi import HouseRules

MIDDLEWARE = [Middleware(HouseRules)]


def routes() -> list[BaseRoute]:
    """Return our own routes."""
    vendor = StaticFiles(directory=from_environment().vendor_dir, check_dir=False)
    own = StaticFiles(directory=ROOT / "static" / "biwaq")
    return [*geo_routes(_served), Mount(VENDOR_URL, vendor), Mount(OWN_URL, own)]


def _served() -> Served:
    here = application()
    return here.library, read_layers(here.settings.layers_dir)[0]
