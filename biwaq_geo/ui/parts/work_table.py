"""The units of a work list as a table to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pandas as pd
import streamlit as st

from biwaq_geo.domain.freshness import Light, light, next_check
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.columns import DAYS, words_column
from biwaq_geo.ui.parts.list_map import chosen_on_the_map
from biwaq_geo.ui.parts.unit_words import label

LIGHT_PX = 104
"""As wide as the longest word for a light; the usual narrow column cuts it."""

MOST_COLOURED = 1_000
"""Colouring ten thousand rows takes a second of every run; sign and word stay."""

COLOURS: Mapping[Light, str] = {
    Light.GREEN: "#2e6b34",
    Light.YELLOW: "#8a6100",
    Light.RED: "#8a1c1c",
}
"""Dark enough for white letters, and for letters on white (WCAG 2.2, AA)."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The chosen units.

    Attributes
    ----------
    units
        As the register has them now.
    seen
        What the person has chosen and seen: ids and versions as they stood on the
        screen before this run. The run that saves reads the register anew, and an act
        must not concern what nobody has seen.
    """

    units: Sequence[CommercialUnit]
    seen: Mapping[UUID, int]


def work_table(units: Sequence[CommercialUnit], texts: Texts) -> Chosen:
    """Show the units and return those that are chosen; call once in a run."""
    today = state.app().today()
    lights = [light(unit, today=today) for unit in units]
    frame = pd.DataFrame(
        {
            "light": [light_words(one, texts) for one in lights],
            "address": [label(unit, texts) for unit in units],
            "state": [texts(f"state.{unit.state}") for unit in units],
            "seen": pd.Series([unit.observed_on for unit in units], dtype="datetime64[s]"),
            "next": pd.Series([next_check(unit) for unit in units], dtype="datetime64[s]"),
            "case": [texts(f"case_status.{unit.case_status}") for unit in units],
        }
    )
    # rows are told by their number: another list is another table, with nothing chosen
    key = f"work_table_{hash(tuple(unit.unit_id for unit in units))}"
    rows = chosen_on_the_map(units)
    if rows is not None:
        st.session_state["work_take_all"] = False
        st.session_state[key] = {"selection": {"rows": rows}}
    every = st.toggle(
        texts("work.take_all", count=len(units)), key="work_take_all", disabled=not units
    )
    answer = st.dataframe(
        _coloured(frame, lights) if len(frame) <= MOST_COLOURED else frame,
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        height=460,
        column_config={
            "light": st.column_config.TextColumn(texts("work.light"), width=LIGHT_PX),
            "address": words_column(texts("field.address"), frame["address"]),
            "state": st.column_config.TextColumn(texts("field.state"), width=88),
            "seen": _day(texts("field.observed_on"), texts),
            "next": _day(texts("work.next"), texts),
            "case": st.column_config.TextColumn(texts("work.case_statuses"), width=140),
        },
    )
    taken = range(len(units)) if every else answer.selection.rows
    chosen = [units[row] for row in taken if row < len(units)]
    seen = st.session_state.get(state.WORK_SEEN, {})
    st.session_state[state.WORK_SEEN] = {unit.unit_id: unit.version for unit in chosen}
    return Chosen(chosen, seen)


def light_words(one: Light, texts: Texts) -> str:
    """Return sign and word of a light: colour alone tells nothing to many people."""
    return f"{texts(f'light_sign.{one}')} {texts(f'light.{one}')}"


def _coloured(frame: pd.DataFrame, lights: Sequence[Light]) -> Any:
    styles = [f"color: {COLOURS[one]}; font-weight: 600" for one in lights]
    return frame.style.apply(lambda _: styles, subset=["light"])


def _day(title: str, texts: Texts) -> Any:
    return st.column_config.DateColumn(title, format=DAYS[texts.language], width=100)
