"""The units of the map as a table, with the same rows."""

from collections.abc import Sequence
from uuid import UUID

import pandas as pd
import streamlit as st

from biwaq_geo.domain.units import CommercialUnit, UnitState
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.unit_words import label, since


def unit_filter(units: Sequence[CommercialUnit], texts: Texts) -> Sequence[CommercialUnit]:
    """Let the person choose states and type a part of the address; return what is left."""
    states = {unit.state for unit in units}
    present = [state for state in UnitState if state in states]
    typed = st.text_input(
        texts("map.filter_text"),
        key="map_filter_text",
        placeholder=texts("map.filter_text"),
        label_visibility="collapsed",
    )
    chosen = st.pills(
        texts("map.filter_state"),
        present,
        selection_mode="multi",
        key="map_filter_state",
        wrap=True,
        format_func=lambda state: texts(f"state.{state}"),
        label_visibility="collapsed",
    )
    wanted = typed.casefold().strip()
    left = [unit for unit in units if unit.state in chosen] if chosen else units
    return [unit for unit in left if wanted in label(unit, texts).casefold()] if wanted else left


def unit_table(
    units: Sequence[CommercialUnit], texts: Texts, *, total: int, key: str
) -> UUID | None:
    """Show the units and return the one whose row was chosen, or None."""
    st.caption(texts("map.count", shown=len(units), total=total))
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
        selection_mode="single-row",
        height=320,
        column_config={
            "address": texts("field.address"),
            "state": texts("field.state"),
            "since": texts("field.since"),
            "branch": texts("field.branch"),
            "area": st.column_config.NumberColumn(f"{texts('field.floor_area_m2')} (m²)"),
            "origin": texts("field.origin"),
        },
    )
    rows = chosen.selection.rows
    return units[rows[0]].unit_id if rows and rows[0] < len(units) else None


def _branch(unit: CommercialUnit, texts: Texts) -> str:
    if unit.branch:
        return texts(f"branch.{unit.branch}")
    last = texts(f"branch.{unit.last_branch}") if unit.last_branch else ""
    return f"({last})" if last else ""
