"""Start of the application: `streamlit run app.py`."""

from streamlit.starlette import App

from biwaq_geo.ui.server import MIDDLEWARE, routes
from biwaq_geo.ui.unexpected import show_unexpected

app = App(
    "biwaq_geo/ui/main.py",
    routes=routes(),
    middleware=MIDDLEWARE,
    on_script_error=show_unexpected,
)
