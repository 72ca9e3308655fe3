"""The look of the map, chosen once for all pages."""

import streamlit as st

from biwaq_geo.mapping.themes import Theme
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state


def theme_choice(texts: Texts) -> None:
    """Offer the themes; maps take the chosen one from `state.theme`."""
    st.radio(
        texts("map.theme"),
        list(Theme),
        list(Theme).index(state.kept(state.THEME, Theme.LIGHT)),
        format_func=lambda theme: texts(f"map.theme_{theme}"),
        key=state.box(state.THEME),
        horizontal=True,
        # the legend above is drawn before this one and must have the new colours in the same run
        on_change=state.keep,
        args=(state.THEME,),
    )
    state.keep(state.THEME)
