"""Lettings, and businesses that move in or out, for a scenario."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import streamlit as st

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.scenarios import LetUnit, MoveIn, MoveOut, ScenarioEdit
from biwaq_geo.domain.services import SERVICE_KINDS
from biwaq_geo.domain.units import OCCUPIED, VACANT, CommercialUnit, UnitState
from biwaq_geo.services.picture import ScenarioPicture
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.unit_words import choices

LONGEST_NAME = 120
NOBODY = UUID(int=0)
"""No unit has this id."""


def add_let(picture: ScenarioPicture, texts: Texts, *, today: date) -> ScenarioEdit | None:
    """Choose an empty unit that is let for good; return the edit when the person adds it."""
    st.caption(texts("scenario.let_help"))
    unit = _empty(picture, texts, key="scenario_let_unit")
    if unit is None:
        return None
    left, right = st.columns(2)
    start = _start(left, texts, "scenario_let_start", today)
    rent = right.number_input(
        texts("scenario.rent_eur_m2"), min_value=0.0, value=None, step=0.5, key="scenario_let_rent"
    )
    branch, service, holder = _who(texts, "scenario_let")
    if not st.button(texts("scenario.add"), key="scenario_add_let", type="primary"):
        return None
    return LetUnit(uuid4(), unit.unit_id, start, branch, rent, holder, service)


def add_move_in(picture: ScenarioPicture, texts: Texts, *, today: date) -> ScenarioEdit | None:
    """Choose an empty unit into which a business moves; as `add_let`."""
    st.caption(texts("scenario.move_in_help"))
    unit = _empty(picture, texts, key="scenario_in_unit")
    if unit is None:
        return None
    start = _start(st, texts, "scenario_in_start", today)
    branch, service, holder = _who(texts, "scenario_in")
    if not st.button(texts("scenario.add"), key="scenario_add_in", type="primary"):
        return None
    return MoveIn(uuid4(), unit.unit_id, start, branch, holder, service)


def add_move_out(picture: ScenarioPicture, texts: Texts, *, today: date) -> ScenarioEdit | None:
    """Choose a unit that is left; as `add_let`."""
    st.caption(texts("scenario.move_out_help"))
    unit = choose_unit(
        picture,
        OCCUPIED | {UnitState.INTERIM},
        texts,
        key="scenario_out_unit",
        label="scenario.used_unit",
        empty="scenario.no_used",
    )
    if unit is None:
        return None
    start = _start(st, texts, "scenario_out_start", today)
    service = choose_service(texts, "scenario_out_service", "scenario.service_ends")
    if not st.button(texts("scenario.add"), key="scenario_add_out", type="primary"):
        return None
    return MoveOut(uuid4(), unit.unit_id, start, service)


def choose_unit(
    picture: ScenarioPicture,
    states: Collection[UnitState],
    texts: Texts,
    *,
    key: str,
    label: str,
    empty: str,
) -> CommercialUnit | None:
    """Let the person choose a unit that is in one of these states with the edits in place.

    A unit that was chosen before somebody else planned it stays chosen, and that is said: a
    list that jumps to another unit would put a plan on the wrong door.
    """
    offered = {unit.unit_id: unit for unit in picture.after if unit.state in states}
    taken: UUID = st.session_state.get(key, NOBODY)
    before = {unit.unit_id: unit for unit in picture.before}
    planned = taken in before and taken not in offered and taken in picture.edit_of_unit
    if planned and before[taken].state in states:
        offered[taken] = before[taken]
    if not offered:
        st.info(texts(empty))
        return None
    lines = choices(offered.values(), texts)
    chosen: UUID = st.selectbox(texts(label), list(lines), key=key, format_func=lines.__getitem__)
    if planned and chosen == taken:
        st.warning(texts("scenario.planned_meanwhile"))
    return offered[chosen]


def _empty(picture: ScenarioPicture, texts: Texts, *, key: str) -> CommercialUnit | None:
    return choose_unit(
        picture, VACANT, texts, key=key, label="scenario.unit", empty="scenario.no_vacant"
    )


def _start(where: Any, texts: Texts, key: str, day: date) -> date:
    chosen: date = where.date_input(texts("scenario.start"), day, key=key, format="DD.MM.YYYY")
    return chosen


def _who(texts: Texts, key: str) -> tuple[Branch | None, str | None, str]:
    left, right = st.columns(2)
    with left:
        branch = choose_branch(texts, f"{key}_branch")
    with right:
        service = choose_service(texts, f"{key}_service", "scenario.service_opens")
    holder = st.text_input(texts("scenario.holder"), key=f"{key}_holder", max_chars=LONGEST_NAME)
    return branch, service, holder.strip()


def choose_branch(texts: Texts, key: str) -> Branch | None:
    """Let the person choose a branch; None for none."""
    chosen: Branch | None = st.selectbox(
        texts("field.branch"),
        [None, *Branch],
        key=key,
        format_func=lambda one: texts(f"branch.{one}") if one else texts("common.none"),
    )
    return chosen


def choose_service(texts: Texts, key: str, label: str) -> str | None:
    """Let the person choose a kind of service of daily life; None for none."""
    chosen: str | None = st.selectbox(
        texts(label),
        [None, *SERVICE_KINDS],
        key=key,
        format_func=lambda kind: texts(f"service.{kind}") if kind else texts("common.none"),
        help=texts("scenario.service_help"),
    )
    return chosen
