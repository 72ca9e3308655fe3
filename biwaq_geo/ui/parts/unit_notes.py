"""Notes on a unit: who wrote what, and when."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_OID, uuid5

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.drafts import saved_meanwhile
from biwaq_geo.services.notes import add_note, remove_note
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.conflict import save
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.draft_notice import draft_notice
from biwaq_geo.ui.parts.last_act import note_act
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.refusal import refuse


def unit_notes(town: Town, unit: CommercialUnit, notes: Sequence[Note], texts: Texts) -> None:
    """Show the notes, the latest first, and the box of a new one."""
    _new(town, unit, texts)
    if not notes:
        st.caption(texts("unit.no_notes"))
    for note in notes:
        with st.container(border=True, key=f"card_{note.note_id}"):
            # typed words are shown as typed, never as markup
            st.text(note.text)
            told = texts("unit.note_line", author=note.author, time=texts.time(note.written_at))
            foot = st.container(horizontal=True, vertical_alignment="center")
            foot.caption(plain(told))
            key = f"note_remove_{note.note_id}"
            if foot.button(texts("unit.note_remove"), key=key, type="tertiary"):
                _remove(town, note, texts)


def _new(town: Town, unit: CommercialUnit, texts: Texts) -> None:
    form = DraftForm(town.store, "note", _blank(unit), {"text": ""}, whole=True)
    form.prepare()
    _go_on_with_what_is_saved(form)
    form.draw("text", texts, title=texts("unit.note_new"))
    asked = st.button(texts("unit.note_add"), key=f"{form.key}_add", type="primary")
    draft_notice(form, texts)
    if asked:
        # the id goes with the draft, so that saving twice adds one note
        save(
            form,
            lambda: add_note(
                town.store,
                state.app().now,
                note_id=form.act,
                unit_id=unit.unit_id,
                text=str(form.values["text"]),
                actor=state.actor(),
            ),
            texts,
            _added,
        )


def _blank(unit: CommercialUnit) -> Note:
    """Return what the draft of a new note hangs on: the same one for the same unit."""
    return Note(
        note_id=uuid5(NAMESPACE_OID, f"note {unit.unit_id}"),
        unit_id=unit.unit_id,
        text="",
        author="",
        written_at=datetime.min.replace(tzinfo=UTC),
        version=0,
    )


def _go_on_with_what_is_saved(form: DraftForm[Note]) -> None:
    """Look whether the note of a draft was saved before the session was lost."""
    if form.draft is None:
        return
    saved = saved_meanwhile(form.store, kind=Note, typed=form.draft)
    if saved is None:
        return
    if saved.text != form.draft.values.get("text"):
        form.begin_another()
        return
    form.drop()
    _added(saved)


def _added(note: Note) -> None:
    note_act("act.added", note)
    st.rerun()


def _remove(town: Town, note: Note, texts: Texts) -> None:
    try:
        gone = remove_note(town.store, state.app().today, note=note, actor=state.actor())
    except BiwaqError as error:
        refuse(error, texts)
    else:
        note_act("act.removed", gone)
        st.rerun()
