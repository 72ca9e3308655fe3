"""Another person's save appears without anybody pressing anything."""

import streamlit as st

from biwaq_geo.ui import state

LOOK_EVERY_S = 3


@st.fragment(run_every=LOOK_EVERY_S)
def watch_the_register() -> None:
    """Look whether the register has moved on, and if so run the page again."""
    key = f"{state.SEEN_REVISION}_{state.town().profile.key}"
    revision = state.town().store.revision()
    seen = st.session_state.setdefault(key, revision)
    if seen != revision:
        st.session_state[key] = revision
        st.rerun()
