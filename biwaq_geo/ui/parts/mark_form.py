"""The form of a mark: state, date, precision, last use, save."""

from datetime import date
from uuid import UUID, uuid4

import streamlit as st

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.units import (
    MARKABLE,
    VACANT,
    CommercialUnit,
    DatePrecision,
    Mark,
    UnitKind,
    UnitState,
)
from biwaq_geo.services.mark_unit import FoundUnit
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.unit_words import label, since

EARLIEST = date(1950, 1, 1)


def mark_form(unit: CommercialUnit, texts: Texts, *, today: date) -> tuple[Mark, int] | None:
    """Show the form; when the person saves, return the mark and the version they saw.

    The keys carry the unit's id: another unit gets a fresh form, the same unit keeps
    what was typed, also after a refused save. The page is drawn from the store on every
    run, also on the run that saves, so the version that was on screen before that run
    is remembered: saving must not overwrite what the person has never seen.
    """
    key = f"mark_{unit.unit_id}"
    seen = st.session_state.get(f"{key}_seen", unit.version)
    st.session_state[f"{key}_seen"] = unit.version
    st.subheader(plain(label(unit, texts)))
    st.caption(texts("mark.now", state=texts(f"state.{unit.state}"), since=since(unit, texts)))
    # in front of a shop in use one reports that it closed, before an empty one that it opened
    likely = UnitState.USED if unit.state in VACANT else UnitState.VACANT
    with st.form(key, border=True):
        mark = _fields(
            texts, key=key, likely=likely, last=unit.branch or unit.last_branch, today=today
        )
        if not st.form_submit_button(texts("mark.save"), type="primary", width="stretch"):
            return None
    return mark, seen


def new_unit_form(building_id: str, texts: Texts, *, today: date) -> FoundUnit | None:
    """Show the form of a unit that the register lacks; return it when the person saves."""
    key = f"new_{building_id}"
    # one id for as long as the form is open, so that saving twice adds one unit
    unit_id: UUID = st.session_state.setdefault(f"{key}_id", uuid4())
    with st.form(key, border=True):
        left, right = st.columns(2)
        position = left.text_input(texts("mark.new_position"), key=f"{key}_position", max_chars=60)
        kind: UnitKind = right.selectbox(
            texts("field.kind"),
            [*UnitKind],
            key=f"{key}_kind",
            format_func=lambda value: texts(f"kind.{value}"),
        )
        mark = _fields(texts, key=key, likely=UnitState.VACANT, last=None, today=today)
        if not st.form_submit_button(texts("mark.save"), type="primary", width="stretch"):
            return None
    return FoundUnit(
        unit_id=unit_id, kind=kind, mark=mark, building_id=building_id, position=position
    )


def _fields(texts: Texts, *, key: str, likely: UnitState, last: Branch | None, today: date) -> Mark:
    state = st.radio(
        texts("mark.state"),
        MARKABLE,
        key=f"{key}_state",
        index=MARKABLE.index(likely),
        format_func=lambda value: texts(f"state.{value}"),
        horizontal=True,
    )
    left, right = st.columns(2)
    begun = left.date_input(
        texts("mark.since"),
        value=today,
        min_value=EARLIEST,
        key=f"{key}_since",
        format="DD.MM.YYYY",
    )
    precision: DatePrecision = right.selectbox(
        texts("mark.precision"),
        [*DatePrecision],
        key=f"{key}_precision",
        format_func=lambda value: texts(f"precision.{value}"),
    )
    branches = list(Branch)
    branch = st.selectbox(
        texts("mark.last_branch"),
        branches,
        index=branches.index(last) if last else None,
        key=f"{key}_branch",
        placeholder=texts("common.none"),
        format_func=lambda value: texts(f"branch.{value}"),
    )
    return Mark(state=state, since=begun, since_precision=precision, last_branch=branch)
