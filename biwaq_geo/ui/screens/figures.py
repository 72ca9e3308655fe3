"""Page: the figures of the register on any day, and how they came about."""

import streamlit as st

from biwaq_geo.reports.map_summary import map_summary
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.day_picker import day_picker, past_banner, present, shown
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.register_figures import (
    course,
    explanations,
    figure_course,
    figure_table,
    figures_on,
)

texts, town = state.texts(), state.town()
st.title(texts("figures.title"))
demo_banner()
look = shown(town)
past_banner(look, texts)
with st.container(horizontal=True, vertical_alignment="center"):
    units = town.store.units(at_revision=look.revision)
    st.caption(map_summary(town.profile.name, units, texts, name=plain))
    day_picker(look, texts, key="figures")

now = figures_on(town, present(town)) if look.past else None
figure_table(figures_on(town, look), texts, now=now)
st.caption(texts("figures.note"))
explanations(texts)

st.subheader(texts("figures.course"))
with st.spinner(texts("figures.counting")):
    months = course(town, look)
if months:
    figure_course(months, texts)
else:
    st.info(texts("figures.too_short"))
watch_the_register()
