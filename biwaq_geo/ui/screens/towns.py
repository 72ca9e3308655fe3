"""Page: which town is shown, where its data come from, and the real Weißwasser."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.figure_table import Last, figure_table
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.plain import error_words
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.town_loading import REAL_WEISSWASSER, load_real_weisswasser

texts, library = state.texts(), state.app().library
st.title(texts("towns.title"))
demo_banner()

rows = [
    [
        profile.name,
        texts(f"origin.{profile.origin}"),
        texts.number(profile.inhabitants),
        texts.source(profile.source),
        texts.day(profile.as_of),
    ]
    for profile in library.profiles()
]
heads = ("field.name", "towns.origin", "towns.inhabitants", "common.source", "common.as_of")
figure_table([texts(head) for head in heads], rows, last=Last.WORDS, told=True)

if state.may_add_towns() and all(one.name != REAL_WEISSWASSER for one in library.profiles()):
    st.subheader(texts("towns.load_real"))
    st.write(texts("towns.load_real_help"))
    if st.button(texts("towns.load_real"), key="towns_load_real", type="primary"):
        try:
            loaded = load_real_weisswasser(texts)
        except BiwaqError as error:
            refuse(error, texts)
        else:
            state.change(state.TOWN, loaded.key)
            st.rerun()
st.write(texts("towns.import_help"))

st.subheader(texts("towns.layers"))
layers, broken = state.layers()
for fault in broken:
    st.warning(error_words(fault, texts))
source = texts.source(state.town().profile.source)
listed = [
    [
        texts.of(layer.title),
        layer.origin or source,
        texts.day(layer.as_of or state.town().profile.as_of),
    ]
    for layer in layers
]
titles = ("towns.layer", "common.source", "common.as_of")
figure_table([texts(title) for title in titles], listed, last=Last.WORDS, told=True)
st.subheader(texts("towns.privacy_title"))
st.write(texts("towns.privacy"))
