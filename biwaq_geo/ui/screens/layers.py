"""Page: the layers of the map, those of others added and changed."""

import streamlit as st

from biwaq_geo.ui import state
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.layer_desk import layer_desk
from biwaq_geo.ui.parts.layer_files import layer_files
from biwaq_geo.ui.parts.layer_history import layer_history
from biwaq_geo.ui.parts.layer_list import layer_list, removed_layers, what_was_done
from biwaq_geo.ui.parts.layer_new import new_layer
from biwaq_geo.ui.parts.service_list import service_list

texts, town = state.texts(), state.town()
st.title(texts("nav.layers"))
st.caption(texts("layers.intro"))
demo_banner()
what_was_done(town, texts)

st.subheader(texts("layers.new"))
lying = layer_desk(texts)
if lying is not None:
    new_layer(town, lying, texts)

st.subheader(texts("layers.own"))
layer_list(town, texts)
removed_layers(town, texts)
layer_history(town, texts)

st.subheader(texts("services.services"))
service_list(town, texts)

st.subheader(texts("layers.files"))
layer_files(texts)
