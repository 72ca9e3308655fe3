"""The layers that come with the installation, as files that planners write."""

import pandas as pd
import streamlit as st

from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.columns import words_column
from biwaq_geo.ui.parts.plain import error_words


def layer_files(texts: Texts) -> None:
    """Show every layer file with its state; broken ones with what is wrong."""
    layers, faults = read_layers(state.app().settings.layers_dir)
    for fault in faults:
        st.error(error_words(fault, texts), icon=":material/broken_image:")
    st.dataframe(
        pd.DataFrame(
            {
                "file": [f"{layer.order}_{layer.key}.toml" for layer in layers],
                "layer": [texts.of(layer.title) for layer in layers],
                "audience": [
                    texts(f"layers.audience_{layer.audience.name.lower()}") for layer in layers
                ],
                "shown": [_shown(layer.base, layer.hidden, layer.visible) for layer in layers],
            }
        ).assign(shown=lambda table: [texts(f"layers.shown_{one}") for one in table["shown"]]),
        key="layers_files",
        hide_index=True,
        column_config={
            "file": texts("layers.file_name"),
            "layer": words_column(
                texts("towns.layer"), [texts.of(layer.title) for layer in layers]
            ),
            "audience": texts("layers.audience"),
            "shown": texts("layers.shown"),
        },
    )
    st.caption(texts("layers.files_help"))


def _shown(base: bool, hidden: bool, visible: bool) -> str:  # noqa: FBT001
    if hidden:
        return "never"
    if base:
        return "always"
    return "first" if visible else "asked"
