"""What is done with a scenario as a whole: name, copy, merge, lock, history."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

import streamlit as st

from biwaq_geo.domain.events import Action
from biwaq_geo.domain.merge import Verdict
from biwaq_geo.domain.scenario_merge import clashes
from biwaq_geo.domain.scenario_race import ScenarioRaceError
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.reports.paper_edits import EditWords
from biwaq_geo.services import scenario_acts, scenarios
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.services.ports import Store, Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.kept_boxes import boxes_of, forget_boxes
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.scenario_saving import Saving, begun_at

MOST_SHOWN = 30
ACTS = ("name", "copy", "merge", "lock", "history")


def manage(
    town: Town,
    scenario: Scenario,
    picture: ScenarioPicture,
    *,
    change: Saving,
    texts: Texts,
) -> None:
    """Offer the acts and do the one that the person asks for.

    Raises
    ------
    BiwaqError
        What was asked for is not possible; nothing was saved.
    """
    with st.expander(texts("scenario.manage"), icon=":material/settings:"):
        act: str = st.radio(
            texts("scenario.manage_what"),
            ACTS,
            key="scenario_act",
            format_func=lambda one: texts(f"scenario.act_{one}"),
            horizontal=True,
        )
        match act:
            case "name":
                _name(town.store, scenario, change, texts)
            case "copy":
                _copy(town.store, scenario, texts)
            case "merge":
                _merge(town, scenario, picture, change=change, texts=texts)
            case "lock":
                _lock(town.store, scenario, change, texts)
            case _:
                _history(town.store, scenario, texts)


def _name(store: Store, scenario: Scenario, change: Saving, texts: Texts) -> None:
    key = f"scenario_rename_{scenario.scenario_id}"
    stored = {"name": scenario.name, "note": scenario.note}
    seen = boxes_of(key, stored, version=scenario.version)
    name = st.text_input(texts("field.name"), key=f"{key}_name", max_chars=120)
    note = st.text_area(texts("field.note"), key=f"{key}_note", max_chars=2000)
    if st.button(texts("scenario.rename"), key="scenario_rename"):
        try:
            change = begun_at(change, seen)
            scenarios.rename(store, name=name, note=note, **change)
        except ScenarioRaceError:
            # the desk has what was typed
            forget_boxes(key)
            raise
        forget_boxes(key)
        st.rerun()


def _copy(store: Store, scenario: Scenario, texts: Texts) -> None:
    proposed = texts("scenario.copy_of", name=scenario.name)[:120]
    name = st.text_input(
        texts("scenario.new_name"),
        proposed,
        key=f"scenario_copy_name_{scenario.scenario_id}",
        max_chars=120,
    )
    if st.button(texts("scenario.copy"), key="scenario_copy"):
        made = scenarios.copy(
            store,
            state.app().now,
            source_id=scenario.scenario_id,
            scenario_id=uuid4(),
            name=name,
            actor=state.actor(),
        )
        state.change(state.SCENARIO, made.scenario_id)
        st.rerun()


def _merge(
    town: Town,
    scenario: Scenario,
    picture: ScenarioPicture,
    *,
    change: Saving,
    texts: Texts,
) -> None:
    others = {
        one.scenario_id: one
        for one in town.store.scenarios()
        if one.scenario_id != scenario.scenario_id
    }
    if not others:
        st.info(texts("scenario.merge_none"))
        return
    source: UUID = st.selectbox(
        texts("scenario.merge_with"),
        list(others),
        key="scenario_merge_source",
        format_func=lambda key: others[key].name,
    )
    st.caption(texts("scenario.merge_help"))
    words = EditWords(town, picture, catalogues=state.app().catalogues, texts=texts)
    chosen = _choose(scenario, others[source], words, texts)
    if st.button(texts("scenario.merge"), key="scenario_merge"):
        scenario_acts.merge(
            town.store, state.app().catalogues, source_id=source, chosen=chosen, **change
        )
        st.rerun()


def _choose(
    mine: Scenario, theirs: Scenario, words: EditWords, texts: Texts
) -> Mapping[UUID, Verdict]:
    """Ask which of two edits stays, for each pair of which only one can hold."""
    chosen: dict[UUID, Verdict] = {}
    for number, clash in enumerate(clashes(mine, theirs), start=1):
        said = {Verdict.MINE: words.say(clash.mine), Verdict.THEIRS: words.say(clash.theirs)}
        picked: Verdict | None = st.radio(
            texts("scenario.merge_choose", number=number),
            list(said),
            key=f"scenario_clash_{clash.mine.edit_id}_{clash.theirs.edit_id}",
            index=None,
            format_func=lambda side, said=said: plain(said[side]),  # type: ignore[misc]
        )
        if picked is not None:
            chosen[clash.mine.edit_id] = picked
    return chosen


def _lock(store: Store, scenario: Scenario, change: Saving, texts: Texts) -> None:
    if scenario.locked_by is None:
        st.caption(texts("scenario.lock_help"))
        if st.button(texts("scenario.lock"), key="scenario_lock", icon=":material/lock:"):
            scenario_acts.lock(store, **change)
            st.rerun()
        return
    st.caption(texts("scenario.is_locked", by=plain(scenario.locked_by)))
    if st.button(texts("scenario.unlock"), key="scenario_unlock", icon=":material/lock_open:"):
        scenario_acts.unlock(store, **change)
        st.rerun()


def _history(store: Store, scenario: Scenario, texts: Texts) -> None:
    told = scenario_acts.history(store, scenario.scenario_id)
    st.table(
        {
            texts("scenario.when"): [texts.time(one.at) for one in told[:MOST_SHOWN]],
            texts("scenario.by"): [plain(one.actor) for one in told[:MOST_SHOWN]],
            texts("scenario.what"): [
                _what(one.action, tuple(one.changes), one.changes.get("edits"), texts)
                for one in told[:MOST_SHOWN]
            ],
        },
        border="horizontal",
        hide_index=True,
    )
    if len(told) > MOST_SHOWN:
        st.caption(texts("timeline.more", count=len(told) - MOST_SHOWN))


def _what(
    action: Action, names: Sequence[str], edits: tuple[object, object] | None, texts: Texts
) -> str:
    if action is Action.ADDED:
        return texts("scenario.was_added")
    said = [
        texts(f"field.{name}")
        for name in names
        if name not in {"version", "edits", "assumption_set_version"}
    ]
    if edits is not None:
        before, after = (len(one) if isinstance(one, list) else 0 for one in edits)
        said.insert(0, texts("scenario.edits_changed", before=before, after=after))
    return ", ".join(said)
