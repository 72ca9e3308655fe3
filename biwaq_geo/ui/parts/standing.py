"""Refusals that stay: a page that runs again for another reason does not take them away."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, get_script_run_ctx

from biwaq_geo.texts import Texts
from biwaq_geo.ui import state

_NOW, _STANDING, _HELD = "app_refused_now", "app_refused_standing", "app_refused_held"
_ABOUT = "app_refused_about"


@dataclass(frozen=True, slots=True)
class Said:
    """One refusal as it was said.

    Attributes
    ----------
    words
        As `plain.error_words` gives them.
    boxes
        Keys of the boxes that it may be about, written for a key of Streamlit.
    held
        What these boxes held, by their whole keys.
    number
        Its own: the same number is not read out again.
    in_part
        A part of the page said it that runs by itself.
    """

    words: str
    boxes: str
    held: Mapping[str, object]
    icon: str | None
    number: str
    in_part: bool


def note_refusal(words: str, ends: Sequence[str], boxes: str, icon: str | None) -> Said:
    """Remember what is said now, and return it.

    Parameters
    ----------
    ends
        Keys of the boxes that it may be about, or their last words.
    boxes
        The same, written for a key of Streamlit.
    """
    run = get_script_run_ctx()
    in_part = bool(run and run.fragment_ids_this_run)
    said = Said(words, boxes, _held_by(ends), icon, uuid4().hex[:8], in_part)
    st.session_state[_NOW] = [*st.session_state.get(_NOW, ()), said]
    return said


def say(said: Said) -> None:
    """Show a refusal where the page is drawing."""
    # an act was refused: the page brings it into sight (`static/biwaq/told.js`)
    with st.container(key=f"refused_act_{said.number}{said.boxes}"):
        st.error(said.words, icon=said.icon)


def forget_refusals() -> None:
    """Take the refusals away: something was done since, or they were read."""
    for key in (_NOW, _STANDING):
        st.session_state.pop(key, None)


def hold_refusals() -> None:
    """Keep them over the run that is asked for next: nobody has done anything."""
    st.session_state[_HELD] = True


@contextmanager
def standing_refusals(page: str, texts: Texts) -> Iterator[None]:
    """Run a page below the refusals of its last run.

    They stand until the page refuses something else, does something, shows another record,
    something else is put into a box that they are about, or somebody takes them away.
    """
    about = (page, *map(st.session_state.get, (state.TOWN, state.SELECTED_UNIT, state.SCENARIO)))
    held = st.session_state.pop(_HELD, False)
    # a part that has run by itself and asks for the whole page has done something
    now = [said for said in st.session_state.pop(_NOW, ()) if held or not said.in_part]
    said_about = st.session_state.get(_ABOUT)
    st.session_state[_ABOUT] = about
    if now:
        st.session_state[_STANDING] = said_about, now
    known, kept = st.session_state.get(_STANDING, (about, ()))
    # always there, so that what follows keeps its place in the page
    place = st.container(key="standing")
    try:
        yield
    except RerunException:
        if _HELD not in st.session_state:
            forget_refusals()
        raise
    if known != about or st.session_state.get(_NOW) or _STANDING not in st.session_state:
        st.session_state.pop(_STANDING, None)
        return
    kept = [said for said in kept if not _was_changed(said)]
    st.session_state[_STANDING] = about, kept
    with place:
        for said in kept:
            say(said)
        if kept:
            st.button(
                texts("common.shut"),
                key="standing_shut",
                icon=":material/close:",
                on_click=forget_refusals,
            )


def _held_by(ends: Sequence[str]) -> dict[str, object]:
    known = [str(key) for key in st.session_state]
    boxes = [key for key in known if any(key == end or key.endswith(f"_{end}") for end in ends)]
    return {key: st.session_state[key] for key in boxes}


def _was_changed(said: Said) -> bool:
    return any(st.session_state.get(key, held) != held for key, held in said.held.items())
