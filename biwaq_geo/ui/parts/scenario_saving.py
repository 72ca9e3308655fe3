"""What every change of a scenario names: which, as last seen, and who."""

from typing import TypedDict
from uuid import UUID

import streamlit as st

from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.ui import state


class Saving(TypedDict):
    """What every change of a scenario names: which, as last seen, and who."""

    scenario_id: UUID
    seen_version: int
    actor: str


def saving(scenario: Scenario) -> Saving:
    """Return what a change of this scenario names; call once in a run.

    The run that saves reads the scenario anew, so the version that was on screen
    before that run is remembered: what a change overwrites must be what the person saw.
    """
    key = f"scenario_seen_{scenario.scenario_id}"
    seen: int = st.session_state.get(key, scenario.version)
    st.session_state[key] = scenario.version
    return Saving(scenario_id=scenario.scenario_id, seen_version=seen, actor=state.actor())


def begun_at(change: Saving, version: int) -> Saving:
    """Return what a change names whose typing began when that version was on screen."""
    return Saving(scenario_id=change["scenario_id"], seen_version=version, actor=change["actor"])
