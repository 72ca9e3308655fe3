"""What was just done to a record, and taking it back, whatever kind of record it is."""

from typing import Any
from uuid import UUID

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError, RecordNotFoundError, UnitNotFoundError
from biwaq_geo.domain.records import Record, id_of
from biwaq_geo.services.ports import Town
from biwaq_geo.services.undo import take_back
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.record_words import record_name
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.standing import forget_refusals

Act = tuple[str, type[Any], UUID, int]
"""What was done, to which kind of record, its id, and its version since then."""


def note_act(what: str, record: Record) -> None:
    """Remember what was done until something else is; `what` is the key of a sentence."""
    forget_refusals()
    st.session_state[state.LAST_ACT] = (what, type(record), id_of(record), record.version)


def last_act(town: Town, texts: Texts, *kinds: type[Any], unit_id: UUID | None = None) -> None:
    """Say what this session did last and offer to take it back; call once in a page.

    As soon as somebody has saved the record again there is nothing to be said any more.

    Parameters
    ----------
    kinds
        Kinds of record that the page is about.
    unit_id
        The unit that they belong to; any or none if None.
    """
    # in a box of its own: a message that comes and goes must not close the open tab
    with st.container():
        act: Act | None = st.session_state.get(state.LAST_ACT)
        if act is None or act[1] not in kinds:
            return
        what, kind, record_id, version = act
        try:
            record = town.store.record(kind, record_id)
        except (RecordNotFoundError, UnitNotFoundError):
            return
        elsewhere = unit_id is not None and getattr(record, "unit_id", None) != unit_id
        if record.version != version or elsewhere:
            return
        st.success(
            texts(what, name=plain(record_name(record, texts))),
            icon=":material/check_circle:",
        )
        if st.button(texts("act.undo"), key="act_undo", icon=":material/undo:"):
            _take_back(town, record, texts)


def undo_last_change(town: Town, record: Record, texts: Texts) -> None:
    """Offer to take the last change of a record back, whoever made it and whenever."""
    act: Act | None = st.session_state.get(state.LAST_ACT)
    # version 1 is no change; what this session did last is offered by `last_act`
    if record.version == 1 or (act and act[2:] == (id_of(record), record.version)):
        return
    event = town.store.events(subject_id=id_of(record))[-1]
    with st.container(horizontal=True, vertical_alignment="center"):
        told = texts("act.last", time=texts.time(event.at), actor=event.actor)
        st.caption(plain(told))
        key = f"undo_last_{id_of(record)}"
        asked = st.button(texts("mark.undo"), key=key, icon=":material/undo:", type="tertiary")
    if asked:
        _take_back(town, record, texts)


def _take_back(town: Town, record: Record, texts: Texts) -> None:
    try:
        back = take_back(
            town,
            state.app().today,
            kind=type(record),
            record_id=id_of(record),
            seen_version=record.version,
            actor=state.actor(),
        )
    except BiwaqError as error:
        refuse(error, texts)
        return
    note_act("act.undone", back)
    st.rerun()
