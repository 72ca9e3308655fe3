"""Page: what if – a list of edits, and what they change against doing nothing."""

import streamlit as st

from biwaq_geo.services import scenarios
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import (
    scenario_footfall,
    scenario_manage,
    scenario_results,
    scenario_tools,
    slides,
    thinking,
)
from biwaq_geo.ui.parts.corners import take_click
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.kpi_table import kpi_table
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.map_click import MapFrame
from biwaq_geo.ui.parts.map_table import map_heading, map_table
from biwaq_geo.ui.parts.map_tools import PLANNING
from biwaq_geo.ui.parts.scenario_ahead import choose_ahead
from biwaq_geo.ui.parts.scenario_desk import assumptions, desk, drawn_places
from biwaq_geo.ui.parts.scenario_picker import scenario_picker
from biwaq_geo.ui.parts.scenario_race import told
from biwaq_geo.ui.parts.scenario_rank import scenario_rank
from biwaq_geo.ui.parts.scenario_saving import saving
from biwaq_geo.ui.parts.town_map import town_map

texts, town = state.texts(), state.town()
st.title(texts("scenario.title"))
demo_banner()
scenario = scenario_picker(town.store, texts)
comparison, begins = thinking.compared(town, scenario), thinking.baseline(town, scenario).day
saved = scenario.scenario_id != scenarios.DO_NOTHING
change = saving(scenario)

left, right = st.columns(2, gap="medium")
with right:
    units = town.store.units()
    map_heading(town, units, texts)
    frame = MapFrame(height=560, hand=PLANNING, planned=drawn_places(town, scenario))
    take_click(town, town_map(town, texts, key="scenario_map", frame=frame))
    map_table(town, units, texts, key="scenario", total=len(units))
with left:
    if saved:
        picture = thinking.pictured(town, scenario)
        with told(scenario, texts):
            scenario_tools.in_the_bin(town.store, scenario, change, texts)
        with told(scenario, texts):
            scenario_manage.manage(town, scenario, picture, change=change, texts=texts)
        with told(scenario, texts):
            desk(town, scenario, comparison, picture, change=change, texts=texts)
    else:
        st.info(texts("scenario.do_nothing_text"))
        scenario_results.if_nothing(comparison, texts)
        choose_ahead(town, scenario, comparison.months, change=change, texts=texts)
        scenario_results.deadlines(units, begins, comparison, texts)
        kpi_table(comparison.rows, texts, only_before=True)

if saved:
    st.subheader(texts("scenario.results"))
    with told(scenario, texts):
        choose_ahead(town, scenario, comparison.months, change=change, texts=texts)
    scenario_results.rests_on(comparison, thinking.baseline(town, scenario), texts)
    scenario_results.deadlines(picture.before, begins, comparison, texts)
    kpi_table(comparison.rows, texts)
    scenario_footfall.who_comes(town, scenario, comparison, texts)
    scenario_results.funding_table(scenario, comparison.costs, state.app().catalogues, texts)
    with told(scenario, texts):
        assumptions(town, scenario, comparison, change=change, texts=texts)
    with told(scenario, texts):
        scenario_tools.moved_baseline(town.store, change, comparison, texts)
        scenario_tools.take_along(town, scenario, change, texts)
    if scenario.edits:
        st.subheader(texts("council.slide_maps"))
        slides.maps(town, scenario, texts, key="scenario_compare")
scenario_rank(town, texts)
scenario_tools.recycle_bin(town.store, scenario, texts)
watch_the_register()
