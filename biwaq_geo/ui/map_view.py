"""Where the maps of a town are to look, asked for by a search or a link."""

from secrets import token_hex

import streamlit as st

from biwaq_geo.mapping.gl.tools import camera_state
from biwaq_geo.mapping.mapspec import GoTo
from biwaq_geo.mapping.view_link import Camera
from biwaq_geo.services.ports import Town

GO_TO = "app_go_to"
CAMERA = "app_camera"


def move_map(town: Town, extent: tuple[float, float, float, float]) -> None:
    """Move the maps of the town to an extent in its CRS, metres, from the next run on."""
    _, last = st.session_state.get(GO_TO, (None, None))
    st.session_state[GO_TO] = town.profile.key, GoTo(extent, last.serial + 1 if last else 1)


def go_to(town: Town) -> GoTo | None:
    """Return where the maps of the town are to move to."""
    key, target = st.session_state.get(GO_TO, (None, None))
    return target if key == town.profile.key else None


def look_as(town_key: str, camera: Camera) -> None:
    """Let the maps of the town take the view of a link, once."""
    st.session_state[CAMERA] = town_key, camera_state(camera, serial=token_hex(8))


def camera(town: Town) -> dict[str, object] | None:
    """Return the view that a link asked of the maps of the town."""
    key, asked = st.session_state.get(CAMERA, (None, None))
    return asked if key == town.profile.key else None
