"""How far ahead a scenario looks: chosen above its figures, said with each of them."""

import streamlit as st

from biwaq_geo.domain.assumptions import HORIZON, RANGES
from biwaq_geo.domain.catalogue_values import Band
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services import scenarios
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.texts.figures import months_ahead
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.kept_boxes import boxes_of, forget_boxes
from biwaq_geo.ui.parts.scenario_saving import Saving, begun_at

MONTHS = (0, 3, 6, 12, 18, 24, 36, 60, 120)
_IN_ADDRESS = "monate"


def months_asked() -> int | None:
    """Return how far ahead the session looks without a scenario; that of the address at first."""
    named = st.query_params.get(_IN_ADDRESS, "")
    if state.AHEAD not in st.session_state and named.isdecimal():
        low, high = RANGES[HORIZON]
        if low <= int(named[:4]) <= high:
            st.session_state[state.AHEAD] = int(named[:4])
    found: int | None = st.session_state.get(state.AHEAD)
    return found


def choose_ahead(
    town: Town, scenario: Scenario, months: int, *, change: Saving, texts: Texts
) -> None:
    """Let the person choose how far ahead the figures look.

    A scenario keeps it, so that all who open it speak of the same day; without one it is the
    view's, and in its address.

    Raises
    ------
    BiwaqError
        Somebody was faster, or has locked the scenario. Nothing was saved.
    """
    name = f"ahead_{scenario.scenario_id}"
    seen = boxes_of(name, {"months": months}, version=scenario.version)
    offered = sorted({*MONTHS, months})
    chosen: int = st.selectbox(
        texts("scenario.ahead"),
        offered,
        key=f"{name}_months",
        format_func=lambda one: months_ahead(one, texts),
        help=texts("scenario.ahead_help"),
        disabled=scenario.locked_by is not None,
    )
    if chosen == months:
        return
    forget_boxes(name)
    if scenario.scenario_id == scenarios.DO_NOTHING:
        st.session_state[state.AHEAD] = chosen
        st.query_params[_IN_ADDRESS] = str(chosen)
    else:
        overrides = {**scenario.overrides, HORIZON: Band(chosen, chosen, chosen)}
        scenarios.set_assumptions(town.store, overrides=overrides, **begun_at(change, seen))
    st.rerun()
