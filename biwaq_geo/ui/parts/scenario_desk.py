"""The desk of a scenario: its edits, the forms for more, its assumptions."""

import streamlit as st

from biwaq_geo.domain.comparison import Comparison
from biwaq_geo.domain.scenario_merge import ScenarioRaceError
from biwaq_geo.domain.scenarios import ImproveStreet, Place, Scenario
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.services import scenarios
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.assumption_sets import choose_set, keep_set
from biwaq_geo.ui.parts.assumptions_editor import assumptions_editor
from biwaq_geo.ui.parts.map_tools import clear_drawing
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.scenario_add import add_tabs
from biwaq_geo.ui.parts.scenario_edits import scenario_edits
from biwaq_geo.ui.parts.scenario_race import note_race, race_desk


def desk(
    town: Town,
    scenario: Scenario,
    comparison: Comparison,
    picture: ScenarioPicture,
    *,
    change: state.Saving,
    texts: Texts,
) -> None:
    """Show the edits and the forms, and save what the person adds or removes.

    Raises
    ------
    BiwaqError
        What was asked for is not possible; nothing was saved.
    """
    catalogues = state.app().catalogues
    words = EditWords(town, picture, catalogues=catalogues, texts=texts)
    again = race_desk(scenario, words, texts)
    gone = scenario_edits(scenario, comparison, words=words, texts=texts)
    if scenario.locked_by is not None:
        st.info(texts("scenario.is_locked", by=plain(scenario.locked_by)), icon=":material/lock:")
        return
    st.subheader(texts("scenario.add_heading"))
    edit = again or add_tabs(town, picture.after, texts, place=st.session_state.get(state.PLACE))
    if gone is not None:
        scenarios.remove_edit(town.store, edit_id=gone, **change)
        st.rerun()
    if edit is not None:
        try:
            scenarios.add_edit(town, catalogues, edit=edit, **change)
        except ScenarioRaceError as race:
            # what was typed is not lost: the next run asks what is to become of it
            note_race(scenario, race)
            st.rerun()
        if isinstance(edit, ImproveStreet) and edit.place is not None:
            clear_drawing(town)
        st.rerun()


def drawn_places(scenario: Scenario) -> dict[int, Place]:
    """Return where measures were clicked or drawn, by their number in the list."""
    return {
        number: edit.place
        for number, edit in enumerate(scenario.edits, start=1)
        if isinstance(edit, ImproveStreet) and edit.place is not None
    }


def assumptions(
    town: Town,
    scenario: Scenario,
    comparison: Comparison,
    *,
    change: state.Saving,
    texts: Texts,
) -> None:
    """Show the assumptions and save those that the person changes; errors as for `desk`."""
    with st.expander(texts("scenario.assumptions"), icon=":material/tune:"):
        if scenario.locked_by is None:
            choose_set(town, scenario, change=change, texts=texts)
        key = f"scenario_assumptions_{scenario.scenario_id}_{scenario.version}"
        bands = assumptions_editor(comparison.assumptions, texts, key=key)
        keep_set(town, scenario, comparison.assumptions, texts=texts)
    if bands is not None:
        overrides = {**scenario.overrides, **bands}
        scenarios.set_assumptions(town.store, overrides=overrides, **change)
        st.rerun()
