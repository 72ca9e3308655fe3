"""The question before a unit is added: is it in the register already."""

from collections.abc import Mapping

import streamlit as st

from biwaq_geo.services.duplicates import likely_same
from biwaq_geo.services.mark_unit import FoundUnit
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.unit_words import label

KEY = "mark_same_asked"
"""Holds what was to be added and what was typed, for as long as the question is open."""


def sure_it_is_new(
    town: Town, sent: FoundUnit | None, texts: Texts, *, typed: Mapping[str, object]
) -> FoundUnit | None:
    """Return the unit to add: at once where there is none like it, else when the person says so.

    Parameters
    ----------
    sent
        What the person has just sent; None in a run in which nothing was.
    typed
        What stands in the form. Once it changes, the question is no longer open: what is
        added must be what the person sees.
    """
    if sent is not None:
        st.session_state[KEY] = (sent, dict(typed))
    asked, then = st.session_state.get(KEY, (None, None))
    if asked is None or then != dict(typed):
        return None
    same = likely_same(
        town,
        building_id=asked.building_id,
        location=asked.location,
        position=asked.position,
        unit_id=asked.unit_id,
    )
    if not same:
        return _answered(asked)
    st.warning(texts("mark.same_here"), icon=":material/content_copy:")
    for unit in same:
        words = f"{plain(label(unit, texts))} – {texts(f'state.{unit.state}')}"
        if st.button(
            texts("mark.same_choose", unit=words), key=f"mark_same_{unit.unit_id}", width="stretch"
        ):
            _answered(asked)
            state.select_unit(unit.unit_id)
            st.rerun()
    if st.button(texts("mark.same_new"), key="mark_same_new", width="stretch"):
        return _answered(asked)
    return None


def _answered(asked: FoundUnit) -> FoundUnit:
    st.session_state.pop(KEY, None)
    return asked
