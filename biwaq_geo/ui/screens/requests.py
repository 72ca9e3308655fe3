"""Page: who looks for a room, and how far the search has come."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.requests import Request
from biwaq_geo.services.contacts import contacts_of
from biwaq_geo.services.requests import requests
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.last_act import last_act
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.record_desk import known_record, new_record
from biwaq_geo.ui.parts.record_list import begin
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.requests import BLANK, desk, request_list
from biwaq_geo.ui.parts.unit_contacts import contacts_desk, do_not_contact

texts, town = state.texts(), state.town()
st.title(texts("nav.requests"))
st.caption(texts("entry.request_intro"))
demo_banner()
last_act(town, texts, Request)
listed = requests(town.store)
# on a phone the form comes below the list
table, form = st.columns([3, 2], gap="medium")
with table:
    begin(texts("entry.request_new"), key="request_new", chosen_key=state.REQUEST)
    request_list(listed, texts)
chosen = st.session_state.get(state.REQUEST)
request = next((one for one in listed if one.request_id == chosen), None)
with form, st.container(key="record_form"):
    try:
        if request is not None:
            st.subheader(plain(request.title))
            contacts = contacts_of(town.store, request.request_id)
            do_not_contact(contacts, texts)
            known_record(desk(town, texts), request)
            if state.app().audience is Audience.CONFIDENTIAL:
                contacts_desk(town, request, contacts, texts)
        elif isinstance(chosen, tuple):
            st.subheader(texts("entry.request_new"))
            new_record(desk(town, texts), BLANK)
        else:
            st.info(texts("entry.choose"), icon=":material/touch_app:")
    except BiwaqError as error:
        refuse(error, texts)
watch_the_register()
