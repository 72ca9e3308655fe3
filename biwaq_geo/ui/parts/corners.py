"""A line or an area by its corners, clicked one after another, where the map cannot draw."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import shapely
import streamlit as st
from shapely import LineString, Point

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.scenarios import Place
from biwaq_geo.mapping.screen_scale import grid_words
from biwaq_geo.services.drawing import MOST_CORNERS, WGS84, read_drawing
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.map_click import Drawing, MapClick
from biwaq_geo.ui.parts.map_tools import clear_drawing, drawn_shape, keep_answer
from biwaq_geo.ui.parts.refusal import refuse

LEAST = {"line": 2, "area": 3}
"""Corners without which there is no such shape."""


def take_click(town: Town, click: MapClick | None) -> None:
    """Keep the clicked place, as the next corner, too, where one is due."""
    if click is None:
        return
    st.session_state[state.PLACE] = click.point
    corners = _clicked(town)
    if corners is not None and len(corners) < MOST_CORNERS:
        _keep(town, [*corners, click.point])
        st.rerun()


def sketched(town: Town, planned: Mapping[int, Place], *, after: int) -> Mapping[int, Place]:
    """Add what was clicked so far or handed over to the planned shapes, after so many edits.

    Nothing is added where the map draws for itself.
    """
    if not st.session_state.get(state.NO_WEBGL):
        return planned
    number = after + 1
    corners = _clicked(town)
    if corners:
        shape = LineString(corners) if len(set(corners)) > 1 else corners[0]
        return {**planned, number: shape}
    try:
        drawn = drawn_shape(town)
    except BiwaqError:
        # the form says why
        return planned
    return planned if drawn is None else {**planned, number: drawn.place}


def corners_desk(town: Town, texts: Texts) -> None:
    """Let the person click corners and hand over what they make; nothing where the map draws."""
    if not st.session_state.get(state.NO_WEBGL):
        return
    corners = _clicked(town)
    if corners is None:
        _begin(town, texts)
        return
    st.caption(texts("tools.corners_help"))
    if corners:
        st.markdown(_listed(corners, epsg=town.profile.epsg))
    row = st.container(horizontal=True, gap="small", key="corners_acts")
    possible = {shape: len(corners) >= least for shape, least in LEAST.items()}
    pressed = None
    for act, can in (*possible.items(), ("back", bool(corners)), ("cancel", True)):
        if row.button(texts(f"tools.corners_{act}"), key=f"corners_{act}", disabled=not can):
            pressed = act
    if pressed is not None:
        _do(pressed, town, corners, texts)


def _do(pressed: str, town: Town, corners: Sequence[Point], texts: Texts) -> None:
    if pressed in LEAST:
        told = _told(corners, pressed, epsg=town.profile.epsg)
        try:
            read_drawing(town, told)
        except BiwaqError as error:
            # the corners stay, so that the wrong one can be taken back
            refuse(error, texts, stays=False)
            return
        keep_answer(town, Drawing(told))
    _keep(town, corners[:-1] if pressed == "back" else None)
    st.rerun()


def _listed(corners: Sequence[Point], *, epsg: int) -> str:
    lines = (f"{n}. {grid_words(one.x, one.y, epsg=epsg)}" for n, one in enumerate(corners, 1))
    return "\n".join(lines)


def _begin(town: Town, texts: Texts) -> None:
    row = st.container(horizontal=True, gap="small", key="corners_begin_row")
    if row.button(texts("tools.corners"), key="corners_begin", icon=":material/polyline:"):
        clear_drawing(town)
        _keep(town, [])
        st.rerun()
    kept = st.session_state.get(state.DRAWING, (None, None, 0))
    if (
        kept[0] == town.profile.key
        and kept[1] is not None
        and row.button(texts("tools.corners_drop"), key="corners_drop")
    ):
        clear_drawing(town)
        st.rerun()


def _clicked(town: Town) -> list[Point] | None:
    """Return the corners so far; None where none are being clicked in this town."""
    key, corners = st.session_state.get(state.CORNERS, (None, None))
    return list(corners) if key == town.profile.key and corners is not None else None


def _keep(town: Town, corners: Sequence[Point] | None) -> None:
    st.session_state[state.CORNERS] = town.profile.key, corners


def _told(corners: Sequence[Point], shape: str, *, epsg: int) -> Mapping[str, object]:
    """Return the shape as a map that draws would tell it: GeoJSON in degrees."""
    there = gpd.GeoSeries(list(corners), crs=epsg).to_crs(WGS84)
    places = [list(one) for one in shapely.get_coordinates(there.to_numpy()).tolist()]
    if shape == "line":
        return {"type": "LineString", "coordinates": places}
    return {"type": "Polygon", "coordinates": [[*places, places[0]]]}
