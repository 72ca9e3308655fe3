"""Sets of assumptions on the page of scenarios: go by one, keep one, make its next version."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import streamlit as st

from biwaq_geo.domain.assumption_sets import AssumptionSet, SetContents, SetValue
from biwaq_geo.domain.catalogue import Assumption
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.scenarios import Scenario
from biwaq_geo.services import assumption_sets
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.kept_boxes import boxes_of, forget_boxes
from biwaq_geo.ui.parts.scenario_saving import Saving, begun_at


def choose_set(town: Town, scenario: Scenario, *, change: Saving, texts: Texts) -> None:
    """Let the person choose the set that the scenario goes by.

    Raises
    ------
    BiwaqError
        Nothing was saved.
    """
    listed = {one.assumption_set_id: one for one in assumption_sets.assumption_sets(town.store)}
    if scenario.assumption_set is not None and scenario.assumption_set not in listed:
        st.caption(texts("scenario.set_gone"))
    now_used = scenario.assumption_set if scenario.assumption_set in listed else None
    name = f"scenario_set_{scenario.scenario_id}"
    seen = boxes_of(name, {"used": now_used}, version=scenario.version)
    chosen: UUID | None = st.selectbox(
        texts("field.assumption_set"),
        [None, *listed],
        key=f"{name}_used",
        format_func=lambda key: set_name(listed[key], texts) if key else texts("scenario.no_set"),
    )
    found = listed.get(chosen) if chosen else None
    now = (found.assumption_set_id, found.version) if found else (None, None)
    if now == (scenario.assumption_set, scenario.assumption_set_version):
        return
    if found is not None and found.assumption_set_id == scenario.assumption_set:
        older = scenario.assumption_set_version
        st.info(texts("scenario.set_newer", used=older, now=found.version))
    if st.button(texts("scenario.set_use"), key="scenario_set_use"):
        forget_boxes(name)
        change = begun_at(change, seen)
        assumption_sets.go_by_set(town.store, chosen=found, **change)
        st.rerun()


def keep_set(town: Town, scenario: Scenario, used: Sequence[Assumption], *, texts: Texts) -> None:
    """Keep the scenario's assumptions as a set, or as the next version of the one it goes by.

    Raises
    ------
    BiwaqError
        The set makes no sense or somebody was faster. Nothing was saved.
    """
    known = {one.assumption_set_id: one for one in assumption_sets.assumption_sets(town.store)}
    present = known.get(scenario.assumption_set) if scenario.assumption_set else None
    stored = {"name": present.name, "source": present.source} if present else {}
    seen = boxes_of(
        "set",
        {"name": "", "source": "", "day": state.app().today(), **stored},
        version=present.version if present else 0,
    )
    # no Streamlit form: what is typed there reaches the server too late to be kept
    with st.container():
        st.markdown(f"**{texts('scenario.set_keep')}**")
        st.caption(texts("scenario.set_keep_help"))
        name = st.text_input(texts("field.name"), key="set_name", max_chars=120)
        left, right = st.columns(2)
        day = left.date_input(texts("field.day"), key="set_day", format="DD.MM.YYYY")
        source = right.text_input(texts("field.source"), key="set_source", max_chars=2000)
        add = st.button(texts("scenario.set_add"), key="set_add")
        change = present is not None and st.button(
            texts("scenario.set_change", name=present.name), key="set_change"
        )
    if not add and not change:
        return
    contents = SetContents(name, day, source, _values(used))
    if add:
        assumption_sets.add_set(
            town, assumption_set_id=uuid4(), contents=contents, actor=state.actor()
        )
    elif present is not None:
        assumption_sets.change_set(
            town.store,
            assumption_set_id=present.assumption_set_id,
            seen_version=seen,
            contents=contents,
            actor=state.actor(),
        )
    forget_boxes("set")
    st.rerun()


def set_name(one: AssumptionSet, texts: Texts) -> str:
    """Return name, version and day of a set; invented ones are marked."""
    words = texts("scenario.set_line", name=one.name, version=one.version, day=texts.day(one.day))
    return f"{words} – {texts('origin.demo')}" if one.origin is Origin.DEMO else words


def _values(used: Sequence[Assumption]) -> tuple[SetValue, ...]:
    return tuple(
        SetValue(
            one.key,
            one.value.low,
            one.value.expected,
            one.value.high,
            # a mark of the catalogue is none of the set: there it is the set that says so
            one.evidence.source if not one.evidence.assumption else "",
        )
        for one in used
    )
