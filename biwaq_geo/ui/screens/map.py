"""Page: the town as a map, with every layer, its legend and the same rows as a table."""

import streamlit as st

from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.day_picker import day_picker, past_banner, shown
from biwaq_geo.ui.parts.feature_card import feature_card
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.health import health
from biwaq_geo.ui.parts.layer_switches import layer_switches
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.map_table import map_heading, map_table
from biwaq_geo.ui.parts.place_search import go_to_place
from biwaq_geo.ui.parts.sheet import sheet
from biwaq_geo.ui.parts.timeline import unit_timeline
from biwaq_geo.ui.parts.town_map import town_map
from biwaq_geo.ui.parts.unit_card import unit_card
from biwaq_geo.ui.parts.unit_table import unit_filter

texts, town = state.texts(), state.town()
st.title(texts("map.title"))
demo_banner()
if state.may_change():
    health(town, texts)
layers, broken = state.layers()
for fault in broken:
    st.warning(f"{texts('map.layer_broken')} {texts.error(fault)}")

look = shown(town)
past_banner(look, texts)
units = town.store.units(at_revision=look.revision)
map_heading(town, units, texts)
day_picker(look, texts, key="map")
frames = {layer.key: layer_frame(town, layer, units=units) for layer in layers if not layer.base}
board, side = st.columns([7, 3], gap="medium")
with side:
    details = st.container()
    with st.expander(texts("map.layers"), expanded=True):
        visible = layer_switches(layers, frames, units, texts)
        if not town.layer("areas").empty:
            st.caption(texts("map.protected_note"))
with board:
    go_to_place(town, texts, at_revision=look.revision)
    left = unit_filter(units, texts)
    only = None if len(left) == len(units) else [unit.unit_id for unit in left]
    click = town_map(town, texts, key="map", visible=visible, only=only, look=look, height=640)
if click is not None:
    state.select_unit(click.unit_id)
    st.session_state[state.FEATURE] = (click.layer.key, click.feature_id) if click.layer else None
    st.rerun()

drawn = [(layer, frames[layer.key]) for layer in layers if layer.key in visible]
map_table(town, left, texts, key="map", total=len(units), layers=drawn)

with details:
    unit = state.selected_unit(units)
    feature = st.session_state.get(state.FEATURE)
    layer = next((one for one in layers if feature and one.key == feature[0]), None)
    st.subheader(texts("map.details"))
    if unit is not None:
        with sheet("details", texts):
            unit_card(unit, texts, at_revision=look.revision)
            unit_timeline(unit, texts, until=look.revision)
            if not look.past and state.may_change():
                st.page_link(
                    "screens/mark.py", label=texts("map.mark_this"), icon=":material/edit:"
                )
                st.page_link(
                    "screens/unit.py", label=texts("unit.open"), icon=":material/folder_open:"
                )
    elif feature and layer and feature[1] in frames[layer.key].index:
        with sheet("details", texts):
            feature_card(layer, frames[layer.key].loc[feature[1]], texts)
    else:
        st.info(texts("map.click_hint"), icon=":material/touch_app:")
watch_the_register()
