"""The form of a mark: state, date, precision, last use, save."""

from datetime import date
from uuid import NAMESPACE_OID, uuid5

import streamlit as st
from shapely import Point

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.origin import Origin
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
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.draft_notice import draft_notice
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.unit_words import label, since

_MARK = ("state", "since", "since_precision", "last_branch")
"""What a mark says, by the names of the unit's fields."""

OPEN_GROUND = ""
"""Stands for the house of a unit outside of every house: one draft, whose pin can be moved."""


def form_of(town: Town, unit: CommercialUnit, *, today: date) -> DraftForm[CommercialUnit]:
    """Return the form of a mark with what is likely in its boxes."""
    # in front of a shop in use one reports that it closed, before an empty one that it opened
    likely = UnitState.USED if unit.state in VACANT else UnitState.VACANT
    initial = _likely(likely, unit.branch or unit.last_branch, today=today)
    return DraftForm(town.store, "mark", unit, initial, whole=True)


def mark_form(form: DraftForm[CommercialUnit], texts: Texts) -> Mark | None:
    """Show the form; return the mark when the person saves.

    The boxes carry the unit's id: another unit gets a fresh form, the same unit keeps
    what was typed, also after a refused save.
    """
    unit = form.record
    st.subheader(plain(label(unit, texts)))
    st.caption(texts("mark.now", state=texts(f"state.{unit.state}"), since=since(unit, texts)))
    with st.container(border=True):
        _draw(form, texts)
        asked = _save_button(form, texts)
        draft_notice(form, texts)
    return _mark(form) if asked else None


def new_unit_form(
    town: Town, building_id: str | None, place: Point | None, texts: Texts, *, today: date
) -> tuple[DraftForm[CommercialUnit], FoundUnit | None]:
    """Show the form of a unit that the register lacks; return it when the person saves.

    Parameters
    ----------
    building_id, place
        At least one; outside of a house the form asks for an address, too.
    """
    outside = {"address": ""} if building_id is None else {}
    initial = outside | _likely(UnitState.VACANT, None, today=today)
    initial |= {"position": "", "kind": UnitKind.SHOP}
    unseen = _placeholder(building_id or OPEN_GROUND, today=today)
    form = DraftForm(town.store, "new", unseen, initial, whole=True)
    form.prepare()
    with st.container(border=True):
        if outside:
            form.draw("address", texts)
        left, right = st.columns(2)
        with left:
            form.draw("position", texts, title=texts("mark.new_position"))
        with right:
            form.draw("kind", texts)
        _draw(form, texts)
        asked = _save_button(form, texts)
        draft_notice(form, texts)
    if not asked:
        return form, None
    values = form.values
    return form, FoundUnit(
        # the id goes with the draft, so that saving twice adds one unit
        unit_id=form.act,
        kind=UnitKind(str(values["kind"])),
        mark=_mark(form),
        building_id=building_id,
        location=place,
        address=str(values.get("address", "")),
        position=str(values["position"]),
    )


def _likely(state: UnitState, branch: Branch | None, *, today: date) -> dict[str, object]:
    return dict(zip(_MARK, (state, today, DatePrecision.DAY, branch), strict=True))


def _placeholder(building_id: str, *, today: date) -> CommercialUnit:
    """Return what the draft of a new unit hangs on: the same one for the same building."""
    return CommercialUnit(
        unit_id=uuid5(NAMESPACE_OID, building_id),
        address="",
        kind=UnitKind.SHOP,
        state=UnitState.CANDIDATE,
        location=Point(),
        observed_on=today,
        origin=Origin.STAFF,
        version=0,
    )


def _draw(form: DraftForm[CommercialUnit], texts: Texts) -> None:
    likely = form.start("state")
    st.radio(
        texts("mark.state"),
        MARKABLE,
        index=MARKABLE.index(likely) if isinstance(likely, UnitState) else 0,
        key=form.box_key("state"),
        format_func=lambda value: texts(f"state.{value}"),
        horizontal=True,
        on_change=form.keep,
        args=("state",),
    )
    left, right = st.columns(2)
    with left:
        form.draw("since", texts, title=texts("mark.since"))
    with right:
        form.draw("since_precision", texts, title=texts("mark.precision"))
    form.draw("last_branch", texts, title=texts("mark.last_branch"))


def _save_button(form: DraftForm[CommercialUnit], texts: Texts) -> bool:
    return st.button(texts("mark.save"), key=f"{form.key}_save", type="primary", width="stretch")


def _mark(form: DraftForm[CommercialUnit]) -> Mark:
    values = {name: form.values[name] for name in _MARK}
    return Mark(**values)  # type: ignore[arg-type]
