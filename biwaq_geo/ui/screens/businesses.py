"""Page: the businesses of the town, and where they are."""

import streamlit as st

from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.services.businesses import businesses
from biwaq_geo.services.contacts import contacts_of
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.businesses import blank, business_list, desk
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.last_act import last_act
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.record_desk import known_record, new_record
from biwaq_geo.ui.parts.record_list import begin
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.unit_contacts import contacts_desk, do_not_contact

texts, town = state.texts(), state.town()
st.title(texts("nav.businesses"))
st.caption(texts("entry.business_intro"))
demo_banner()
listed = businesses(town.store)
if not state.may_change():
    business_list(town, listed, texts)
    st.stop()

last_act(town, texts, Business)
# on a phone the form comes below the list
table, form = st.columns([3, 2], gap="medium")
with table:
    begin(texts("entry.business_new"), key="business_new", chosen_key=state.BUSINESS)
    business_list(town, listed, texts)
chosen = st.session_state.get(state.BUSINESS)
business = next((one for one in listed if one.business_id == chosen), None)
with form, st.container(key="record_form"):
    try:
        if business is not None:
            st.subheader(plain(business.name))
            contacts = contacts_of(town.store, business.business_id)
            do_not_contact(contacts, texts)
            known_record(desk(town, texts), business)
            if state.app().audience is Audience.CONFIDENTIAL:
                contacts_desk(town, business, contacts, texts)
            if business.unit_id is not None and st.button(
                texts("unit.open"), key="business_unit", icon=":material/folder_open:"
            ):
                state.select_unit(business.unit_id)
                st.switch_page("screens/unit.py")
        elif isinstance(chosen, tuple):
            st.subheader(texts("entry.business_new"))
            unit = next((one for one in town.store.units() if one.unit_id == chosen[1]), None)
            new_record(desk(town, texts), blank(unit))
        else:
            st.info(texts("entry.choose"), icon=":material/touch_app:")
    except BiwaqError as error:
        refuse(error, texts)
watch_the_register()
