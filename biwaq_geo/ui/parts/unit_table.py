"""The units of the map as a table, with the same rows."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import pandas as pd
import streamlit as st

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.columns import words_column
from biwaq_geo.ui.parts.unit_words import label, since


def unit_table(
    units: Sequence[CommercialUnit],
    texts: Texts,
    *,
    total: int,
    key: str,
    selected: UUID | None = None,
) -> UUID | None:
    """Show the units and return the one whose row was chosen, or None.

    Parameters
    ----------
    selected
        The unit whose row is marked when it was chosen elsewhere since the last run.
    """
    _follow(units, key=key, selected=selected)
    st.caption(texts("map.count", shown=len(units), total=total))
    rows = _table(units, texts, mode="single-row", key=key)
    return units[rows[0]].unit_id if rows else None


def many_units_table(units: Sequence[CommercialUnit], texts: Texts, *, key: str) -> None:
    """Let the person choose several units in a table, as with a box on the map."""
    # rows are told by their number: other units are another table, with nothing chosen
    here = f"{key}_{hash(tuple(unit.unit_id for unit in units))}"
    rows = _table(units, texts, mode="multi-row", key=here)
    if st.button(
        texts("tools.take_rows", count=len(rows)),
        key=f"{key}_take",
        icon=":material/select_all:",
        disabled=not rows,
    ):
        st.session_state[state.CHOSEN_UNITS] = frozenset(units[row].unit_id for row in rows)
        st.rerun()


def _table(
    units: Sequence[CommercialUnit],
    texts: Texts,
    *,
    mode: Literal["single-row", "multi-row"],
    key: str,
) -> Sequence[int]:
    """Show the units; return the numbers of the chosen rows."""
    frame = pd.DataFrame(
        {
            "address": [label(unit, texts) for unit in units],
            "state": [texts(f"state.{unit.state}") for unit in units],
            "since": [since(unit, texts) for unit in units],
            "branch": [_branch(unit, texts) for unit in units],
            "area": [unit.floor_area_m2 for unit in units],
            "origin": [texts(f"origin.{unit.origin}") for unit in units],
        }
    )
    chosen = st.dataframe(
        frame,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode=mode,
        height=320,
        column_config={
            "address": words_column(texts("field.address"), frame["address"]),
            "state": texts("field.state"),
            "since": texts("field.since"),
            "branch": texts("field.branch"),
            "area": st.column_config.NumberColumn(f"{texts('field.floor_area_m2')} (m²)"),
            "origin": texts("field.origin"),
        },
    )
    return [row for row in chosen.selection.rows if row < len(units)]


def _follow(units: Sequence[CommercialUnit], *, key: str, selected: UUID | None) -> None:
    """Mark the row of what was chosen elsewhere; rows move when the filter or the day changes."""
    ids = [unit.unit_id for unit in units]
    now = (selected, hash(tuple(ids)))
    if st.session_state.get(f"{key}_follows") == now and key in st.session_state:
        return
    st.session_state[f"{key}_follows"] = now
    rows = [ids.index(selected)] if selected in ids else []
    st.session_state[key] = {"selection": {"rows": rows}}


def _branch(unit: CommercialUnit, texts: Texts) -> str:
    if unit.branch:
        return texts(f"branch.{unit.branch}")
    last = texts(f"branch.{unit.last_branch}") if unit.last_branch else ""
    return f"({last})" if last else ""
