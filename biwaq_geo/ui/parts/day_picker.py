"""The day whose register a page shows: today, or any day since the register began."""

from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from biwaq_geo.services.history import first_day, revision_of_day
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state

STYLE = """<style>
.past { margin: 0; padding: .45rem .8rem; border-radius: .4rem; background: #3d3461;
  color: #ffffff; font-weight: 700; }
</style>"""

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
"""What can be typed. Days without a register are explained, not refused."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The register as a page shows it.

    Attributes
    ----------
    revision
        Number of the last event that is seen.
    past
        The page shows a day that is over: nothing can be changed there.
    begun
        Local day of the first event; None for an empty register.
    """

    day: date
    revision: int
    past: bool
    begun: date | None


def shown(town: Town) -> Shown:
    """Return the day that the session looks at, today where none was chosen."""
    return shown_at(town, st.session_state.get(state.DAY))


def shown_at(town: Town, wanted: date | None) -> Shown:
    """Return the register of that day; of today for None and days to come."""
    now = present(town)
    day = wanted or now.day
    if day >= now.day or now.begun is None:
        return now
    return Shown(day, revision_of_day(town.store, day), past=True, begun=now.begun)


def present(town: Town) -> Shown:
    """Return the register as it is today."""
    begun = first_day(town.store)
    return Shown(state.app().today(), town.store.revision(), past=False, begun=begun)


def day_picker(look: Shown, texts: Texts, *, key: str, slider: bool = True) -> None:
    """Let the person choose a day; the page runs again with it.

    Parameters
    ----------
    slider
        Not where the page has one of its own.
    """
    words = texts("past.open", day=texts.day(look.day))
    with st.popover(words, icon=":material/history:"):
        _choices(look, texts, key=key, slider=slider)


def _choices(look: Shown, texts: Texts, *, key: str, slider: bool) -> None:
    today = state.app().today()
    typed, slid = f"{key}_day", f"{key}_slide"
    # both show the day that is looked at, whichever of them it was chosen with
    st.session_state[typed] = st.session_state.get(state.DAY) or today
    st.date_input(
        texts("past.day"),
        key=typed,
        min_value=EARLIEST,
        max_value=LATEST,
        format="DD.MM.YYYY",
        on_change=_chosen,
        args=(typed,),
    )
    if slider and look.begun is not None and look.begun < today:
        st.session_state[slid] = min(max(look.day, look.begun), today)
        st.slider(
            texts("past.slide", day=texts.day(look.begun)),
            min_value=look.begun,
            max_value=today,
            key=slid,
            format="DD.MM.YYYY",
            on_change=_chosen,
            args=(slid,),
        )
    st.button(
        texts("past.today"),
        key=f"{key}_today",
        disabled=st.session_state.get(state.DAY) is None,
        on_click=_back,
        width="stretch",
    )


def past_sign(look: Shown, texts: Texts) -> str:
    """Return the words that mark a past day; empty for the present one."""
    return texts("past.sign", day=texts.long_day(look.day)) if look.past else ""


def past_banner(look: Shown, texts: Texts) -> None:
    """Say unmistakably that the page shows the past, or why it cannot show a day."""
    # a place that is always there: what comes and goes above a map would make the browser
    # draw the map anew, with its first view
    with st.container():
        _banner(look, texts)


def _banner(look: Shown, texts: Texts) -> None:
    chosen = st.session_state.get(state.DAY)
    if look.past:
        sign = escape(past_sign(look, texts))
        st.html(f'{STYLE}<p class="past" role="status">{sign}</p>')
        if look.begun is not None and look.day < look.begun:
            st.info(texts("past.before", day=texts.long_day(look.begun)))
    elif chosen is not None and look.begun is None:
        st.info(texts("past.empty"))
    elif chosen is not None and chosen > look.day:
        st.info(texts("past.future", day=texts.long_day(chosen)))


def _chosen(widget: str) -> None:
    day = st.session_state[widget]
    st.session_state[state.DAY] = None if day == state.app().today() else day


def _back() -> None:
    st.session_state[state.DAY] = None
