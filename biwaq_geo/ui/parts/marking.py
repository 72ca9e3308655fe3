"""Marking a unit, taking a mark back, and recording a unit that nobody knew."""

from collections.abc import Sequence

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.mark_unit import add_unit, mark_unit
from biwaq_geo.services.ports import Town
from biwaq_geo.services.undo import undo
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.conflict import conflict_desk, save
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.mark_form import form_of, mark_form, new_unit_form
from biwaq_geo.ui.parts.new_place import begin_in, clicked_place, new_building
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.same_unit import sure_it_is_new
from biwaq_geo.ui.parts.unit_words import label


@st.fragment
def known_unit(town: Town, unit: CommercialUnit, texts: Texts) -> None:
    """Show the form of a known unit and save what it returns; offer to take it back.

    A fragment: what is typed does not draw the map anew.
    """
    form = form_of(town, unit, today=state.app().today())
    try:
        form.prepare()
        if not conflict_desk(form, texts, _saved):
            _report(form, texts)
        _say_what_was_done(unit, texts)
        _take_back(town, unit, texts)
    except BiwaqError as error:
        # the page's own handler is not there when only the fragment runs
        refuse(error, texts)


def _report(form: DraftForm[CommercialUnit], texts: Texts) -> None:
    mark = mark_form(form, texts)
    if mark is None:
        return
    save(
        form,
        lambda: mark_unit(
            form.store,
            state.app().today,
            unit_id=form.record.unit_id,
            mark=mark,
            seen_version=form.seen_version,
            actor=state.actor(),
            act=form.act,
        ),
        texts,
        _saved,
    )


def _take_back(town: Town, unit: CommercialUnit, texts: Texts) -> None:
    if unit.version > 1 and st.button(texts("mark.undo"), key="mark_undo", icon=":material/undo:"):
        back = undo(
            town.store, unit_id=unit.unit_id, seen_version=unit.version, actor=state.actor()
        )
        _done("undone", back)


def new_unit(town: Town, units: Sequence[CommercialUnit], texts: Texts) -> None:
    """Offer the units of the house, if it is one, and the form of a unit that is not among them.

    Raises
    ------
    BiwaqError
        The unit cannot be saved there; what was typed stays.
    """
    building, place = new_building(town), clicked_place(town)
    for unit in (unit for unit in units if building and unit.building_id == building):
        words = f"{plain(label(unit, texts))} – {texts(f'state.{unit.state}')}"
        if st.button(words, key=f"mark_choose_{unit.unit_id}", width="stretch"):
            state.select_unit(unit.unit_id)
            st.rerun()
    st.subheader(_title(town, building, texts))
    if place is not None:
        st.caption(texts("mark.new_point", x=f"{place.x:.0f}", y=f"{place.y:.0f}"))
    form, found = new_unit_form(town, building, place, texts, today=state.app().today())
    new = sure_it_is_new(town, found, texts, typed={**form.values, "place": place})
    if new is not None:
        saved = add_unit(town, state.app().today, found=new, actor=state.actor())
        form.drop()
        begin_in(None)
        _done("saved", saved)


def _title(town: Town, building: str | None, texts: Texts) -> str:
    if building is None:
        return texts("mark.new_unit_outside")
    address = town.layer("buildings")["address"].loc[building]
    where = address if isinstance(address, str) and address else texts("mark.no_address")
    return texts("mark.new_unit_here", address=plain(where))


def _saved(unit: CommercialUnit) -> None:
    _done("saved", unit)


def _done(what: str, unit: CommercialUnit) -> None:
    st.session_state[state.LAST_SAVED] = (what, unit)
    # chosen anew, so that the list shows the line that the unit has now
    state.select_unit(unit.unit_id)
    st.rerun()


def _say_what_was_done(unit: CommercialUnit, texts: Texts) -> None:
    what, saved = st.session_state.get(state.LAST_SAVED, (None, None))
    if saved is None or (saved.unit_id, saved.version) != (unit.unit_id, unit.version):
        return
    st.success(
        texts(
            f"mark.{what}",
            address=plain(label(saved, texts)),
            state=texts(f"state.{saved.state}"),
            version=saved.version,
        ),
        icon=":material/check_circle:",
    )
