"""The look of a page that a whole room reads: large type, nothing around it."""

import streamlit as st

from biwaq_geo.texts import Texts
from biwaq_geo.ui import state

STYLE = """<style>
/* one measure for all type: 24 px at 1280 x 720, 36 px at 1920 x 1080 */
.stApp { --biwaq-line: none; --room: clamp(1rem, min(1.9vw, 3.33vh), 3.2rem);
  --biwaq-map-height: max(20rem, calc(100dvh - 12.6rem - 8.2 * var(--room))); }
[data-testid="stHeader"], [data-testid="stSidebar"] { display: none; }
.stApp [data-testid="stMainBlockContainer"] { max-width: none; padding: .6rem 2rem 0; }
.stApp [data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] { gap: .5rem; }
.stApp .st-key-room_stage { gap: .5rem; }
.stApp [data-testid="stMain"] :is(p, li) { max-width: none; font-size: var(--room);
  line-height: 1.3; }
.stApp [data-testid="stHeading"] [data-testid="stMarkdownContainer"] { margin-bottom: 0; }
.stApp [data-testid="stMain"] h1 { font-size: var(--room); padding: 0; }
.stApp [data-testid="stMain"] h2 { font-size: calc(1.3 * var(--room)); padding: 0; }
.stApp [data-testid="stMain"] ol { padding-left: .7em; }
.stApp [data-testid="stMain"] [data-testid="stAlertContainer"] { padding: .2rem .8rem; }
.stApp [data-testid="stMain"] [data-testid="stAlert"] p { font-size: calc(.7 * var(--room)); }
.stApp [data-testid="stMain"] [data-testid="stCaptionContainer"] p {
  font-size: calc(.75 * var(--room)); }
.stApp [data-testid="stButtonGroup"] button { height: auto; min-height: calc(1.7 * var(--room)); }
.stApp .kpi-large { font-size: var(--room); }
.stApp .kpi-large :is(th, td) { padding: .22em .5em; line-height: 1.2; }
.stApp .legend { display: flex; flex-wrap: wrap; gap: .1rem 1.6rem; margin: 0;
  font-size: calc(.75 * var(--room)); }
.stApp .legend .n { margin-left: 0; font-weight: 700; }
.stApp .scene-legend { font-size: calc(.7 * var(--room)); }
.stApp :is(.legend, .scene-legend) img { height: calc(.9 * var(--room)); width: auto; }
.stApp [data-testid="stMain"] [data-testid="stImage"] img {
  max-height: calc(var(--biwaq-map-height) - 3 * var(--room)); object-fit: contain; }
/* the buttons stay where they are, however long the slide */
.stApp .st-key-room_stage { min-height: calc(100dvh - 6.6rem - 2.9 * var(--room)); }
.stApp [data-testid="stLayoutWrapper"]:has(> .st-key-room_turn) {
  position: sticky;
  bottom: 0;
  z-index: 70;
}
.stApp .st-key-room_turn { padding: .3rem 0; background: #fff; border-top: 1px solid #d5d2c8; }
.stApp [data-testid="stLayoutWrapper"]:has(> .st-key-room_keys) { width: auto; }
@media (max-width: 640px) {
  .stApp .st-key-room_turn { gap: .7rem 1rem; }
  .stApp .st-key-room_turn > :has([data-testid="stPageLink"]) { order: 9; flex: 1 0 100%; }
  .stApp .st-key-room_turn > :has(> .st-key-room_keys) { display: none; }
  .stApp [data-testid="stMainBlockContainer"] { padding: .8rem 1rem 0; }
  .stApp [data-testid="stMain"] h1 { font-size: 1.2rem; }
  .stApp [data-testid="stMain"] h2 { font-size: 1.5rem; }
  .stApp [data-testid="stMain"] :is(p, li) { font-size: 1.1rem; }
  .stApp [data-testid="stMain"] :is([data-testid="stAlert"], [data-testid="stButtonGroup"]) p {
    font-size: .92rem;
  }
  .stApp [data-testid="stMain"] [data-testid="stCaptionContainer"] p { font-size: .92rem; }
}
</style>"""


def enter() -> None:
    """Give the page the look of the room."""
    st.html(STYLE)


def turn(total: int, texts: Texts) -> int:
    """Show the bar that turns the slides and leads out; return the number of the slide from 0."""
    number = min(int(st.session_state.get(state.SLIDE, 0)), total - 1)
    bar = st.container(
        key="room_turn",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    )
    if bar.button(
        texts("council.back"),
        key="council_back",
        shortcut="Left",
        disabled=number == 0,
    ):
        number -= 1
    where, keys = bar.empty(), bar.container(key="room_keys")
    bar.page_link("screens/scenarios.py", label=texts("council.exit"), icon=":material/arrow_back:")
    if bar.button(
        texts("council.next"),
        key="council_next",
        shortcut="Right",
        disabled=number == total - 1,
        type="primary",
    ):
        number += 1
    where.caption(texts("council.slide_of", number=number + 1, total=total), width="content")
    keys.caption(texts("council.keys"))
    if number != st.session_state.get(state.SLIDE, 0):
        st.session_state[state.SLIDE] = number
        st.rerun()
    return number
