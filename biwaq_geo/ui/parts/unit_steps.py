"""The two things about a unit that move by steps: its state and its case."""

from functools import partial
from typing import Any, cast

import streamlit as st

from biwaq_geo.domain.cases import CaseStep
from biwaq_geo.domain.transitions import FOLLOWS, Step
from biwaq_geo.domain.unit_values import CaseStatus, DatePrecision, UnitState
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Town
from biwaq_geo.services.steps import change_case, change_state
from biwaq_geo.texts import Texts
from biwaq_geo.texts.words import choice_words, value_words
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.conflict import Saved, conflict_desk, save
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.draft_notice import draft_notice
from biwaq_geo.ui.parts.plain import plain

_STEP = {
    "state": "state",
    "since": "on",
    "since_precision": "precision",
    "state_reason": "reason",
    "interim_until": "until",
    "interim_user": "user",
    "interim_use": "use",
    "permit_light": "permit_light",
}
"""Field of the unit to part of a step."""

_CASE = {
    "case_status": "status",
    "case_since": "on",
    "case_reason": "reason",
    "blocked_by": "blocked_by",
    "case_outcome": "outcome",
}


@st.fragment
def state_step(town: Town, unit: CommercialUnit, texts: Texts, done: Saved[CommercialUnit]) -> None:
    """Offer the states that may follow, ask what each needs, and save the step."""
    app = state.app()
    initial = {
        "state": None,
        "since": app.today(),
        "since_precision": DatePrecision.DAY,
        "state_reason": None,
        "interim_until": unit.interim_until,
        "interim_user": unit.interim_user,
        "interim_use": unit.interim_use,
        "permit_light": unit.permit_light,
    }
    form = DraftForm(town.store, "step", unit, initial, whole=True)
    form.prepare()
    if conflict_desk(form, texts, done):
        return
    following = [one for one in UnitState if one in FOLLOWS[unit.state]]
    if not following:
        st.info(texts("unit.no_step"))
        return
    st.caption(texts("unit.step_intro"))
    words = partial(choice_words, texts=texts)
    form.choose("state", following, words, texts, label=texts("unit.step_state"))
    left, right = st.columns(2)
    with left:
        form.draw("since", texts, title=texts("unit.step_on"))
    with right:
        form.draw("since_precision", texts)
    if form.values["state"] is UnitState.INTERIM:
        _interim(form, texts)
    form.draw("state_reason", texts, title=texts("unit.step_reason"))
    asked = _save_button(form, texts("unit.step_save"), ready=form.values["state"] is not None)
    draft_notice(form, texts)
    if asked:
        save(
            form,
            lambda: change_state(
                town.store,
                app.today,
                unit_id=unit.unit_id,
                step=Step(**_parts(form, _STEP)),
                seen_version=form.seen_version,
                actor=state.actor(),
                act=form.act,
            ),
            texts,
            done,
        )


@st.fragment
def case_step(town: Town, unit: CommercialUnit, texts: Texts, done: Saved[CommercialUnit]) -> None:
    """Show how far the case has come, ask what the next status needs, and save it."""
    app = state.app()
    initial = dict.fromkeys(_CASE) | {"case_since": app.today()}
    form = DraftForm(town.store, "case", unit, initial, whole=True)
    form.prepare()
    _case_now(unit, texts)
    if conflict_desk(form, texts, done):
        return
    following = [one for one in CaseStatus if one is not unit.case_status]
    left, right = st.columns(2)
    with left:
        words = partial(choice_words, texts=texts)
        form.choose("case_status", following, words, texts, label=texts("unit.case_status"))
    with right:
        form.draw("case_since", texts, title=texts("unit.case_on"))
    status = form.values["case_status"]
    if status is CaseStatus.BLOCKED:
        form.draw("blocked_by", texts)
    if status is CaseStatus.CLOSED:
        form.draw("case_outcome", texts)
    form.draw("case_reason", texts, title=texts("unit.step_reason"))
    asked = _save_button(form, texts("unit.case_save"), ready=status is not None)
    draft_notice(form, texts)
    if asked:
        save(
            form,
            lambda: change_case(
                town.store,
                app.today,
                unit_id=unit.unit_id,
                step=CaseStep(**_parts(form, _CASE)),
                seen_version=form.seen_version,
                actor=state.actor(),
                act=form.act,
            ),
            texts,
            done,
        )


def _interim(form: DraftForm[CommercialUnit], texts: Texts) -> None:
    left, right = st.columns(2)
    with left:
        form.draw("interim_until", texts, title=texts("unit.step_until"))
        form.draw("interim_use", texts)
    with right:
        form.draw("interim_user", texts)
        form.draw("permit_light", texts)


def _case_now(unit: CommercialUnit, texts: Texts) -> None:
    status = texts(f"case_status.{unit.case_status}")
    day = texts.day(unit.case_since)
    now = texts("unit.case_now", status=status, since=day) if unit.case_since else status
    st.markdown(f"**{now}**")
    told = {
        "blocked": ("blocked_by", unit.blocked_by),
        "outcome": ("case_outcome", unit.case_outcome),
        "why": ("case_reason", unit.case_reason),
    }
    for key, (field, value) in told.items():
        if value is not None:
            words = plain(value_words(CommercialUnit, field, value, texts))
            st.markdown(texts(f"unit.case_{key}", value=words))


def _save_button(form: DraftForm[CommercialUnit], words: str, *, ready: bool) -> bool:
    return st.button(words, key=f"{form.key}_save", type="primary", disabled=not ready)


def _parts(form: DraftForm[CommercialUnit], names: dict[str, str]) -> dict[str, Any]:
    values = {part: form.values[field] for field, part in names.items()}
    texts = {"reason", "user", "use"} & set(values)
    return cast("dict[str, Any]", values | {part: values[part] or "" for part in texts})
