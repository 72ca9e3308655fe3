"""The desk of a scenario: its edits, the forms for more, its assumptions."""

from collections.abc import Mapping

import streamlit as st

from biwaq_geo.domain.comparison import Comparison
from biwaq_geo.domain.scenarios import ImproveStreet, Place, Scenario
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.services import scenarios
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Town
from biwaq_geo.services.scenario_races import as_seen
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.assumption_sets import choose_set, keep_set
from biwaq_geo.ui.parts.assumptions_editor import assumptions_editor, forget_assumptions
from biwaq_geo.ui.parts.corners import sketched
from biwaq_geo.ui.parts.map_tools import clear_drawing
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.race_words import PieceWords
from biwaq_geo.ui.parts.scenario_add import add_tabs
from biwaq_geo.ui.parts.scenario_edits import scenario_edits
from biwaq_geo.ui.parts.scenario_race import race_desk
from biwaq_geo.ui.parts.scenario_results import in_short
from biwaq_geo.ui.parts.scenario_saving import Saving, begun_at


def desk(
    town: Town,
    scenario: Scenario,
    comparison: Comparison,
    picture: ScenarioPicture,
    *,
    change: Saving,
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
    race_desk(town, scenario, PieceWords(town, words, catalogues), texts)
    scenario_edits(town, scenario, comparison, words=words, change=change)
    if scenario.edits:
        in_short(comparison, texts)
    if scenario.locked_by is not None:
        st.info(texts("scenario.is_locked", by=plain(scenario.locked_by)), icon=":material/lock:")
        return
    st.subheader(texts("scenario.add_heading"))
    edit = add_tabs(town, picture, texts, place=st.session_state.get(state.PLACE))
    if edit is not None:
        scenarios.add_edit(town, catalogues, edit=edit, **change)
        if isinstance(edit, ImproveStreet) and edit.place is not None:
            clear_drawing(town)
        st.rerun()


def drawn_places(town: Town, scenario: Scenario) -> Mapping[int, Place]:
    """Return where measures were clicked or drawn, by their number in the list.

    What is just being made of corners on the simple map comes last.
    """
    planned = {
        number: edit.place
        for number, edit in enumerate(scenario.edits, start=1)
        if isinstance(edit, ImproveStreet) and edit.place is not None
    }
    return sketched(town, planned, after=len(scenario.edits))


def assumptions(
    town: Town,
    scenario: Scenario,
    comparison: Comparison,
    *,
    change: Saving,
    texts: Texts,
) -> None:
    """Show the assumptions and save those that the person changes; errors as for `desk`."""
    with st.expander(texts("scenario.assumptions"), icon=":material/tune:"):
        if scenario.locked_by is None:
            choose_set(town, scenario, change=change, texts=texts)
        key = f"scenario_assumptions_{scenario.scenario_id}"
        typed = assumptions_editor(comparison.assumptions, texts, key=key, version=scenario.version)
        keep_set(town, scenario, comparison.assumptions, texts=texts)
        if typed is None:
            return
        # on what was seen when the typing began: others may have changed other ones since
        bands, seen = typed
        overrides = {**as_seen(town.store, scenario.scenario_id, seen).overrides, **bands}
        scenarios.set_assumptions(town.store, overrides=overrides, **begun_at(change, seen))
        forget_assumptions(key)
        st.rerun()
