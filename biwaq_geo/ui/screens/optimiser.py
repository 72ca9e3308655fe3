"""Page: which uses and measures a budget buys best, and how sure that is."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.services.optimising.uses import vacant_units
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.optimiser_ask import ask
from biwaq_geo.ui.parts.optimiser_show import mistake, show
from biwaq_geo.ui.parts.optimiser_work import begin, present
from biwaq_geo.ui.parts.refusal import say_refusal

texts, town = state.texts(), state.town()
st.title(texts("optimiser.title"))
demo_banner()
st.caption(texts("optimiser.intro"))
units = vacant_units(town.store.units())
asking, shown = st.container(key="ask_room").columns([3, 7], gap="medium")
with asking:
    wishes = ask(units, state.app().catalogues, texts)
    pressed = st.button(texts("optimiser.begin"), key="optimiser_begin", type="primary")
with shown:
    refused = False
    if pressed:
        try:
            begin(town, wishes)
        except BiwaqError as error:
            # on a phone the answer lies below what was pressed, out of sight
            say_refusal(mistake(error, town, texts), icon=":material/error:")
            refused = True
    work = present(town)
    if work is not None:
        if work.wishes != wishes:
            st.info(texts("optimiser.wishes_changed"))
        with st.container(key=f"came_{work.number}"):
            show(town, work, texts)
    elif not refused:
        st.info(texts("optimiser.nothing_yet"), icon=":material/calculate:")
watch_the_register()
