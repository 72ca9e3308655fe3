"""The units of a work list on a map beside the table: what is chosen on one is chosen on both."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.gl.bench import Tool
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.map_click import MapClick, MapFrame
from biwaq_geo.ui.parts.map_table import map_heading
from biwaq_geo.ui.parts.town_map import town_map

HEIGHT = 460
"""CSS pixels, as the table."""

_TOLD = "work_map_told"
"""Which units the table knew to be chosen."""


def map_beside(texts: Texts) -> bool:
    """Ask whether the map stands beside the table; it is heavy and comes when it is asked for."""
    last = state.kept(state.WORK_MAP, default=False)
    wanted = st.toggle(texts("work.map"), last, key=state.box(state.WORK_MAP))
    state.keep(state.WORK_MAP)
    return wanted


def chosen_on_the_map(units: Sequence[CommercialUnit]) -> Sequence[int] | None:
    """Return the rows of what was chosen on the map since the last run; None if nothing was."""
    wanted = st.session_state.get(state.CHOSEN_UNITS, frozenset())
    if not st.session_state.get(state.WORK_MAP) or wanted == st.session_state.get(_TOLD):
        return None
    st.session_state[_TOLD] = wanted
    return [row for row, unit in enumerate(units) if unit.unit_id in wanted]


def list_map(
    town: Town, units: Sequence[CommercialUnit], chosen: Sequence[CommercialUnit], texts: Texts
) -> None:
    """Show the units; a click chooses one or gives it up, a box or a line chooses many."""
    marked = frozenset(unit.unit_id for unit in chosen)
    st.session_state[state.CHOSEN_UNITS] = st.session_state[_TOLD] = marked
    ids = [unit.unit_id for unit in units]
    frame = MapFrame(height=HEIGHT, hand=(Tool.SELECT,), on_click=partial(_choose, frozenset(ids)))
    map_heading(town, units, texts)
    town_map(town, texts, key="work_map", only=ids, frame=frame)


def _choose(listed: frozenset[object], click: MapClick) -> None:
    if click.unit_id in listed:
        st.session_state[state.CHOSEN_UNITS] ^= {click.unit_id}
