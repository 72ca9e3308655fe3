"""Page: the town as a map, with every layer, its legend and the same rows as a table."""

import streamlit as st

from biwaq_geo.ui import state
from biwaq_geo.ui.parts.compare_days import days_picker, map_of_days
from biwaq_geo.ui.parts.day_picker import past_banner, shown
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.health import health
from biwaq_geo.ui.parts.layer_switches import layer_switches
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.map_click import MapFrame
from biwaq_geo.ui.parts.map_details import map_details, select_clicked
from biwaq_geo.ui.parts.map_filter import map_filter
from biwaq_geo.ui.parts.map_selection import selection_bar
from biwaq_geo.ui.parts.map_table import in_words, map_table
from biwaq_geo.ui.parts.map_tools import LOOKING
from biwaq_geo.ui.parts.place_search import go_to_place
from biwaq_geo.ui.parts.plain import error_words, plain
from biwaq_geo.ui.parts.print_view import print_view
from biwaq_geo.ui.parts.saved_views import buttons, keep_view, views_done, views_menu
from biwaq_geo.ui.parts.shared_view import link, open_link, say_faults
from biwaq_geo.ui.parts.town_map import layer_frames

open_link()
texts, town = state.texts(), state.town()
look = shown(town)
units = town.store.units(at_revision=look.revision)
layers, broken = state.layers()
frames = layer_frames(town, layers, units, look)

with st.container(key="map_room", gap="small"):
    if state.may_change():
        health(town, texts)
    with st.container(key="map_head", horizontal=True, vertical_alignment="center", gap="small"):
        st.title(texts("map.heading", town=plain(town.profile.name)))
        with st.container(key="map_search"):
            go_to_place(town, texts, at_revision=look.revision)
        left = map_filter(units, texts)
        other = days_picker(town, look, texts, key="map")
        views_menu(town, texts)
    with st.container(key="map_words"):
        in_words(town, units, texts)
    past_banner(look, texts)
    say_faults(texts)
    views_done(town, texts)
    only = None if len(left) == len(units) else [unit.unit_id for unit in left]
    board, side = st.columns([7, 3], gap="small")
    with side, st.container(key="map_side"):
        # what was chosen comes before the map: it is there while the map still draws
        with st.container(key="map_details"):
            left = selection_bar(left, texts, to_work=not look.past and state.may_change())
            map_details(units, layers, frames, look, texts)
        with (
            st.container(key="map_legend"),
            st.expander(texts("map.layers"), expanded=not state.on_a_phone()),
        ):
            visible = layer_switches(layers, frames, units, texts)
            if not town.layer("areas").empty:
                st.caption(texts("map.protected_note"))
    with board:
        frame = MapFrame(
            height=None,
            tools=buttons(),
            hand=LOOKING,
            link=link(town, visible, look.day if look.past else None, texts),
            on_click=select_clicked,
        )
        map_of_days(town, texts, (look, other), visible=visible, only=only, frame=frame)
drawn = [(layer, frames[layer.key]) for layer in layers if layer.key in visible]
map_table(town, left, texts, key="map", total=len(units), layers=drawn, many=True)
demo_banner()
print_view(town, layers, visible, left, look, texts)
keep_view(town, visible, look.day if look.past else None, texts)
for fault in broken:
    st.warning(f"{texts('map.layer_broken')} {error_words(fault, texts)}")
watch_the_register()
