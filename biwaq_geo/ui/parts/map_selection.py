"""Units that were chosen together on the map: how many, and what to do with them."""

from collections.abc import Sequence

import streamlit as st

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.work_filter import hand_over


def selection_bar(
    units: Sequence[CommercialUnit], texts: Texts, *, to_work: bool
) -> Sequence[CommercialUnit]:
    """Say how many of the units are chosen and offer what to do; return them, all if none is.

    Parameters
    ----------
    to_work
        Whether they can be taken to the work lists.
    """
    ids = st.session_state.get(state.CHOSEN_UNITS, frozenset())
    chosen = [unit for unit in units if unit.unit_id in ids]
    if not chosen:
        return units
    count = len(chosen)
    with st.container(key="map_selection", border=True):
        st.markdown(f"**{texts('tools.count', count=count)}**")
        if to_work and st.button(
            texts("tools.to_work"), key="map_to_work", icon=":material/checklist:", width="stretch"
        ):
            hand_over(chosen)
            st.switch_page("screens/work.py")
        if st.button(
            texts("tools.unselect"), key="map_unselect", icon=":material/deselect:", width="stretch"
        ):
            st.session_state[state.CHOSEN_UNITS] = frozenset()
            st.rerun()
    return chosen
