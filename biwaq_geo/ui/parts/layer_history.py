"""What was done to the added layers: who, when, what, the last first."""

import streamlit as st

from biwaq_geo.domain.town_layers import TownLayer
from biwaq_geo.domain.units import DatePrecision
from biwaq_geo.services.history import Told
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.change_words import change_lines, headline
from biwaq_geo.ui.parts.plain import plain

_MOST = 50
"""Changes that are shown; the register has them all."""

_NO_DAY = (DatePrecision.DAY, DatePrecision.DAY)


def layer_history(town: Town, texts: Texts) -> None:
    """Show the changes of all added layers, those of removed ones too."""
    told = [
        Told(event, layer)
        for layer in town.store.records(TownLayer)
        for event in town.store.events(subject_id=layer.layer_id)
    ]
    if not told:
        return
    told.sort(key=lambda one: -one.event.number)
    with st.expander(texts("layers.history"), icon=":material/history:"):
        for one in told[:_MOST]:
            st.markdown(f"**{plain(headline(one, texts))}**")
            for line in change_lines(one, texts, known=_NO_DAY):
                st.markdown(f"- {plain(line)}")
