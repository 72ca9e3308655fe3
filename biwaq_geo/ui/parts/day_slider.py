"""The day at the lower edge of the map: a slider, steps of a month, and what changed."""

from datetime import date

import pandas as pd
import streamlit as st

from biwaq_geo.services.history import revision_of_day
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.columns import DAYS
from biwaq_geo.ui.parts.day_picker import Shown


def day_slider(town: Town, look: Shown, texts: Texts, *, key: str) -> None:
    """Let the person go through the days since the register began; nothing before a second day."""
    today = state.app().today()
    if look.begun is None or look.begun >= today:
        return
    day = min(max(look.day, look.begun), today)
    slid = f"{key}_slide"
    st.session_state[slid] = day
    with st.container(key=f"{key}_days", horizontal=True, vertical_alignment="center"):
        _step(
            texts("past.month_back"),
            "chevron_left",
            month_from(day, -1),
            day,
            (look.begun, today),
            key,
        )
        st.slider(
            texts("past.slide", day=texts.day(look.begun)),
            min_value=look.begun,
            max_value=today,
            key=slid,
            format=DAYS[texts.language],
            on_change=_slid,
            args=(slid,),
            label_visibility="collapsed",
        )
        _step(
            texts("past.month_on"),
            "chevron_right",
            month_from(day, 1),
            day,
            (look.begun, today),
            key,
        )
    st.caption(_changes(town, day, texts))


def month_from(day: date, months: int) -> date:
    """Return the same day of another month, its last one where it is shorter.

    >>> month_from(date(2026, 3, 31), -1)
    datetime.date(2026, 2, 28)
    """
    moved: date = (pd.Timestamp(day) + pd.DateOffset(months=months)).date()
    return moved


def _step(words: str, icon: str, to: date, day: date, ends: tuple[date, date], key: str) -> None:
    there = min(max(to, ends[0]), ends[1])
    st.button(
        words,
        key=f"{key}_{icon}",
        icon=f":material/{icon}:",
        disabled=there == day,
        on_click=_look_at,
        args=(there,),
    )


def _changes(town: Town, day: date, texts: Texts) -> str:
    """Say how much changed in the month up to the day, and since."""
    then = revision_of_day(town.store, day)
    before = revision_of_day(town.store, month_from(day, -1))
    return texts(
        "past.changes",
        month=texts.number(then - before),
        day=texts.day(day),
        since=texts.number(town.store.revision() - then),
    )


def _slid(widget: str) -> None:
    _look_at(st.session_state[widget])


def _look_at(day: date) -> None:
    st.session_state[state.DAY] = None if day == state.app().today() else day
