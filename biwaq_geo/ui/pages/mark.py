"""Page: report what a unit is used for today."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError, EditConflictError
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.services.undo import undo_last
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.mark_form import mark_form
from biwaq_geo.ui.parts.unit_card import history, unit_card
from biwaq_geo.ui.parts.unit_picker import unit_picker
from biwaq_geo.ui.parts.unit_words import label

texts, town = state.texts(), state.town()
st.title(texts("mark.title"))
st.caption(texts("mark.intro"))
demo_banner()

units = town.store.units()
where, what = st.columns([3, 2], gap="medium")
with where:
    unit = unit_picker(units, texts)
with what:
    if unit is None:
        st.info(texts("mark.no_unit"))
        watch_the_register()
        st.stop()
    mark = mark_form(unit, texts, today=state.app().today())
    if mark is not None:
        try:
            saved = mark_unit(
                town.store,
                state.app().today,
                unit_id=unit.unit_id,
                seen_version=unit.version,
                mark=mark,
                actor=state.actor(),
            )
        except EditConflictError:
            st.error(texts("mark.conflict"))
        except BiwaqError as error:
            st.error(texts.error(error))
        else:
            st.session_state[state.LAST_SAVED] = ("saved", saved)
            st.rerun()
    done = st.session_state.get(state.LAST_SAVED)
    if done and done[1].unit_id == unit.unit_id:
        words = {"state": texts(f"state.{done[1].state}"), "version": done[1].version}
        st.success(texts(f"mark.{done[0]}", address=label(done[1], texts), **words))
    if unit.version > 1 and st.button(texts("mark.undo"), key="mark_undo"):
        back = undo_last(
            town.store, unit_id=unit.unit_id, seen_version=unit.version, actor=state.actor()
        )
        st.session_state[state.LAST_SAVED] = ("undone", back)
        st.rerun()
    unit_card(unit, texts)
    history(unit, texts)
watch_the_register()
