"""A list of records to choose one from, or to begin a new one."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import pandas as pd
import streamlit as st

from biwaq_geo.domain.records import RecordT, id_of
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.columns import words_column

NEW = "new"
"""Stands with the unit, if there is one, where the id of the chosen record would."""


def record_list(
    records: Sequence[RecordT],
    columns: Mapping[str, Sequence[Any]],
    texts: Texts,
    *,
    key: str,
    chosen_key: str,
    total: int,
) -> None:
    """Show the records; the one whose row is clicked is the chosen one from then on.

    Parameters
    ----------
    columns
        Title to the values of the records.
    chosen_key
        Where the session remembers the chosen record, by its id.
    total
        How many there are without the filter.
    """
    if not total:
        st.info(texts("entry.none"))
        return
    st.caption(texts("entry.shown", count=len(records), total=total))
    answer = st.dataframe(
        pd.DataFrame(columns),
        column_config={
            title: words_column(title, values)
            for title, values in columns.items()
            if all(isinstance(one, str) for one in values)
        },
        # rows are told by their number: another list is another table, with nothing chosen;
        # and none is to stay ticked while somebody begins a new record
        key=f"{key}_{hash(tuple(id_of(one) for one in records))}_{_begun(chosen_key)}",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height="auto" if len(records) < _MOST_ROWS else 35 * _MOST_ROWS,
    )
    rows = [row for row in answer.selection.rows if row < len(records)]
    clicked = id_of(records[rows[0]]) if rows else None
    if clicked != st.session_state.get(f"{key}_clicked"):
        st.session_state[f"{key}_clicked"] = clicked
        if clicked is not None:
            st.session_state[chosen_key] = clicked


_MOST_ROWS = 15


def begin(words: str, *, key: str, chosen_key: str) -> None:
    """Offer to begin a new record."""
    if st.button(words, key=key, icon=":material/add:"):
        choose_new(chosen_key)


def choose_new(chosen_key: str, *, unit_id: UUID | None = None) -> None:
    """Let the next form be that of a new record, in the unit if there is one."""
    st.session_state[chosen_key] = (NEW, unit_id)
    st.session_state[f"{chosen_key}_begun"] = _begun(chosen_key) + 1


def _begun(chosen_key: str) -> int:
    """Return how many new records this session has begun."""
    count: int = st.session_state.get(f"{chosen_key}_begun", 0)
    return count
