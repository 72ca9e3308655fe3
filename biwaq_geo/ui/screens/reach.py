"""Page: who lives within 5, 10 and 15 minutes on foot of a place."""

import streamlit as st

from biwaq_geo.ui import state
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.reach_ask import ask_places, ask_walking
from biwaq_geo.ui.parts.reach_show import show

texts, town = state.texts(), state.town()
st.title(texts("reach.title"))
demo_banner()
units = town.store.units()
asking, shown = st.container(key="ask_room").columns([3, 7], gap="medium")
with asking:
    places = ask_places(town, units, texts)
    walking = ask_walking(state.app().catalogues.walking, texts)
with shown:
    if places is None:
        st.info(texts("reach.choose"), icon=":material/directions_walk:")
    else:
        show(town, places, walking, texts)
watch_the_register()
