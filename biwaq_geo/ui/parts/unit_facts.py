"""The facts of a unit as one form, grouped; the model says which box a field gets."""

from collections.abc import Mapping

import streamlit as st

from biwaq_geo.domain.fields import visible
from biwaq_geo.domain.unit_values import UnitState
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.edit_unit import edit_unit
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.conflict import Saved, conflict_desk, save
from biwaq_geo.ui.parts.draft_form import DraftForm
from biwaq_geo.ui.parts.draft_notice import draft_notice

GROUPS: Mapping[str, tuple[str, ...]] = {
    "place": (
        "address",
        "position",
        "kind",
        "floor",
        "corner",
        "location_class",
        "parcel",
        "listed",
        "statute_area",
        "zoning",
        "built_year",
        "modernised_year",
        "energy_certificate",
        "contamination",
    ),
    "use": (
        "since",
        "since_precision",
        "branch",
        "occupant",
        "last_branch",
        "last_occupant",
        "vacancy_kind",
        "vacancy_reasons",
        "interim_until",
        "interim_user",
        "interim_use",
    ),
    "area": (
        "floor_area_m2",
        "sales_area_m2",
        "side_area_m2",
        "storage_area_m2",
        "gastronomy_area_m2",
        "office_area_m2",
        "divisible_from_m2",
        "frontage_m",
        "windows",
    ),
    "fitout": (
        "condition_inside",
        "condition_outside",
        "water",
        "toilet",
        "kitchen",
        "heating",
        "power",
        "broadband",
    ),
    "access": ("step_free", "step_height_cm", "accessible_toilet"),
    "money": (
        "rent_asked_eur_m2",
        "rent_last_eur_m2",
        "side_costs_eur_m2",
        "deposit_eur",
        "purchase_price_eur",
        "holding_cost_eur_month",
        "available_from",
        "available_until",
        "shortest_term_months",
        "longest_term_months",
    ),
    "owner": (
        "owner_class",
        "willingness",
        "interim_view",
        "consent_on",
        "consent_scope",
        "reuse_ideas",
        "excluded_uses",
    ),
    "permit": ("permit_light", "permit_note", "use_ended_on"),
    "record": ("source", "next_check_on", "reliability"),
}
"""Every field that can be edited by itself, in the order of a visit."""

_INTERIM_ONLY = frozenset({"interim_until", "interim_user", "interim_use"})
_COLUMNS = 3


@st.fragment
def unit_facts(town: Town, unit: CommercialUnit, texts: Texts, done: Saved[CommercialUnit]) -> None:
    """Show the form and save what was typed; fields above the audience are not there."""
    shown = visible(CommercialUnit, state.app().audience)
    groups = {
        group: [name for name in names if name in shown and _fits(name, unit)]
        for group, names in GROUPS.items()
    }
    initial = {name: getattr(unit, name) for names in groups.values() for name in names}
    form = DraftForm(town.store, "facts", unit, initial)
    form.prepare()
    if conflict_desk(form, texts, done):
        return
    for number, (group, names) in enumerate(groups.items()):
        if names:
            typed = sum(name in form.typed for name in names)
            title = texts(f"unit.group_{group}") + (f" · {typed}" if typed else "")
            # the key keeps a group open when its title counts one more
            key = f"{form.key}_{group}"
            with st.expander(title, expanded=number == 0, key=key):
                _draw(form, names, texts)
    _finish(town, form, texts, done)


def _fits(name: str, unit: CommercialUnit) -> bool:
    return unit.state is UnitState.INTERIM or name not in _INTERIM_ONLY


def _draw(form: DraftForm[CommercialUnit], names: list[str], texts: Texts) -> None:
    for first in range(0, len(names), _COLUMNS):
        row = names[first : first + _COLUMNS]
        for column, name in zip(st.columns(_COLUMNS), row, strict=False):
            with column:
                form.draw(name, texts)


def _finish(
    town: Town, form: DraftForm[CommercialUnit], texts: Texts, done: Saved[CommercialUnit]
) -> None:
    if form.typed:
        names = ", ".join(texts(f"field.{name}") for name in form.typed)
        st.markdown(texts("unit.changed_fields", fields=names))
    asked = st.button(
        texts("unit.save"), key=f"{form.key}_save", type="primary", disabled=not form.typed
    )
    draft_notice(form, texts)
    if asked:
        save(
            form,
            lambda: edit_unit(
                town.store,
                state.app().today,
                unit_id=form.record.unit_id,
                changes=form.typed,
                seen=form.seen(),
                actor=state.actor(),
                act=form.act,
            ),
            texts,
            done,
        )
