"""Page: what can be done, what it costs, and who says so."""

import streamlit as st

from biwaq_geo.ui import state
from biwaq_geo.ui.parts import catalogue_tables
from biwaq_geo.ui.parts.catalogue_audit import audit_items

texts, catalogues = state.texts(), state.app().catalogues
st.title(texts("catalogues.title"))
st.caption(texts("catalogues.editing"))
names = (
    "interim_uses",
    "measures",
    "funding",
    "assumptions",
    "walking",
    "street_audit",
    "footfall",
)
tabs = st.tabs([texts(f"catalogues.{name}") for name in names])
this_year = state.app().today().year
with tabs[0]:
    catalogue_tables.interim_uses(catalogues.interim_uses.values(), texts, this_year=this_year)
with tabs[1]:
    catalogue_tables.measures(catalogues.measures.values(), texts, this_year=this_year)
with tabs[2]:
    catalogue_tables.funding([*catalogues.funding.values()], texts)
with tabs[3]:
    catalogue_tables.assumptions(catalogues.assumptions.values(), texts)
with tabs[4]:
    st.caption(texts("catalogues.walking_help"))
    catalogue_tables.walking(catalogues.walking.values(), texts)
with tabs[5]:
    st.caption(texts("catalogues.street_audit_help"))
    audit_items(catalogues.street_audit.values(), texts)
with tabs[6]:
    st.caption(texts("footfall.basis"))
    catalogue_tables.assumptions(catalogues.footfall.values(), texts, key="catalogues_footfall")
