"""Page: take units along as a file, and see before what will not be in it."""

import streamlit as st

from biwaq_geo.reports.unit_export import what_is_cut
from biwaq_geo.services.export_units import unit_table
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import export_choice
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.record_words import known_uses

texts, town = state.texts(), state.town()
st.title(texts("export.title"))
st.caption(texts("export.intro"))
demo_banner()

units = town.store.units()
choose, see = st.columns([2, 3], gap="large")
with choose:
    listed = export_choice.units_to_export(town.store, units, texts)
    audience = export_choice.audience(state.app().audience, texts)
    file_format = export_choice.file_format(texts)
table = unit_table(
    listed,
    town=town.profile,
    audience=audience,
    most=state.app().audience,
    made_on=state.app().today(),
    uses=known_uses(),
)
with see:
    export_choice.download(town, table, file_format, texts)
    export_choice.left_out(table, texts)
    export_choice.cut(what_is_cut(table, file_format, texts), texts)
    export_choice.preview(table, texts)
