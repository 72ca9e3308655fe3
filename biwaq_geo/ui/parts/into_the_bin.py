"""Putting one record of a street into the recycle bin, from the page that shows it."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.records import RecordT, id_of
from biwaq_geo.services.ports import Town
from biwaq_geo.services.recycle import remove
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.last_act import note_act
from biwaq_geo.ui.parts.refusal import refuse


def into_the_bin(
    town: Town, kind: type[RecordT], record_id: UUID, *, seen_version: int, texts: Texts
) -> bool:
    """Remove the record and note the act; say why not where that fails, and return whether."""
    try:
        gone = remove(
            town.store,
            state.app().today,
            kind=kind,
            record_id=record_id,
            seen_version=seen_version,
            actor=state.actor(),
        )
    except BiwaqError as error:
        refuse(error, texts)
        return False
    note_act("act.removed", gone)
    return True


def wrong_one(
    town: Town,
    records: Sequence[RecordT],
    lines: Sequence[str],
    *,
    question: str,
    key: str,
    texts: Texts,
) -> None:
    """Offer to choose a record that is wrong, and to put it into the bin.

    Parameters
    ----------
    lines
        What each record is called.
    key
        Beginning of the keys of the widgets.
    """
    titles = {id_of(one): line for one, line in zip(records, lines, strict=True)}
    by_id = {id_of(one): one for one in records}
    chosen = st.selectbox(
        question,
        list(titles),
        index=None,
        key=f"{key}_wrong",
        placeholder=texts("common.choose"),
        format_func=titles.__getitem__,
    )
    if chosen is None:
        return
    if st.button(texts("bin.remove"), key=f"{key}_bin", icon=":material/delete:"):
        wrong = by_id[chosen]
        if into_the_bin(town, type(wrong), chosen, seen_version=wrong.version, texts=texts):
            st.rerun()
