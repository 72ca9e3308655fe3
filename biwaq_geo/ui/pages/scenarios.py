"""Page: what if – a list of edits, and what they change against doing nothing."""

import streamlit as st

from biwaq_geo.domain.errors import EditConflictError
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.services import scenarios
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import scenario_add, scenario_tools, thinking
from biwaq_geo.ui.parts.assumptions_editor import assumptions_editor
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.kpi_table import kpi_table
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.scenario_edits import scenario_edits
from biwaq_geo.ui.parts.scenario_picker import scenario_picker
from biwaq_geo.ui.parts.town_map import town_map

texts, town, catalogues = state.texts(), state.town(), state.app().catalogues
st.title(texts("scenario.title"))
demo_banner()
scenario = scenario_picker(town.store, texts)
comparison, picture = thinking.compared(town, scenario), thinking.pictured(town, scenario)
saved = scenario.scenario_id != scenarios.DO_NOTHING
change = state.saving(scenario)
try:
    left, right = st.columns(2, gap="medium")
    with right:
        click = town_map(town, texts, key="scenario_map", units=picture.after, height=520)
        if click is not None:
            st.session_state[state.PLACE] = click.point
    with left:
        if saved:
            words = EditWords(town, picture, catalogues=catalogues, texts=texts)
            gone = scenario_edits(scenario, comparison, words=words, texts=texts)
            if gone is not None:
                scenarios.remove_edit(town.store, edit_id=gone, **change)
                st.rerun()
            edit = scenario_add.add_tabs(
                town, picture.after, texts, place=st.session_state.get(state.PLACE)
            )
            if edit is not None:
                scenarios.add_edit(town, catalogues, edit=edit, **change)
                st.rerun()
        else:
            st.info(texts("scenario.do_nothing_text"))
    st.subheader(texts("scenario.results"))
    kpi_table(comparison.rows, texts)
    if saved:
        scenario_tools.moved_baseline(town.store, change, comparison, texts)
        with st.expander(texts("scenario.assumptions")):
            key = f"scenario_assumptions_{scenario.scenario_id}_{scenario.version}"
            bands = assumptions_editor(comparison.assumptions, texts, key=key)
            if bands is not None:
                overrides = {**scenario.overrides, **bands}
                scenarios.set_assumptions(town.store, overrides=overrides, **change)
                st.rerun()
        scenario_tools.take_along(town, scenario, change, texts)
except EditConflictError:
    st.error(texts("scenario.conflict"))
scenario_tools.recycle_bin(town.store, texts)
watch_the_register()
