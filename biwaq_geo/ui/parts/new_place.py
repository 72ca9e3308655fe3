"""Where a unit is missing that somebody wants to add: a point, a house, or both."""

import streamlit as st
from shapely import Point

from biwaq_geo.services.move_unit import building_at
from biwaq_geo.services.ports import Town
from biwaq_geo.ui import state


def begin_at(town: Town, point: Point | None) -> None:
    """Begin a unit at the point (town's CRS), in the house there if there is one; None ends it."""
    st.session_state[state.NEW_PLACE] = None if point is None else (town.profile.key, point)
    st.session_state[state.BUILDING] = None if point is None else building_at(town, point)


def begin_in(building_id: str | None) -> None:
    """Begin a unit somewhere in the house; None ends it."""
    st.session_state[state.NEW_PLACE] = None
    st.session_state[state.BUILDING] = building_id


def new_building(town: Town) -> str | None:
    """Return the house in which a unit is begun, or None."""
    building: str | None = st.session_state.get(state.BUILDING)
    return building if building in town.layer("buildings").index else None


def clicked_place(town: Town) -> Point | None:
    """Return the point at which a unit is begun, or None."""
    key, point = st.session_state.get(state.NEW_PLACE) or (None, None)
    return point if key == town.profile.key else None


def new_place(town: Town) -> Point | None:
    """Return where the map shows the unit that is begun: the point, else a point in the house."""
    building = new_building(town)
    if building is None or clicked_place(town):
        return clicked_place(town)
    inside: Point = town.layer("buildings").geometry.loc[building].representative_point()
    return inside
