"""Start of the application: `streamlit run app.py`."""

from streamlit.starlette import App

from biwaq_geo.ui.lasting_files import keep_files_for_those_who_press_early
from biwaq_geo.ui.server import (
    lifespan,
    middleware,
    routes,
    skip_the_search_for_components,
    unexpected,
)

skip_the_search_for_components()
keep_files_for_those_who_press_early()
app = App(
    "biwaq_geo/ui/main.py",
    routes=routes(),
    middleware=middleware(),
    lifespan=lifespan,
    on_script_error=unexpected,
)
