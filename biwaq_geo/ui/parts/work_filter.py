"""Which units a work list holds: due checks, all, or a filter that somebody has saved."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import streamlit as st

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.filters import SavedFilter
from biwaq_geo.domain.freshness import URGENCY, by_urgency, due
from biwaq_geo.domain.unit_filter import kept
from biwaq_geo.domain.unit_values import CaseStatus
from biwaq_geo.domain.units import CommercialUnit, UnitKind, UnitState
from biwaq_geo.services.ports import Store
from biwaq_geo.services.saved_filters import remove_filter, save_filter, saved_filters
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.last_act import note_act
from biwaq_geo.ui.parts.refusal import refuse

DUE, ALL, HANDED = "due", "all", "handed"
_FIELDS: dict[str, tuple[str, Sequence[StrEnum]]] = {
    "lights": ("light", URGENCY),
    "states": ("state", tuple(UnitState)),
    "kinds": ("kind", tuple(UnitKind)),
    "branches": ("branch", tuple(Branch)),
    "case_statuses": ("case_status", tuple(CaseStatus)),
}
"""Fields of a filter with the section of the texts that names their values."""


def work_list(
    store: Store, units: Sequence[CommercialUnit], texts: Texts
) -> Sequence[CommercialUnit]:
    """Let the person choose and narrow a list; return its units, the most urgent first."""
    saved = {str(one.filter_id): one for one in saved_filters(store)}
    today = state.app().today()
    listed, narrow = st.columns([3, 2], vertical_alignment="bottom")
    handed: frozenset[UUID] = st.session_state.get(state.WORK_HANDED, frozenset())
    offered = [DUE, ALL, *([HANDED] if handed else []), *saved]
    chosen = listed.selectbox(
        texts("work.list"),
        offered,
        offered.index(state.kept_of(state.WORK_LIST, offered, DUE)),
        key=state.box(state.WORK_LIST),
        format_func=lambda key: saved[key].name if key in saved else texts(f"work.list_{key}"),
        on_change=_fill,
        args=(saved,),
    )
    state.keep(state.WORK_LIST)
    with narrow.popover(
        texts("work.narrow"), icon=":material/filter_alt:", width="stretch", key="beside_list"
    ):
        wanted = _wanted(texts)
        _save(store, wanted, texts)
        if chosen in saved and st.button(texts("work.remove_list"), key="work_remove_list"):
            _remove(store, saved[chosen], texts)
    base = due(units, today=today) if chosen == DUE else units
    if chosen == HANDED:
        base = [unit for unit in units if unit.unit_id in handed]
    return by_urgency(kept(base, wanted, today=today), today=today)


def hand_over(units: Sequence[CommercialUnit]) -> None:
    """Make a list of these units, all of them chosen, and show it from the next run on."""
    st.session_state[state.WORK_HANDED] = frozenset(unit.unit_id for unit in units)
    st.session_state["work_take_all"] = True
    _show(None)
    state.change(state.WORK_LIST, HANDED)


def _fill(saved: dict[str, SavedFilter]) -> None:
    """Show in the fields what the chosen list asks for."""
    state.keep(state.WORK_LIST)
    _show(saved.get(st.session_state[state.WORK_LIST]))


def _show(chosen: SavedFilter | None) -> None:
    for field in _FIELDS:
        state.change(f"work_{field}", list(getattr(chosen, field)) if chosen else [])
    state.change("work_text", chosen.text if chosen else "")


def _wanted(texts: Texts) -> SavedFilter:
    values: dict[str, Any] = {}
    nothing: list[StrEnum] = []
    for field, (section, options) in _FIELDS.items():
        key = f"work_{field}"
        values[field] = tuple(
            st.multiselect(
                texts(f"work.{field}"),
                options,
                state.kept(key, nothing),
                key=state.box(key),
                format_func=partial(_word, section=section, texts=texts),
                placeholder=texts("work.any"),
            )
        )
        state.keep(key)
    text = st.text_input(
        texts("map.filter_text"),
        state.kept("work_text", ""),
        key=state.box("work_text"),
        max_chars=120,
    )
    state.keep("work_text")
    return SavedFilter(uuid4(), "", text=text, **values)


def _word(value: StrEnum, *, section: str, texts: Texts) -> str:
    return texts(f"{section}.{value}")


def _save(store: Store, wanted: SavedFilter, texts: Texts) -> None:
    with st.form("work_save_list", border=False, clear_on_submit=False):
        name = st.text_input(texts("work.list_name"), key="work_list_name", max_chars=120)
        if not st.form_submit_button(texts("work.save_list"), icon=":material/bookmark_add:"):
            return
    values = {field: getattr(wanted, field) for field in _FIELDS} | {"text": wanted.text}
    try:
        made = save_filter(store, wanted=SavedFilter(uuid4(), name, **values), actor=state.actor())
    except BiwaqError as error:
        refuse(error, texts)
        return
    note_act("act.added", made)
    state.change(state.WORK_LIST, str(made.filter_id))
    st.rerun()


def _remove(store: Store, chosen: SavedFilter, texts: Texts) -> None:
    try:
        gone = remove_filter(
            store,
            state.app().today,
            filter_id=chosen.filter_id,
            seen_version=chosen.version,
            actor=state.actor(),
        )
    except BiwaqError as error:
        refuse(error, texts)
        return
    note_act("act.removed", gone)
    state.change(state.WORK_LIST, DUE)
    st.rerun()
