"""Putting a unit into the recycle bin."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.fields import about
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Town
from biwaq_geo.services.recycle import remove_unit
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.refusal import refuse


def unit_removal(town: Town, unit: CommercialUnit, texts: Texts) -> None:
    """Ask for the reason and put the unit into the bin; nothing for the public."""
    if not state.may_change():
        return
    key = f"removal_{unit.unit_id}"
    # what is removed must be what the person saw
    seen = st.session_state.get(f"{key}_seen", unit.version)
    st.session_state[f"{key}_seen"] = unit.version
    with (
        st.expander(texts("bin.remove_title"), icon=":material/delete:"),
        st.form(key, border=False),
    ):
        st.caption(texts("bin.remove_help"))
        reason = st.text_input(
            texts("bin.reason"), key=f"{key}_reason", max_chars=about(Note)["text"].length
        )
        if not st.form_submit_button(texts("bin.remove")):
            return
        try:
            remove_unit(
                town.store,
                state.app().now,
                unit_id=unit.unit_id,
                seen_version=seen,
                reason=reason,
                actor=state.actor(),
            )
        except BiwaqError as error:
            refuse(error, texts)
            return
    state.select_unit(None)
    st.switch_page("screens/bin.py")
