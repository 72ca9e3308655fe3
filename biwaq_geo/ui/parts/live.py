"""Another person's save appears without anybody pressing anything."""

import streamlit as st

from biwaq_geo.ui import state

LOOK_EVERY_S = 3


def note_what_is_shown() -> None:
    """Remember how far the register has come; call before a page reads it.

    The page is compared with this later. Compared within its own run, a page that has
    just told of a conflict would run again and take the message away.
    """
    st.session_state[_key()] = state.town().store.revision()


@st.fragment(run_every=LOOK_EVERY_S)
def watch_the_register() -> None:
    """Look whether the register has moved on, and if so run the page again."""
    if st.session_state.get(_key()) not in {None, state.town().store.revision()}:
        st.rerun()


def _key() -> str:
    return f"{state.SEEN_REVISION}_{state.town().profile.key}"
