"""One unit beside the map."""

import streamlit as st

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.photos import photo_strip
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.unit_words import facts, label


def unit_card(unit: CommercialUnit, texts: Texts, *, at_revision: int | None = None) -> None:
    """Show what is known of the unit; every text is shown as typed, never as markup.

    Parameters
    ----------
    at_revision
        Event after which the photos are shown as they stood; now if None.
    """
    told = facts(unit, texts, exact=state.may_change())
    with st.container(border=True):
        st.text(label(unit, texts))
        st.table(
            {"": list(told), " ": [plain(value) for value in told.values()]},
            border="horizontal",
            hide_header=True,
            hide_index=True,
        )
        photo_strip(unit, texts, at_revision=at_revision)
