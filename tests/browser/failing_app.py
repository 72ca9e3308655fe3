"""The application with a fault in every page, for `streamlit run`; no module to import."""

import os
import sys
from pathlib import Path

import streamlit as st
from streamlit.starlette import App

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from biwaq_geo.ui.server import lifespan, middleware, routes, unexpected  # noqa: E402


def fail(*_: object, **__: object) -> None:
    raise RuntimeError(os.environ["SECRET_OF_THE_TEST"])


# every page begins with its title
st.title = fail
app = App(
    str(ROOT / "biwaq_geo" / "ui" / "main.py"),
    routes=routes(),
    middleware=middleware(),
    lifespan=lifespan,
    on_script_error=unexpected,
)
