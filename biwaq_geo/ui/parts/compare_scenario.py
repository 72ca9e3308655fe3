"""The town without and with a scenario on two maps with one camera, and the list of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from biwaq_geo.domain.scenarios import ImproveStreet, Scenario, ScenarioEdit, SetSitePhase
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
from biwaq_geo.ui.parts.compare_rows import scenario_rows
from biwaq_geo.ui.parts.compare_table import Row, changes_legend, changes_table
from biwaq_geo.ui.parts.pictures import signs
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.town_map import map_spec


@dataclass(frozen=True, slots=True)
class Manner:
    """How a page shows what a scenario changes.

    Attributes
    ----------
    first
        How the two are compared until somebody chooses.
    height
        Of the maps, CSS pixels; as high as the window allows if None.
    in_the_room
        Nobody sits at a desk: the signs are explained, and there is no list to work with.
        Elsewhere a chosen row of a list below the maps is chosen on them.
    """

    first: Mode = Mode.DIFFERENCE
    theme: Theme = Theme.LIGHT
    height: int | None = 620
    in_the_room: bool = False


USUAL = Manner()


def scenario_maps(
    town: Town, scenario: Scenario, texts: Texts, *, key: str, manner: Manner
) -> None:
    """Show what the scenario changes; a click on a change says which edit it is."""
    picture = thinking.pictured(town, scenario)
    changes = scene_changes(town, picture, layers=state.layers()[0])
    layer = changes_layer(Change(one) for one in changes.marked["change"])
    mode = mode_choice(texts, key=key, first=manner.first)
    told = marks(changes.marked, layer)
    spec = replace(
        map_spec(town, texts),
        layers=(*changes.layers, layer),
        visible=frozenset(x.key for x in changes.layers) | {CHANGES},
        selected=st.session_state.get(state.COMPARE_CHOSEN),
        theme=manner.theme,
        go_to=_around(town, scenario, picture),
    )
    revision, day = scenario.baseline_revision, baseline_day(town, scenario)
    click = compare_map(
        town,
        spec,
        (
            Side(
                texts("compare.caption_without", day=texts.long_day(day)),
                revision,
                picture.day,
                told,
            ),
            Side(
                texts("compare.caption_with", name=scenario.name),
                revision,
                picture.day,
                {**changes.changed, **told},
            ),
        ),
        texts,
        mode=mode,
        differing=frozenset(changes.marked.index),
        key=f"{key}_map_{town.profile.key}_{scenario.scenario_id}",
        height=manner.height,
    )
    if click is not None:
        st.session_state[state.COMPARE_CHOSEN] = click.feature_id
        st.session_state[state.COMPARE_CLICKED] = click.feature_id
        st.rerun()
    changes_legend(layer, changes.marked, texts)
    words = EditWords(town, picture, catalogues=state.app().catalogues, texts=texts)
    lines = _lines(scenario, words, changes)
    if manner.in_the_room:
        chosen = lines.get(str(spec.selected))
        if chosen:
            st.markdown(plain(chosen))
        shown = (one for one in reversed(changes.layers) if not one.base)
        signs(((x, symbol) for x in shown for symbol in x.legend()), texts, theme=manner.theme)
    elif lines:
        _choice(lines, texts, key=f"{key}_chosen")
        _list(scenario_rows(town, scenario, picture, changes, words), texts, key=key)


def scenario_list(town: Town, scenario: Scenario, texts: Texts, *, key: str) -> None:
    """Show the list alone, where there are no maps that it could be in step with."""
    picture = thinking.pictured(town, scenario)
    changes = scene_changes(town, picture, layers=state.layers()[0])
    words = EditWords(town, picture, catalogues=state.app().catalogues, texts=texts)
    chosen = _lines(scenario, words, changes).get(str(st.session_state.get(state.COMPARE_CHOSEN)))
    if chosen:
        st.markdown(plain(chosen))
    _list(scenario_rows(town, scenario, picture, changes, words), texts, key=key)


def _list(rows: Sequence[Row], texts: Texts, *, key: str) -> None:
    chosen = st.session_state.get(state.COMPARE_CHOSEN)
    row = changes_table(rows, texts, key=f"{key}_list", chosen=chosen)
    if row is not None:
        st.session_state[state.COMPARE_CHOSEN] = row
        st.rerun()


def _around(town: Town, scenario: Scenario, picture: ScenarioPicture) -> GoTo:
    places = places_of(town, scenario, picture).values()
    # another list of edits is another place to look at
    serial = (scenario.scenario_id.int + scenario.version) % 2**31
    return GoTo(extent_of(town, tuple(places)), serial)


def _lines(scenario: Scenario, words: EditWords, changes: SceneChanges) -> dict[str, str]:
    """Return what the map marks, by its id, in the words and with the number of its edit."""
    marked = frozenset(map(str, changes.marked.index))
    return {
        shown: f"{number}. {words.say(edit)}"
        for number, edit in enumerate(scenario.edits, start=1)
        for shown in sorted(_ids(edit) & marked)
    }


def _choice(lines: Mapping[str, str], texts: Texts, *, key: str) -> None:
    """Offer what the map marks; a line does what a click on its sign does."""
    chosen = st.session_state.get(state.COMPARE_CHOSEN)
    st.session_state[key] = chosen if chosen in lines else None
    st.selectbox(
        texts("compare.edit"),
        [*lines],
        key=key,
        placeholder=texts("compare.edit_hint"),
        format_func=lines.__getitem__,
        on_change=_take,
        args=(key,),
    )


def _take(key: str) -> None:
    st.session_state[state.COMPARE_CHOSEN] = st.session_state[key]


def _ids(edit: ScenarioEdit) -> frozenset[str]:
    """Return the ids that the edit can have on the map."""
    match edit:
        case ImproveStreet():
            return frozenset({str(edit.edit_id), edit.section_id or ""})
        case SetSitePhase():
            return frozenset({edit.part_id})
    return frozenset({str(edit.unit_id)})
