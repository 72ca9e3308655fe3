"""The form of a mark: state, date, precision, last use, save."""

from datetime import date

import streamlit as st

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.units import MARKABLE, VACANT, CommercialUnit, DatePrecision, Mark, UnitState
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
    with st.form(key, border=True):
        chosen = st.radio(
            texts("mark.state"),
            MARKABLE,
            key=f"{key}_state",
            index=_likely(unit),
            format_func=lambda state: texts(f"state.{state}"),
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
        precision = right.selectbox(
            texts("mark.precision"),
            list(DatePrecision),
            key=f"{key}_precision",
            format_func=lambda value: texts(f"precision.{value}"),
        )
        last = _last_branch(unit, texts, key=f"{key}_branch")
        if not st.form_submit_button(texts("mark.save"), type="primary", width="stretch"):
            return None
    mark = Mark(state=chosen, since=begun, since_precision=precision, last_branch=last)
    return mark, seen


def _last_branch(unit: CommercialUnit, texts: Texts, *, key: str) -> Branch | None:
    branches = list(Branch)
    known = unit.branch or unit.last_branch
    return st.selectbox(
        texts("mark.last_branch"),
        branches,
        index=branches.index(known) if known else None,
        key=key,
        placeholder=texts("common.none"),
        format_func=lambda value: texts(f"branch.{value}"),
    )


def _likely(unit: CommercialUnit) -> int:
    # in front of a shop in use one reports that it closed, in front of an empty one that it opened
    return MARKABLE.index(UnitState.USED if unit.state in VACANT else UnitState.VACANT)
