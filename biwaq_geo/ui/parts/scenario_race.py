"""Somebody was faster with a scenario: what was to be added is kept, and asked about."""

import streamlit as st

from biwaq_geo.domain.scenario_merge import ScenarioRaceError
from biwaq_geo.domain.scenarios import Scenario, ScenarioEdit
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.plain import plain


def note_race(scenario: Scenario, race: ScenarioRaceError) -> None:
    """Keep the race until the person has said what is to become of the edit."""
    st.session_state[_key(scenario)] = race


def race_desk(scenario: Scenario, words: EditWords, texts: Texts) -> ScenarioEdit | None:
    """Show the race, if there is one; return the edit if it is to be added all the same."""
    race: ScenarioRaceError | None = st.session_state.get(_key(scenario))
    if race is None:
        return None
    with st.container(border=True, key="scenario_race"):
        names = ", ".join(f"{plain(name)} ({texts.time(at)})" for name, at in race.others)
        st.warning(
            texts("scenario.race", names=names or texts("common.none")),
            icon=":material/call_merge:",
        )
        st.markdown(texts("scenario.race_mine", edit=plain(words.say(race.edit))))
        if race.clash is not None:
            st.markdown(texts("scenario.race_theirs", edit=plain(words.say(race.clash))))
        add = "scenario.race_replace" if race.clash is not None else "scenario.race_add"
        left, right = st.columns(2)
        taken = left.button(texts(add), key="scenario_race_add", type="primary", width="stretch")
        dropped = right.button(
            texts("scenario.race_drop"), key="scenario_race_drop", width="stretch"
        )
    if taken or dropped:
        st.session_state.pop(_key(scenario))
    if dropped:
        st.rerun()
    return race.edit if taken else None


def _key(scenario: Scenario) -> str:
    return f"scenario_race_{scenario.scenario_id}"
