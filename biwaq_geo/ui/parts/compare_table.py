"""What differs between two maps, counted and as rows that are in step with the map."""

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import streamlit as st

from biwaq_geo.domain.unit_changes import Change
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.columns import words_column
from biwaq_geo.ui.parts.layer_switches import legend


@dataclass(frozen=True, slots=True)
class Row:
    """One difference; `key` is the id of its feature on the map, the words are plain text."""

    key: str
    change: Change
    place: str
    before: str
    after: str


def changes_legend(layer: LayerSpec, marked: gpd.GeoDataFrame, texts: Texts) -> None:
    """Show the outlines of what differs with their counts, or say that nothing does."""
    if marked.empty:
        st.info(texts("compare.nothing"))
        return
    st.html(legend(layer, marked, texts, in_a_row=True))


def changes_table(rows: Sequence[Row], texts: Texts, *, key: str, chosen: str | None) -> str | None:
    """Show the rows; return the key of one that was newly chosen here, once.

    A click on the map brings the table back with that row chosen.
    """
    if not rows:
        return None
    clicked = st.session_state.get(state.COMPARE_CLICKED)
    number = next((n for n, row in enumerate(rows) if row.key == clicked == chosen), None)
    here = f"{key}_{clicked}"
    frame = pd.DataFrame(
        {
            "place": [row.place for row in rows],
            "change": [texts(f"compare.change_{row.change}") for row in rows],
            "before": [row.before for row in rows],
            "after": [row.after for row in rows],
        }
    )
    picked = st.dataframe(
        frame,
        key=here,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [] if number is None else [number]}},
        height=min(320, 40 + 35 * len(rows)),
        column_config={
            "place": words_column(texts("compare.place"), frame["place"]),
            "change": texts("compare.change"),
            "before": texts("compare.before"),
            "after": texts("compare.after"),
        },
    ).selection.rows
    if not picked or picked[0] >= len(rows):
        return None
    wanted = rows[picked[0]].key
    seen = (here, wanted)
    if wanted == chosen or seen == st.session_state.get(state.SEEN_ROW):
        return None
    st.session_state[state.SEEN_ROW] = seen
    return wanted
