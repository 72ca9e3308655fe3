"""Page: a scenario in the room with the projector, six slides, keys to turn."""

import streamlit as st

from biwaq_geo.mapping.gl.compare import Mode
from biwaq_geo.mapping.mapspec import Theme
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import room, slides, thinking
from biwaq_geo.ui.parts.compare_scenario import Manner
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.plain import plain

texts, town = state.texts(), state.town()
room.enter()
listed = {x.scenario_id: x for x in town.store.scenarios() if x.edits}
chosen = st.session_state.get(state.SCENARIO)
if not listed:
    st.title(texts("council.title"))
    st.info(texts("council.nothing"))
    st.page_link("screens/scenarios.py", label=texts("council.exit"), icon=":material/arrow_back:")
    st.stop()
scenario = listed[chosen] if chosen in listed else next(iter(listed.values()))
state.change(state.SCENARIO, scenario.scenario_id)

comparison, picture = thinking.compared(town, scenario), thinking.pictured(town, scenario)
words = EditWords(town, picture, catalogues=state.app().catalogues, texts=texts)
st.title(plain(scenario.name))
demo_banner()
stage = st.container(key="room_stage")
number = room.turn(len(slides.TITLES), texts)
with stage:
    st.header(texts(f"council.{slides.TITLES[number]}"))
    match slides.TITLES[number]:
        case "slide_edits":
            slides.edits(scenario, words)
        case "slide_maps":
            slides.maps(
                town,
                scenario,
                texts,
                key="council_compare",
                manner=Manner(
                    first=Mode.SIDE, theme=Theme.PROJECTOR, height=None, in_the_room=True
                ),
            )
        case "slide_effect":
            slides.effect(comparison, texts)
        case "slide_reach":
            slides.reach(comparison, texts)
        case "slide_money":
            slides.money(comparison, texts)
        case _:
            slides.assumptions(comparison, texts)
