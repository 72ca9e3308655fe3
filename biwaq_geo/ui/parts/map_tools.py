"""Between the tools of a map and the session: what they hold, and what they found."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from shapely import Geometry

from biwaq_geo.mapping.gl.bench import MapTools, Tool
from biwaq_geo.services.drawing import Drawn, read_drawing
from biwaq_geo.services.ports import Town
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.map_click import Drawing, Selection

LOOKING = (Tool.SELECT, Tool.MEASURE)
"""Of a map on which units are looked at."""

PLANNING = (Tool.MEASURE, Tool.DRAW)
"""Of a map on which something is planned."""


def tools_in_hand(
    town: Town, offered: Sequence[Tool], *, planned: Mapping[int, Geometry] | None = None
) -> MapTools:
    """Return the tools of a map with what the session knows of them."""
    chosen = st.session_state.get(state.CHOSEN_UNITS, ()) if Tool.SELECT in offered else ()
    drawing, serial = _kept(town)
    return MapTools(tuple(offered), tuple(map(str, chosen)), drawing, serial, planned)


def keep_answer(town: Town, found: Selection | Drawing) -> None:
    """Keep what a tool has found, for every page."""
    match found:
        case Selection():
            st.session_state[state.CHOSEN_UNITS] = found.units
        case Drawing():
            _, serial = _kept(town)
            st.session_state[state.DRAWING] = town.profile.key, found.geometry, serial


def drawn_shape(town: Town) -> Drawn | None:
    """Return the shape that was drawn and handed over, or None.

    Raises
    ------
    BiwaqError
        It cannot be used; it stays on the map.
    """
    drawing, _ = _kept(town)
    return None if drawing is None else read_drawing(town, drawing)


def clear_drawing(town: Town) -> None:
    """Take the drawing off the map: it is saved."""
    _, serial = _kept(town)
    st.session_state[state.DRAWING] = town.profile.key, None, serial + 1


def _kept(town: Town) -> tuple[Mapping[str, Any] | None, int]:
    key, drawing, serial = st.session_state.get(state.DRAWING, (None, None, 0))
    # the drawing in another town gives way to none
    return (drawing, serial) if key in (town.profile.key, None) else (None, serial + 1)
