"""Another person's save appears without anybody pressing anything."""

import streamlit as st

from biwaq_geo.ui import state
from biwaq_geo.ui.parts.standing import hold_refusals

LOOK_EVERY_S = 3


def note_what_is_shown() -> None:
    """Remember how far the register has come; call before a page reads it.

    The page is compared with this later. Compared within its own run, a page that has
    just told of a conflict would run again and take the message away.
    """
    store = state.town().store
    st.session_state[_key()] = store.revision(), store.read_at() is None


@st.fragment(run_every=LOOK_EVERY_S)
def watch_the_register() -> None:
    """Run the page again when the register has moved on, or its server came or went."""
    store = state.town().store
    # asked first, since asking is what finds out whether the database is there
    revision = store.revision()
    if st.session_state.get(_key()) not in {None, (revision, store.read_at() is None)}:
        hold_refusals()
        st.rerun()


def say_if_away() -> None:
    """Say from when the shown state is while the register's server cannot be reached."""
    read_at = state.town().store.read_at()
    if read_at is not None:
        texts = state.texts()
        st.warning(texts("app.away", time=texts.time(read_at)), icon=":material/cloud_off:")


def _key() -> str:
    return f"{state.SEEN_REVISION}_{state.town().profile.key}"
