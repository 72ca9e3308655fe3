"""Page: the recycle bin."""

import streamlit as st

from biwaq_geo.domain.town_layers import TownLayer
from biwaq_geo.services.recycle import in_bin
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.bin_table import bin_table, bring_back, kind_choice, what_was_restored
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.live import watch_the_register

texts, town = state.texts(), state.town()
st.title(texts("nav.bin"))
st.caption(texts("bin.intro"))
demo_banner()
if state.may_change():
    what_was_restored(town, texts)
    # what only those who plan may bring back is shown to them
    layers = state.may_change("layer")
    found = [one for one in in_bin(town.store) if layers or not isinstance(one, TownLayer)]
    if found:
        left = kind_choice(found, texts)
        bring_back(town, bin_table(town, left, texts), texts)
    else:
        st.info(texts("bin.empty"))
else:
    st.info(texts("bin.not_public"))
watch_the_register()
