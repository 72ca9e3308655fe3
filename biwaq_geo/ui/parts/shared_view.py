"""A view of the map as a link: opened once, and prepared for whoever shares it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl
from uuid import UUID

import streamlit as st

from biwaq_geo.mapping.themes import Theme
from biwaq_geo.mapping.view_link import (
    DAY,
    LAYERS,
    NAMES,
    TOWN,
    UNIT,
    SharedView,
    from_query,
    to_query,
)
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import map_view, state
from biwaq_geo.ui.parts.day_picker import EARLIEST, LATEST


def open_link() -> None:
    """Show what the address asks for, as far as whoever looks may see it; call first.

    The names of the link leave the address: afterwards the view is the person's own.
    """
    given = {name: st.query_params[name] for name in NAMES if name in st.query_params}
    if not given:
        return
    for name in given:
        del st.query_params[name]
    view, broken = from_query(given)
    faults = [*broken, *_show(view)]
    st.session_state[state.LINK_FAULTS] = [name for name in NAMES if name in faults]
    st.rerun()


def say_faults(texts: Texts) -> None:
    """Say which parts of the link that was opened were left out."""
    faults = st.session_state.get(state.LINK_FAULTS)
    # a place that is always there, as that of the past day
    with st.container(horizontal=True, vertical_alignment="center"):
        if not faults:
            return
        parts = ", ".join(texts(f"map.link_part_{name}") for name in faults)
        st.warning(texts("map.link_ignored", parts=parts), icon=":material/link_off:")
        st.button(texts("map.understood"), key="link_understood", on_click=_understood)


def link(town: Town, visible: Iterable[str], past: date | None, texts: Texts) -> str:
    """Return the query of a link to what is shown; the browser adds where the map is."""
    several = len(state.app().library.profiles()) > 1
    chosen = st.session_state.get(state.SELECTED_UNIT)
    shown = to_query(
        replace(
            present_view(visible, past),
            town=town.profile.key if several else None,
            unit=chosen if isinstance(chosen, UUID) else None,
        )
    )
    return shown if texts.language == "de" else f"lang={texts.language}&{shown}"


def present_view(visible: Iterable[str], past: date | None) -> SharedView:
    """Return what is shown, without town, unit and where the map is."""
    theme = state.theme()
    return SharedView(
        layers=frozenset(visible),
        day=past,
        states=frozenset(st.session_state.get(state.FILTER_STATES) or ()),
        theme=None if theme is theme.LIGHT else theme,
    )


def show_query(query: str, *, filter_text: str) -> None:
    """Show the view of a query from the next run on; what it does not name is as usual.

    The town and, where the query names none, the place on the map stay. What is not there
    any more is left out and named, as with a link.
    """
    view, broken = from_query(dict(parse_qsl(query)))
    state.change(state.FILTER_STATES, [])
    state.change(state.FILTER_TEXT, filter_text)
    st.session_state[state.DAY] = None
    state.change(state.THEME, view.theme or Theme.LIGHT)
    faults = [*broken, *_show(view)]
    st.session_state[state.LINK_FAULTS] = [name for name in NAMES if name in faults]


def _show(view: SharedView) -> list[str]:
    """Show the view; return the names of what is not there for whoever looks."""
    missing = [] if _town(view) else [TOWN]
    town = state.town()
    if view.camera is not None:
        map_view.look_as(town.profile.key, view.camera)
    if view.theme is not None:
        state.change(state.THEME, view.theme)
    if view.states:
        state.change(state.FILTER_STATES, sorted(view.states))
    missing += [] if _day(view) else [DAY]
    missing += [] if _layers(view) else [LAYERS]
    missing += [] if _unit(view, town) else [UNIT]
    return missing


def _town(view: SharedView) -> bool:
    if view.town is None:
        return True
    found = view.town in {profile.key for profile in state.app().library.profiles()}
    if found:
        state.change(state.TOWN, view.town)
    return found


def _day(view: SharedView) -> bool:
    if view.day is None:
        return True
    found = EARLIEST <= view.day <= LATEST
    if found:
        st.session_state[state.DAY] = view.day
    return found


def _layers(view: SharedView) -> bool:
    if view.layers is None:
        return True
    there = {layer.key for layer in state.layers()[0] if not layer.base}
    for key in there:
        state.change(f"layer_{key}", key in view.layers)
    return view.layers <= there


def _unit(view: SharedView, town: Town) -> bool:
    if view.unit is None:
        return True
    found = any(unit.unit_id == view.unit for unit in town.store.units())
    state.select_unit(view.unit if found else None)
    return found


def _understood() -> None:
    st.session_state[state.LINK_FAULTS] = []
