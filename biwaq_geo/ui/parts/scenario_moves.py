"""Lettings, and businesses that move in or out, for a scenario."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import streamlit as st

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.scenarios import LetUnit, MoveIn, MoveOut, ScenarioEdit
from biwaq_geo.domain.services import SERVICE_KINDS
from biwaq_geo.domain.units import OCCUPIED, VACANT, CommercialUnit, UnitState
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.unit_words import choices

LONGEST_NAME = 120


def add_let(units: Sequence[CommercialUnit], texts: Texts, *, today: date) -> ScenarioEdit | None:
    """Choose an empty unit that is let for good; return the edit when the person adds it."""
    st.caption(texts("scenario.let_help"))
    unit_id = _unit(units, texts, key="scenario_let_unit", empty="scenario.no_vacant")
    if unit_id is None:
        return None
    left, right = st.columns(2)
    start = _start(left, texts, "scenario_let_start", today)
    rent = right.number_input(
        texts("scenario.rent_eur_m2"), min_value=0.0, value=None, step=0.5, key="scenario_let_rent"
    )
    branch, service, holder = _who(texts, "scenario_let")
    if not st.button(texts("scenario.add"), key="scenario_add_let", type="primary"):
        return None
    return LetUnit(uuid4(), unit_id, start, branch, rent, holder, service)


def add_move_in(
    units: Sequence[CommercialUnit], texts: Texts, *, today: date
) -> ScenarioEdit | None:
    """Choose an empty unit into which a business moves; as `add_let`."""
    st.caption(texts("scenario.move_in_help"))
    unit_id = _unit(units, texts, key="scenario_in_unit", empty="scenario.no_vacant")
    if unit_id is None:
        return None
    start = _start(st, texts, "scenario_in_start", today)
    branch, service, holder = _who(texts, "scenario_in")
    if not st.button(texts("scenario.add"), key="scenario_add_in", type="primary"):
        return None
    return MoveIn(uuid4(), unit_id, start, branch, holder, service)


def add_move_out(
    units: Sequence[CommercialUnit], texts: Texts, *, today: date
) -> ScenarioEdit | None:
    """Choose a unit that is left; as `add_let`."""
    st.caption(texts("scenario.move_out_help"))
    used = [unit for unit in units if unit.state in OCCUPIED | {UnitState.INTERIM}]
    unit_id = _choice(used, texts, "scenario_out_unit", "scenario.used_unit", "scenario.no_used")
    if unit_id is None:
        return None
    start = _start(st, texts, "scenario_out_start", today)
    service = _service(texts, "scenario_out_service", "scenario.service_ends")
    if not st.button(texts("scenario.add"), key="scenario_add_out", type="primary"):
        return None
    return MoveOut(uuid4(), unit_id, start, service)


def vacant_units(units: Sequence[CommercialUnit]) -> Mapping[UUID, CommercialUnit]:
    """Return the empty units by their id."""
    return {unit.unit_id: unit for unit in units if unit.state in VACANT}


def _unit(units: Sequence[CommercialUnit], texts: Texts, *, key: str, empty: str) -> UUID | None:
    return _choice(list(vacant_units(units).values()), texts, key, "scenario.unit", empty)


def _choice(
    units: Sequence[CommercialUnit], texts: Texts, key: str, label: str, empty: str
) -> UUID | None:
    if not units:
        st.info(texts(empty))
        return None
    lines = choices(units, texts)
    chosen: UUID = st.selectbox(texts(label), list(lines), key=key, format_func=lines.__getitem__)
    return chosen


def _start(where: Any, texts: Texts, key: str, day: date) -> date:
    chosen: date = where.date_input(texts("scenario.start"), day, key=key, format="DD.MM.YYYY")
    return chosen


def _who(texts: Texts, key: str) -> tuple[Branch | None, str | None, str]:
    left, right = st.columns(2)
    branch: Branch | None = left.selectbox(
        texts("field.branch"),
        [None, *Branch],
        key=f"{key}_branch",
        format_func=lambda one: texts(f"branch.{one}") if one else texts("common.none"),
    )
    with right:
        service = _service(texts, f"{key}_service", "scenario.service_opens")
    holder = st.text_input(texts("scenario.holder"), key=f"{key}_holder", max_chars=LONGEST_NAME)
    return branch, service, holder.strip()


def _service(texts: Texts, key: str, label: str) -> str | None:
    chosen: str | None = st.selectbox(
        texts(label),
        [None, *SERVICE_KINDS],
        key=key,
        format_func=lambda kind: texts(f"service.{kind}") if kind else texts("common.none"),
        help=texts("scenario.service_help"),
    )
    return chosen
