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
from biwaq_geo.ui.parts.new_place import begin_at, begin_in
from biwaq_geo.ui.parts.plain import plain
from biwaq_geo.ui.parts.unit_words import label


def where_i_stand(town: Town, units: Sequence[CommercialUnit], texts: Texts) -> None:
    """Offer the nearest units and houses; choosing one does what a click on it does."""
    key, place = st.session_state.get(state.STOOD_AT, (None, None))
    if key != town.profile.key or not isinstance(place, Point):
        return
    near = nearest_units(units, place)
    houses = nearest_houses(town.layer("buildings"), place)
    if near or houses:
        st.caption(texts("mark.near"))
    else:
        st.info(texts("mark.nothing_near"), icon=":material/location_off:")
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
    st.button(
        texts("mark.new_where_i_stand"),
        key="near_new",
        icon=":material/add_location_alt:",
        on_click=_begin,
        args=(town, place),
        type="tertiary",
    )


def _far(metres: float, texts: Texts) -> str:
    return texts.number(metres, unit="m")


def _choose(unit: UUID | None, house: str | None) -> None:
    state.select_unit(unit)
    begin_in(house)
    del st.session_state[state.STOOD_AT]


def _begin(town: Town, place: Point) -> None:
    state.select_unit(None)
    begin_at(town, place)
    del st.session_state[state.STOOD_AT]
