"""Server of the peer: Streamlit with Leaflet's files beside it."""

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from streamlit.starlette import App

from biwaq_geo.mapping.addresses import VENDOR_URL
from biwaq_geo.settings import from_environment

app = App(
    "plain_folium.py",
    routes=[Mount(VENDOR_URL, StaticFiles(directory=from_environment().vendor_dir))],
)
