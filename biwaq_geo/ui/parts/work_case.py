"""Giving the cases of the chosen units another status in one act."""

from enum import StrEnum
from functools import partial
from typing import TypeVar

import streamlit as st

from biwaq_geo.domain.cases import CaseStep
from biwaq_geo.domain.fields import about
from biwaq_geo.domain.unit_values import BlockedBy, CaseOutcome, CaseStatus
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.bulk import change_cases
from biwaq_geo.services.ports import Store
from biwaq_geo.texts import Texts
from biwaq_geo.texts.words import choice_words
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.work_acts import act
from biwaq_geo.ui.parts.work_table import Chosen

Value = TypeVar("Value", bound=StrEnum)


def case(store: Store, chosen: Chosen, texts: Texts) -> None:
    """Ask for the status and what it needs, and give it to all chosen units or none."""
    st.caption(texts("work.case_help"))
    left, right = st.columns(2)
    with left:
        status = _choice("case_status", CaseStatus, texts)
    on = right.date_input(
        texts("unit.case_on"), value=state.app().today(), key="work_case_on", format="DD.MM.YYYY"
    )
    blocked_by = outcome = None
    if status is CaseStatus.BLOCKED:
        blocked_by = _choice("blocked_by", BlockedBy, texts)
    if status is CaseStatus.CLOSED:
        outcome = _choice("case_outcome", CaseOutcome, texts)
    reason = st.text_input(
        texts("unit.step_reason"),
        key="work_case_reason",
        max_chars=about(CommercialUnit)["case_reason"].length,
    )
    asked = st.button(
        texts("work.case_do", count=len(chosen.units)),
        key="work_case",
        type="primary",
        disabled=not chosen.units or status is None,
        width="stretch",
    )
    if not asked or status is None:
        return
    step = CaseStep(status, on, reason=reason, blocked_by=blocked_by, outcome=outcome)
    act(
        "case",
        lambda batch: change_cases(
            store,
            state.app().today,
            seen=chosen.seen,
            step=step,
            batch=batch,
            actor=state.actor(),
        ),
        texts,
    )


def _choice(field: str, values: type[Value], texts: Texts) -> Value | None:
    return st.selectbox(
        texts(f"field.{field}"),
        list(values),
        index=None,
        key=f"work_case_{field}",
        placeholder=texts("common.choose"),
        format_func=partial(choice_words, texts=texts),
    )
