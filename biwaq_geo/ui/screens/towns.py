"""Page: which town is shown, where its data come from, and the real Weißwasser."""

import pandas as pd
import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.plain import error_words
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.town_loading import REAL_WEISSWASSER, load_real_weisswasser

texts, library = state.texts(), state.app().library
st.title(texts("towns.title"))
demo_banner()

rows = [
    {
        "name": profile.name,
        "origin": texts(f"origin.{profile.origin}"),
        "inhabitants": texts.number(profile.inhabitants),
        "source": texts.source(profile.source),
        "as_of": texts.day(profile.as_of),
    }
    for profile in library.profiles()
]
st.dataframe(
    pd.DataFrame(rows),
    key="towns_table",
    hide_index=True,
    column_config={
        "name": texts("field.name"),
        "origin": texts("towns.origin"),
        "inhabitants": texts("towns.inhabitants"),
        "source": texts("common.source"),
        "as_of": texts("common.as_of"),
    },
)

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
st.dataframe(
    pd.DataFrame(
        {
            "layer": [texts.of(layer.title) for layer in layers],
            "source": [
                layer.origin or texts.source(state.town().profile.source) for layer in layers
            ],
            "as_of": [texts.day(layer.as_of or state.town().profile.as_of) for layer in layers],
        }
    ),
    key="towns_layers",
    hide_index=True,
    column_config={
        "layer": texts("towns.layer"),
        "source": texts("common.source"),
        "as_of": texts("common.as_of"),
    },
)
st.subheader(texts("towns.privacy_title"))
st.write(texts("towns.privacy"))
