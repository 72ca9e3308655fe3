"""Page: the file of one unit, with all that is known of it."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.contacts import contacts_of
from biwaq_geo.services.notes import notes_of
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.frame import demo_banner
from biwaq_geo.ui.parts.last_act import note_act
from biwaq_geo.ui.parts.live import watch_the_register
from biwaq_geo.ui.parts.refusal import refuse
from biwaq_geo.ui.parts.timeline import unit_timeline
from biwaq_geo.ui.parts.unit_contacts import contacts_desk
from biwaq_geo.ui.parts.unit_facts import unit_facts
from biwaq_geo.ui.parts.unit_head import unit_head
from biwaq_geo.ui.parts.unit_move import unit_move
from biwaq_geo.ui.parts.unit_notes import unit_notes
from biwaq_geo.ui.parts.unit_picker import pick_from_list
from biwaq_geo.ui.parts.unit_removal import unit_removal
from biwaq_geo.ui.parts.unit_steps import case_step, state_step

texts, town = state.texts(), state.town()
confidential = state.app().audience is Audience.CONFIDENTIAL


def saved(unit: CommercialUnit) -> None:
    """Say so after the page is drawn anew."""
    note_act("act.saved", unit)
    state.select_unit(unit.unit_id)
    st.rerun()


def unit_file(unit: CommercialUnit) -> None:
    """Show the file."""
    notes = notes_of(town.store, unit.unit_id)
    contacts = contacts_of(town.store, unit.unit_id) if confidential else ()
    # one element to the page, however much it says: what stands below would be drawn anew
    # under the hands of whoever types there
    with st.container():
        unit_head(town, unit, contacts, texts)
    names = ["facts", "state", "case", "notes", *(["contacts"] if confidential else [])]
    counts = {"notes": len(notes), "contacts": len(contacts)}
    tabs = st.tabs([texts(f"unit.tab_{name}", count=counts.get(name, "")) for name in names])
    drawn = dict(zip(names, tabs, strict=True))
    with drawn["facts"]:
        unit_facts(town, unit, texts, saved)
    with drawn["state"]:
        state_step(town, unit, texts, saved)
    with drawn["case"]:
        case_step(town, unit, texts, saved)
    with drawn["notes"]:
        unit_notes(town, unit, notes, texts)
    if confidential:
        with drawn["contacts"]:
            contacts_desk(town, unit, contacts, texts)
    unit_timeline(unit, texts)
    unit_move(town, unit, texts, saved)
    unit_removal(town, unit, texts)


st.title(texts("nav.unit"))
st.caption(texts("unit.intro"))
demo_banner()
chosen = pick_from_list(town.store.units(), texts)
try:
    unit_file(chosen) if chosen is not None else st.info(texts("unit.choose"))
except BiwaqError as error:
    refuse(error, texts)
watch_the_register()
