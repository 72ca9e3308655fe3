"""Start: `streamlit run app.py`."""

from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from streamlit.starlette import App

from biwaq_geo.bootstrap import application
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.offline_assets import OWN_URL, VENDOR_URL
from biwaq_geo.mapping.routes import Served, geo_routes
from biwaq_geo.settings import ROOT
from biwaq_geo.ui.asgi import HouseRules


def served() -> Served:
    """Return the towns and layers that can be fetched."""
    here = application()
    return here.library, read_layers(here.settings.layers_dir)[0]


STATIC = [
    Mount(VENDOR_URL, StaticFiles(directory=ROOT / "static" / "vendor", check_dir=False)),
    Mount(OWN_URL, StaticFiles(directory=ROOT / "static" / "biwaq")),
]

app = App(
    "biwaq_geo/ui/main.py",
    routes=[*geo_routes(served), *STATIC],
    middleware=[Middleware(HouseRules)],
)
