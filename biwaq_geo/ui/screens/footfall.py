"""Page: how many walk where, measured and modelled, and counting itself."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.foot_counts import FootCount
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.count_desk import count_desk
from biwaq_geo.ui.parts.count_list import count_list
from biwaq_geo.ui.parts.count_place import count_place
from biwaq_geo.ui.parts.footfall_show import footfall_now, show_footfall
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.last_act import last_act
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.refusal import refuse

texts, town = state.texts(), state.town()
st.title(texts("nav.footfall"))
demo_banner()
last_act(town, texts, FootCount)
sections = town.layer("sections")
if sections.empty:
    st.info(texts("footfall.no_sections"))
    st.stop()

model, count = st.tabs([texts("footfall.tab_model"), texts("footfall.tab_count")])
with count:
    if state.may_change("count"):
        spot = count_place(town, sections, texts)
        if spot is not None:
            count_desk(town, spot, texts)
    count_list(town, texts)
with model:
    try:
        show_footfall(town, footfall_now(town, state.app().catalogues), texts)
    except BiwaqError as error:
        refuse(error, texts)
watch_the_register()
