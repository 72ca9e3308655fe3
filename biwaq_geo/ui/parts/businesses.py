"""The businesses of the town as a list, and what is asked about one."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

import streamlit as st

from biwaq_geo.domain.branches import Branch
from biwaq_geo.domain.businesses import Business
from biwaq_geo.domain.fields import visible
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.businesses import add_business, edit_business
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import MISSING, Texts
from biwaq_geo.texts.words import choice_words
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.record_desk import Desk
from biwaq_geo.ui.parts.record_list import choose_new, record_list
from biwaq_geo.ui.parts.unit_words import label

GROUPS = {
    "business_who": ("name", "branch", "unit_id", "since", "opening_hours"),
    "business_size": ("size_class", "sales_area_m2", "jobs", "training_places"),
    "business_needs": ("vacancies", "skills_needed", "hosts_placements"),
    "business_future": ("lease_end", "owner_age", "seeks_successor"),
}
"""Every field that can be edited, in the order of a visit."""

_FLAGS = ("vacancies", "hosts_placements", "seeks_successor")


def desk(town: Town, texts: Texts) -> Desk[Business]:
    """Return how businesses are kept."""
    today, actor = state.app().today, state.actor()
    return Desk(
        town,
        texts,
        GROUPS,
        state.BUSINESS,
        add=lambda new_id, values: add_business(
            town.store, today, business_id=new_id, values=values, actor=actor
        ),
        edit=lambda seen, changes, act: edit_business(
            town.store, today, seen=seen, changes=changes, actor=actor, act=act
        ),
    )


def blank(unit: CommercialUnit | None) -> Business:
    """Return a new business, in the unit with what is known of its use, if there is one."""
    stand_in = uuid5(NAMESPACE_OID, f"business {unit.unit_id if unit else ''}")
    if unit is None:
        return Business(stand_in, name="", version=0)
    return Business(
        stand_in, name=unit.occupant or "", branch=unit.branch, unit_id=unit.unit_id, version=0
    )


def business_list(town: Town, listed: Sequence[Business], texts: Texts) -> None:
    """Show the businesses that a filter leaves, with what the audience may see of them."""
    shown = visible(Business, state.app().audience)
    places: dict[UUID | None, str] = {
        unit.unit_id: label(unit, texts) for unit in town.store.units()
    }
    text, branches, flags = _filter(shown, texts) if listed else ("", [], [])
    left = [
        one
        for one in listed
        if text in f"{one.name} {places.get(one.unit_id, '')} {one.skills_needed or ''}".casefold()
        and (not branches or one.branch in branches)
        and all(getattr(one, flag) for flag in flags)
    ]
    columns: dict[str, Sequence[Any]] = {
        texts("field.name"): [one.name for one in left],
        texts("field.branch"): [
            choice_words(one.branch, texts) if one.branch else MISSING for one in left
        ],
        texts("entry.unit"): [places.get(one.unit_id, MISSING) for one in left],
    }
    if "jobs" in shown:
        columns[texts("field.jobs")] = [one.jobs for one in left]
        columns[texts("field.vacancies")] = [one.vacancies for one in left]
    else:
        columns[texts("field.opening_hours")] = [one.opening_hours or MISSING for one in left]
    record_list(
        left, columns, texts, key="business_list", chosen_key=state.BUSINESS, total=len(listed)
    )


def _filter(shown: frozenset[str], texts: Texts) -> tuple[str, Sequence[Branch], Sequence[str]]:
    left, right = st.columns(2)
    text = left.text_input(texts("entry.search"), key="business_text", max_chars=120)
    branches = right.multiselect(
        texts("field.branch"),
        list(Branch),
        key="business_branches",
        placeholder=texts("work.any"),
        format_func=partial(choice_words, texts=texts),
    )
    offered = [flag for flag in _FLAGS if flag in shown]
    flags = offered and st.pills(
        texts("entry.only"),
        offered,
        key="business_flags",
        selection_mode="multi",
        wrap=True,
        format_func=lambda flag: texts(f"entry.only_{flag}"),
    )
    return text.strip().casefold(), branches, flags


def businesses_of_unit(found: Sequence[Business], unit_id: UUID, texts: Texts) -> None:
    """Show in the file of a unit which businesses are there, and the way to each."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{texts('entry.in_unit')}:")
        for one in found:
            branch = f" ({choice_words(one.branch, texts)})" if one.branch else ""
            if st.button(f"{plain(one.name)}{branch}", key=f"business_{one.business_id}"):
                st.session_state[state.BUSINESS] = one.business_id
                st.switch_page("screens/businesses.py")
        key = f"business_new_{unit_id}"
        if st.button(texts("entry.business_new"), key=key, type="tertiary", icon=":material/add:"):
            choose_new(state.BUSINESS, unit_id=unit_id)
            st.switch_page("screens/businesses.py")
