"""What stands above the file of a unit: which one, how it stands, who is there, what was done."""

from collections.abc import Sequence

import streamlit as st

from biwaq_geo.domain.contacts import Contact
from biwaq_geo.domain.notes import Note
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.businesses import businesses_in
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui.parts.businesses import businesses_of_unit
from biwaq_geo.ui.parts.last_act import last_act, undo_last_change
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.unit_contacts import do_not_contact
from biwaq_geo.ui.parts.unit_words import label, since


def unit_head(town: Town, unit: CommercialUnit, contacts: Sequence[Contact], texts: Texts) -> None:
    """Show the head of the file, with the undo of what was done last."""
    st.subheader(plain(label(unit, texts)))
    st.caption(
        texts(
            "unit.now",
            state=texts(f"state.{unit.state}"),
            since=since(unit, texts),
            case=texts(f"case_status.{unit.case_status}"),
            seen=texts.day(unit.observed_on),
        )
    )
    businesses_of_unit(businesses_in(town.store, unit.unit_id), unit.unit_id, texts)
    do_not_contact(contacts, texts)
    last_act(town, texts, CommercialUnit, Note, unit_id=unit.unit_id)
    undo_last_change(town, unit, texts)
