"""The frame of every page: navigation, language, town, and expected errors."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from biwaq_geo.domain.errors import (
    BiwaqError,
    StoreError,
    TownBrokenError,
)
from biwaq_geo.domain.errors.accounts import (
    LoggedOutError,
)
from biwaq_geo.services.ports import TownLibrary
from biwaq_geo.settings import ROOT
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import frame, live
from biwaq_geo.ui.parts.account import log_in_again
from biwaq_geo.ui.parts.plain import error_words, plain
from biwaq_geo.ui.parts.standing import standing_refusals
from biwaq_geo.ui.server import prepare_the_map, wait_until_warm

SIDEBAR_WIDTH = 250
"""CSS pixels: the longest name of a page in either language, and no more."""


def frame_and_page(page: StreamlitPage, *, library: TownLibrary) -> None:
    """Run the page in its frame; say which towns are broken and offer the others."""
    texts = state.texts()
    in_the_room = page.url_path == frame.COUNCIL
    for fault in () if in_the_room else library.broken().values():
        st.warning(error_words(fault, texts), icon=":material/warning:")
    if not library.profiles():
        st.title(texts("app.title"))
        st.info(texts("towns.none_yet"))
        return
    try:
        # the room with the projector sees the page and nothing around it
        if not in_the_room:
            frame.sidebar(pages)
        live.note_what_is_shown()
        live.say_if_away()
        with standing_refusals(page.url_path, texts):
            page.run()
    except (StoreError, TownBrokenError) as error:
        st.error(error_words(error, texts), icon=":material/error:")
        others(library)


def others(library: TownLibrary) -> None:
    """Offer every town but the one that was to be shown."""
    for profile in library.profiles():
        if profile.key != st.session_state.get(state.TOWN, library.profiles()[0].key):
            st.button(
                plain(profile.name),
                key=f"other_town_{profile.key}",
                on_click=state.change,
                args=(state.TOWN, profile.key),
            )


served = wait_until_warm()
# a picture of our own: the browser would fetch an icon of the icon font from abroad
st.set_page_config(
    layout="wide",
    page_icon=str(ROOT / "static" / "biwaq" / "icon.svg"),
    initial_sidebar_state=SIDEBAR_WIDTH,
)
frame.say_language()
try:
    # which pages there are hangs on the installation, which may be broken
    pages = frame.pages(state.texts())
    chosen = st.navigation(pages, position="hidden")
    frame_and_page(chosen, library=state.app().library)
except BiwaqError as error:
    st.error(error_words(error, state.texts()), icon=":material/error:")
    if isinstance(error, LoggedOutError):
        log_in_again(state.texts())
if served:
    prepare_the_map()
