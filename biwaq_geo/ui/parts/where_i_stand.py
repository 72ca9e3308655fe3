"""What lies near where somebody stands, once they have given that place away."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st
from shapely import Point

from biwaq_geo.analysis.nearby import nearest_houses, nearest_units
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.unit_words import label


def where_i_stand(town: Town, units: Sequence[CommercialUnit], texts: Texts) -> None:
    """Offer the nearest units and houses; choosing one does what a click on it does."""
    key, place = st.session_state.get(state.STOOD_AT, (None, None))
    if key != town.profile.key or not isinstance(place, Point):
        return
    near = nearest_units(units, place)
    houses = nearest_houses(town.layer("buildings"), place)
    if not near and not houses:
        st.info(texts("mark.nothing_near"), icon=":material/location_off:")
        return
    st.caption(texts("mark.near"))
    for unit, metres in near:
        st.button(
            f"{plain(label(unit, texts))} · {texts(f'state.{unit.state}')} · {_far(metres, texts)}",
            key=f"near_unit_{unit.unit_id}",
            icon=":material/storefront:",
            on_click=_choose,
            args=(unit.unit_id, None),
            type="tertiary",
        )
    for house, address, metres in houses:
        st.button(
            f"{plain(address)} · {texts('mark.near_house')} · {_far(metres, texts)}",
            key=f"near_house_{house}",
            icon=":material/home:",
            on_click=_choose,
            args=(None, house),
            type="tertiary",
        )


def _far(metres: float, texts: Texts) -> str:
    return texts.number(metres, unit="m")


def _choose(unit: UUID | None, house: str | None) -> None:
    state.select_unit(unit)
    st.session_state[state.BUILDING] = house
    del st.session_state[state.STOOD_AT]
