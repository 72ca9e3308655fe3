"""The town without and with a scenario on two maps with one camera, and the list of both."""

from dataclasses import replace

import streamlit as st

from biwaq_geo.domain.scenarios import Scenario, ScenarioEdit, SetSitePhase, UseUnit
from biwaq_geo.domain.unit_changes import Change
from biwaq_geo.mapping.comparing import changes_layer, marks
from biwaq_geo.mapping.gl.compare import Mode, Side
from biwaq_geo.mapping.mapspec import GoTo, Theme
from biwaq_geo.mapping.query import CHANGES
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.reports.paper_scene import extent_of, places_of
from biwaq_geo.reports.scene_changes import SceneChanges, scene_changes
from biwaq_geo.services.baseline import baseline_day
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts import thinking
from biwaq_geo.ui.parts.compare_map import compare_map, mode_choice
from biwaq_geo.ui.parts.compare_table import changes_legend
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.town_map import map_spec


def scenario_maps(
    town: Town,
    scenario: Scenario,
    texts: Texts,
    *,
    key: str,
    first: Mode,
    theme: Theme,
    height: int,
) -> None:
    """Show what the scenario changes; a click on a change says which edit it is.

    Parameters
    ----------
    first
        How the two are compared until somebody chooses.
    height
        CSS pixels.
    """
    picture = thinking.pictured(town, scenario)
    changes = scene_changes(town, picture, layers=state.layers()[0])
    layer = changes_layer(Change(one) for one in changes.marked["change"])
    mode = mode_choice(texts, key=key, first=first)
    told = marks(changes.marked, layer)
    spec = replace(
        map_spec(town, texts),
        layers=(*changes.layers, layer),
        visible=frozenset(x.key for x in changes.layers) | {CHANGES},
        selected=st.session_state.get(state.COMPARE_CHOSEN),
        theme=theme,
        go_to=_around(town, scenario, picture),
    )
    revision, day = scenario.baseline_revision, baseline_day(town, scenario)
    click = compare_map(
        town,
        spec,
        (
            Side(texts("compare.caption_without", day=texts.long_day(day)), revision, told),
            Side(
                texts("compare.caption_with", name=scenario.name),
                revision,
                {**changes.changed, **told},
            ),
        ),
        texts,
        mode=mode,
        differing=frozenset(changes.marked.index),
        key=f"{key}_map_{town.profile.key}_{scenario.scenario_id}",
        height=height,
    )
    if click is not None:
        st.session_state[state.COMPARE_CHOSEN] = click.feature_id
        st.rerun()
    changes_legend(layer, changes.marked, texts)
    _chosen(town, scenario, picture, texts, changes=changes)


def _around(town: Town, scenario: Scenario, picture: ScenarioPicture) -> GoTo:
    places = places_of(town, scenario, picture).values()
    # another list of edits is another place to look at
    serial = (scenario.scenario_id.int + scenario.version) % 2**31
    return GoTo(extent_of(town, tuple(places)), serial)


def _chosen(
    town: Town, scenario: Scenario, picture: ScenarioPicture, texts: Texts, *, changes: SceneChanges
) -> None:
    """Say which edit stands behind the chosen change, by its number in the list."""
    chosen = st.session_state.get(state.COMPARE_CHOSEN)
    if chosen not in changes.marked.index:
        st.caption(texts("compare.click_hint"))
        return
    words = EditWords(town, picture, catalogues=state.app().catalogues, texts=texts)
    for number, edit in enumerate(scenario.edits, start=1):
        if chosen in _ids(edit):
            st.markdown(f"**{number}.** {plain(words.say(edit))}")


def _ids(edit: ScenarioEdit) -> frozenset[str]:
    """Return the ids that the edit can have on the map."""
    match edit:
        case UseUnit():
            return frozenset({str(edit.unit_id)})
        case SetSitePhase():
            return frozenset({edit.part_id})
    return frozenset({str(edit.edit_id), edit.section_id or ""})
