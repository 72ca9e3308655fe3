"""What was chosen, with a map beside it: a column on a desk, a sheet over the map on a phone."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from biwaq_geo.texts import Texts
from biwaq_geo.ui import state


@contextmanager
def sheet(name: str, texts: Texts) -> Iterator[None]:
    """Hold what is drawn in it; `static/biwaq/page.css` makes a sheet of it on a phone.

    The button that shuts it is shown there only: on a desk it would undo a choice that
    is in nobody's way.
    """
    with st.container(key=f"sheet_{name}"):
        st.button(
            texts("common.shut"),
            key=f"shut_{name}",
            icon=":material/keyboard_arrow_down:",
            width="stretch",
            on_click=_nothing_chosen,
        )
        yield


def _nothing_chosen() -> None:
    state.select_unit(None)
    for key in (state.BUILDING, state.NEW_PLACE, state.FEATURE):
        st.session_state[key] = None
