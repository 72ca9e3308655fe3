"""Choosing the unit one stands in front of: by address, or on the map."""

from collections.abc import Mapping, Sequence
from uuid import UUID

import streamlit as st

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.map_click import MapFrame
from biwaq_geo.ui.parts.new_place import begin_at, begin_in, new_place
from biwaq_geo.ui.parts.refusal import say_refusal
from biwaq_geo.ui.parts.town_map import town_map
from biwaq_geo.ui.parts.unit_words import choices
from biwaq_geo.ui.parts.where_i_stand import where_i_stand

MOST_HOUSES = 20
"""Shown of the buildings whose address was typed."""

_IN_ADDRESS = "unit"
"""Parameter of the page's address that names the chosen unit."""


def pick_from_list(units: Sequence[CommercialUnit], texts: Texts) -> CommercialUnit | None:
    """Show the list; return the unit chosen here, on the map or on another page."""
    by_id = {unit.unit_id: unit for unit in units}
    _from_the_address(by_id)
    lines = choices(units, texts)
    shown = state.kept_of(state.SELECTED_UNIT, list(by_id), None)
    seen, line = st.session_state.get(state.SEEN_LINE, (None, None))
    if shown is not None and seen == shown and line != lines[shown]:
        # the browser knows the choice by its words: somebody else's save that changes them
        # must not take the unit away from whoever works on it
        state.select_unit(shown)
    st.selectbox(
        texts("mark.by_list"),
        list(by_id),
        None if shown is None else list(by_id).index(shown),
        key=state.box(state.SELECTED_UNIT),
        placeholder=texts("common.choose"),
        help=texts("mark.by_list_help"),
        format_func=lines.__getitem__,
    )
    state.keep(state.SELECTED_UNIT)
    chosen = st.session_state[state.SELECTED_UNIT]
    st.session_state[state.SEEN_LINE] = chosen, lines.get(chosen)
    if chosen is None:
        st.query_params.pop(_IN_ADDRESS, None)
    elif st.query_params.get(_IN_ADDRESS) != str(chosen):
        st.query_params[_IN_ADDRESS] = str(chosen)
    return by_id.get(chosen)


def _from_the_address(by_id: Mapping[UUID, CommercialUnit]) -> None:
    """Choose the unit that the address names, in a session that has chosen none.

    A reload loses the session and keeps the address: so it keeps the place, too.
    """
    named = st.query_params.get(_IN_ADDRESS, "")
    if state.SELECTED_UNIT not in st.session_state and named:
        found = next((unit_id for unit_id in by_id if str(unit_id) == named), None)
        state.select_unit(found)


def pick_on_map(town: Town, texts: Texts) -> None:
    """Show the map; a click chooses a unit, or the place at which one is missing."""
    frame = MapFrame(
        height=520,
        tools=("position", "stand"),
        place=None if st.session_state.get(state.SELECTED_UNIT) else new_place(town),
    )
    click = town_map(town, texts, key="mark_map", frame=frame)
    where_i_stand(town, town.store.units(), texts)
    if click is None:
        return
    state.select_unit(click.unit_id)
    begin_at(town, None if click.unit_id else click.point)
    st.rerun()


def find_building(town: Town, texts: Texts) -> None:
    """Find a building by its address: what a click on it does, for those who do not click."""
    with st.expander(texts("mark.house")):
        chosen = house_by_address(town, texts, key="mark_house")
        if chosen is not None:
            begin_in(chosen)
            st.rerun()


def house_by_address(town: Town, texts: Texts, *, key: str) -> str | None:
    """Ask for an address and return the building that is chosen among those that fit it."""
    typed = st.text_input(texts("mark.house_typed"), key=f"{key}_typed")
    if not typed.strip():
        return None
    addresses = town.layer("buildings")["address"].dropna().astype(str)
    found = addresses[addresses.str.contains(typed.strip(), case=False, regex=False)]
    if found.empty:
        say_refusal(texts("mark.house_none"), f"{key}_typed", mild=True)
        return None
    if len(found) > MOST_HOUSES:
        st.info(texts("mark.house_more", most=MOST_HOUSES))
    chosen = st.selectbox(
        texts("mark.house_found"),
        list(found.sort_values().index[:MOST_HOUSES]),
        key=f"{key}_found",
        index=None,
        placeholder=texts("common.choose"),
        format_func=found.__getitem__,
    )
    return None if chosen is None else str(chosen)
