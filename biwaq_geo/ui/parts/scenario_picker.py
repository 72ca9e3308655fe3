"""Choosing a scenario, or making a new one."""

from collections.abc import Collection
from uuid import UUID, uuid4

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services import scenarios
from biwaq_geo.services.ports import Store
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.scenario_ahead import months_asked

_BOX, _NAME = "beside_scenario", "scenario_new_name"
_IN_ADDRESS = "szenario"
"""Parameter of the page's address that names the chosen scenario."""


def scenario_picker(store: Store, texts: Texts) -> Scenario:
    """Show the list, doing nothing first, and the field for a new one; return the choice."""
    nothing = scenarios.do_nothing(
        state.app().now, revision=store.revision(), months=months_asked()
    )
    listed = {scenario.scenario_id: scenario for scenario in [nothing, *store.scenarios()]}
    _from_the_address(listed)
    last = state.kept(state.SCENARIO, nothing.scenario_id)
    # thrown away by somebody else: what is typed for it must not vanish with it
    listed |= {
        one.scenario_id: one for one in store.scenarios(archived=True) if one.scenario_id == last
    }
    shown = state.kept_of(state.SCENARIO, list(listed), nothing.scenario_id)
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    chosen: UUID = left.selectbox(
        texts("scenario.choose"),
        list(listed),
        list(listed).index(shown),
        key=state.box(state.SCENARIO),
        format_func=lambda key: name_of(listed[key], texts),
    )
    state.keep(state.SCENARIO)
    _into_the_address(chosen)
    made = st.session_state.get(state.SCENARIOS_MADE, 0)
    # what was typed has become a scenario: another box takes the place of the one it was typed
    # into, shut and empty, whatever the browser still says of that one
    box, name = (f"{key}_{made}" if made else key for key in (_BOX, _NAME))
    words = texts("scenario.new")
    with right.popover(words, icon=":material/add:", width="stretch", key=box, on_change="rerun"):
        _new(store, texts, key=name)
    return listed[chosen]


def _from_the_address(listed: Collection[UUID]) -> None:
    """Choose the scenario that a link names, in a session that has chosen none."""
    named = st.query_params.get(_IN_ADDRESS, "")
    if state.SCENARIO not in st.session_state and named:
        found = next((one for one in listed if str(one) == named), scenarios.DO_NOTHING)
        state.change(state.SCENARIO, found)


def _into_the_address(chosen: UUID) -> None:
    if chosen == scenarios.DO_NOTHING:
        st.query_params.pop(_IN_ADDRESS, None)
    elif st.query_params.get(_IN_ADDRESS) != str(chosen):
        st.query_params[_IN_ADDRESS] = str(chosen)


def name_of(scenario: Scenario, texts: Texts) -> str:
    """Return the name of a scenario; doing nothing has its own words."""
    unsaved = scenario.scenario_id == scenarios.DO_NOTHING
    if unsaved:
        return texts("scenario.do_nothing")
    return texts("scenario.in_bin", name=scenario.name) if scenario.archived else scenario.name


def _new(store: Store, texts: Texts, *, key: str) -> None:
    with st.form("scenario_new", border=False):
        name = st.text_input(texts("scenario.new_name"), key=key, max_chars=120)
        if not st.form_submit_button(texts("scenario.create"), type="primary"):
            return
    try:
        made = scenarios.create(
            store, state.app().now, scenario_id=uuid4(), name=name, actor=state.actor()
        )
    except BiwaqError as error:
        # beside what was typed, and the page below goes on
        refuse(error, texts)
        return
    state.change(state.SCENARIO, made.scenario_id)
    st.session_state[state.SCENARIOS_MADE] = st.session_state.get(state.SCENARIOS_MADE, 0) + 1
    st.rerun()
