"""Page: what everybody can use, what is known not to work, and whom to tell."""

from datetime import date

import streamlit as st

from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain

ASSESSED_ON = date(2026, 11, 30)
"""Day of the last assessment; to be set anew with every one."""

texts = state.texts()
contact = state.app().settings.contact
st.title(texts("nav.accessibility"))
st.write(texts("accessibility.law"))
st.subheader(texts("accessibility.state_title"))
st.write(texts("accessibility.state"))
st.subheader(texts("accessibility.known_title"))
st.markdown(texts("accessibility.known"))
st.subheader(texts("accessibility.tested_title"))
st.write(texts("accessibility.tested", day=texts.long_day(ASSESSED_ON)))
st.markdown(texts("accessibility.tests"))
st.subheader(texts("accessibility.contact_title"))
if contact:
    st.write(texts("accessibility.contact", contact=plain(contact)))
else:
    st.warning(texts("accessibility.no_contact"))
st.write(texts("accessibility.enforcement"))
