"""Notes on a unit: who wrote what, and when."""

from collections.abc import Sequence
from uuid import uuid4

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.fields import about
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.notes import add_note, remove_note
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.last_act import note_act
from biwaq_geo.ui.parts.plain import error_words


def unit_notes(town: Town, unit: CommercialUnit, notes: Sequence[Note], texts: Texts) -> None:
    """Show the notes, the latest first, and the box of a new one."""
    _new(town, unit, texts)
    if not notes:
        st.caption(texts("unit.no_notes"))
    for note in notes:
        with st.container(border=True):
            # typed words are shown as typed, never as markup
            st.text(note.text)
            told = texts("unit.note_line", author=note.author, time=texts.time(note.written_at))
            left, right = st.columns([3, 1])
            left.text(told)
            key = f"note_remove_{note.note_id}"
            if right.button(texts("unit.note_remove"), key=key, type="tertiary"):
                _remove(town, note, texts)


def _new(town: Town, unit: CommercialUnit, texts: Texts) -> None:
    key = f"note_{unit.unit_id}"
    # one id for as long as the box is open, so that saving twice adds one note; the box has
    # it in its key, so that the next note begins empty
    note_id = st.session_state.setdefault(f"{key}_id", uuid4())
    text = st.text_area(
        texts("unit.note_new"),
        key=f"{key}_{note_id}",
        max_chars=about(Note)["text"].length,
        height=100,
        persist_state="session",
    )
    if not st.button(texts("unit.note_add"), key=f"{key}_add", type="primary"):
        return
    try:
        note = add_note(
            town.store,
            state.app().now,
            note_id=note_id,
            unit_id=unit.unit_id,
            text=text or "",
            actor=state.actor(),
        )
    except BiwaqError as error:
        st.error(error_words(error, texts))
    else:
        del st.session_state[f"{key}_id"]
        note_act("act.added", note)
        st.rerun()


def _remove(town: Town, note: Note, texts: Texts) -> None:
    try:
        gone = remove_note(town.store, state.app().today, note=note, actor=state.actor())
    except BiwaqError as error:
        st.error(error_words(error, texts))
    else:
        note_act("act.removed", gone)
        st.rerun()
