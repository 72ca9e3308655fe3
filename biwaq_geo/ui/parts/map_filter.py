"""Which units the map and its table show: a button that holds the chips and a field."""

from collections.abc import Sequence

import streamlit as st

from biwaq_geo.domain.units import CommercialUnit, UnitState
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.unit_words import label


def map_filter(units: Sequence[CommercialUnit], texts: Texts) -> Sequence[CommercialUnit]:
    """Let the person choose states and type a part of the address; return what is left.

    The button says how many parts of the filter are set.
    """
    chosen: Sequence[UnitState] = st.session_state.get(state.FILTER_STATES, ())
    typed = str(st.session_state.get(state.FILTER_TEXT, "")).casefold().strip()
    set_parts = len(chosen) + bool(typed)
    words = texts("map.filter_on", count=set_parts) if set_parts else texts("map.filter")
    with st.popover(words, icon=":material/filter_alt:", key="map_filter"):
        _choices(units, texts)
        st.caption(texts("map.count", shown=len(left_of(units, texts)), total=len(units)))
        st.button(
            texts("map.filter_clear"),
            key="map_filter_clear",
            icon=":material/filter_alt_off:",
            disabled=not set_parts,
            on_click=_clear,
            width="stretch",
        )
    return left_of(units, texts)


def left_of(units: Sequence[CommercialUnit], texts: Texts) -> Sequence[CommercialUnit]:
    """Return what the filter of the session leaves of the units."""
    chosen = st.session_state.get(state.FILTER_STATES)
    wanted = str(st.session_state.get(state.FILTER_TEXT, "")).casefold().strip()
    left = [unit for unit in units if unit.state in chosen] if chosen else units
    return [unit for unit in left if wanted in label(unit, texts).casefold()] if wanted else left


def _choices(units: Sequence[CommercialUnit], texts: Texts) -> None:
    nothing: Sequence[UnitState] = ()
    chosen = state.kept(state.FILTER_STATES, nothing)
    present = {unit.state for unit in units}.union(chosen)
    st.pills(
        texts("map.filter_state"),
        [one for one in UnitState if one in present],
        selection_mode="multi",
        default=chosen,
        key=state.box(state.FILTER_STATES),
        # what is shown is counted above, in the same run
        on_change=state.keep,
        args=(state.FILTER_STATES,),
        wrap=True,
        format_func=lambda one: texts(f"state.{one}"),
    )
    state.keep(state.FILTER_STATES)
    st.text_input(
        texts("map.filter_text"),
        state.kept(state.FILTER_TEXT, ""),
        key=state.box(state.FILTER_TEXT),
        max_chars=80,
        on_change=state.keep,
        args=(state.FILTER_TEXT,),
    )
    state.keep(state.FILTER_TEXT)


def _clear() -> None:
    state.change(state.FILTER_STATES, [])
    state.change(state.FILTER_TEXT, "")
