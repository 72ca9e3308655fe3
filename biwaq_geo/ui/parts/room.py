"""The look of a page that a whole room reads: large type, nothing around it."""

import streamlit as st

from biwaq_geo.texts import Texts
from biwaq_geo.ui import state

STYLE = """<style>
[data-testid="stHeader"], [data-testid="stSidebar"] { display: none; }
[data-testid="stMainBlockContainer"] { max-width: none; padding: 1.2rem 2.5rem 1rem; }
[data-testid="stMain"] p, [data-testid="stMain"] li { font-size: 1.5rem; line-height: 1.35; }
[data-testid="stMain"] h1 { font-size: 2.6rem; padding: 0 0 .3rem; }
[data-testid="stMain"] h2 { font-size: 2rem; padding: .2rem 0; }
[data-testid="stMain"] [data-testid="stCaptionContainer"] p { font-size: 1.15rem; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding: .8rem 1rem; }
  [data-testid="stMain"] h1 { font-size: 1.7rem; }
  [data-testid="stMain"] p, [data-testid="stMain"] li { font-size: 1.1rem; }
}
</style>"""


def enter() -> None:
    """Give the page the look of the room."""
    st.html(STYLE)


def turn(total: int, texts: Texts) -> int:
    """Show the buttons that turn the slides; return the number of the shown one from 0."""
    number = min(int(st.session_state.get(state.SLIDE, 0)), total - 1)
    back, where, forth = st.columns([1, 2, 1], vertical_alignment="center")
    if back.button(
        texts("council.back"),
        key="council_back",
        shortcut="Left",
        disabled=number == 0,
        width="stretch",
    ):
        number -= 1
    if forth.button(
        texts("council.next"),
        key="council_next",
        shortcut="Right",
        disabled=number == total - 1,
        width="stretch",
        type="primary",
    ):
        number += 1
    where.caption(
        f"{texts('council.slide_of', number=number + 1, total=total)} · {texts('council.keys')}",
        text_alignment="center",
    )
    if number != st.session_state.get(state.SLIDE, 0):
        st.session_state[state.SLIDE] = number
        st.rerun()
    return number
