"""The frame of every page: navigation, language, town, and expected errors."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.settings import ROOT
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import frame

# a picture of our own: the browser would fetch an icon of the icon font from abroad
st.set_page_config(layout="wide", page_icon=str(ROOT / "static" / "biwaq" / "icon.svg"))
frame.style()
pages = frame.pages(state.texts())
page = st.navigation(pages, position="hidden")
# the room with the projector sees the page and nothing around it
if page.url_path != frame.COUNCIL:
    frame.sidebar(pages)
try:
    page.run()
except BiwaqError as error:
    st.error(state.texts().error(error), icon=":material/error:")
