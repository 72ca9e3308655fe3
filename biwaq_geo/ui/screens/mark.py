"""Page: report what a unit is used for today."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import marking
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.map_table import map_heading, map_table
from biwaq_geo.ui.parts.new_place import new_place
from biwaq_geo.ui.parts.photos import photo_desk
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.sheet import sheet
from biwaq_geo.ui.parts.timeline import unit_timeline
from biwaq_geo.ui.parts.unit_card import unit_card
from biwaq_geo.ui.parts.unit_picker import find_building, pick_from_list, pick_on_map

texts, town = state.texts(), state.town()
st.title(texts("mark.title"))
st.caption(texts("mark.intro"))
demo_banner()

units = town.store.units()
unit = pick_from_list(units, texts)
# on a phone the form comes right below the list, and the map below the form
what, where = st.columns([2, 3], gap="medium")
with what:
    try:
        if unit is not None:
            with sheet("mark", texts):
                marking.known_unit(town, unit, texts)
                photo_desk(unit, texts)
                unit_card(unit, texts)
                st.page_link(
                    "screens/unit.py", label=texts("unit.open"), icon=":material/folder_open:"
                )
                unit_timeline(unit, texts)
        elif new_place(town) is not None:
            with sheet("mark", texts):
                marking.new_unit(town, units, texts)
        else:
            st.info(texts("mark.no_unit"))
            find_building(town, texts)
    except BiwaqError as error:
        refuse(error, texts)
with where:
    map_heading(town, units, texts)
    pick_on_map(town, texts)
    map_table(town, units, texts, key="mark", total=len(units))
watch_the_register()
