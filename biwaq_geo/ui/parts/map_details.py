"""What was chosen on the map page, beside the map."""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import streamlit as st

from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.day_picker import Shown
from biwaq_geo.ui.parts.feature_card import feature_card
from biwaq_geo.ui.parts.map_click import MapClick
from biwaq_geo.ui.parts.sheet import sheet
from biwaq_geo.ui.parts.timeline import unit_timeline
from biwaq_geo.ui.parts.unit_card import unit_card


def select_clicked(click: MapClick) -> None:
    """Select what was clicked, from the next run on; nothing where nothing lies there."""
    state.select_unit(click.unit_id)
    st.session_state[state.FEATURE] = (click.layer.key, click.feature_id) if click.layer else None


def map_details(
    units: Sequence[CommercialUnit],
    layers: Sequence[LayerSpec],
    frames: Mapping[str, gpd.GeoDataFrame],
    look: Shown,
    texts: Texts,
) -> None:
    """Show the selected unit or feature, or how one is selected."""
    unit = state.selected_unit(units)
    feature = st.session_state.get(state.FEATURE)
    layer = next((one for one in layers if feature and one.key == feature[0]), None)
    st.subheader(texts("map.details"))
    if unit is not None:
        with sheet("details", texts):
            unit_card(unit, texts, at_revision=look.revision)
            unit_timeline(unit, texts, until=look.revision)
            if not look.past and state.may_change():
                st.page_link(
                    "screens/mark.py", label=texts("map.mark_this"), icon=":material/edit:"
                )
                st.page_link(
                    "screens/unit.py", label=texts("unit.open"), icon=":material/folder_open:"
                )
                st.page_link(
                    "screens/reach.py", label=texts("reach.open"), icon=":material/directions_walk:"
                )
    elif feature and layer and feature[1] in frames[layer.key].index:
        with sheet("details", texts):
            feature_card(layer, frames[layer.key].loc[feature[1]], texts)
    else:
        with st.container(key="map_hint"):
            st.caption(f":material/touch_app: {texts('map.click_hint')}")
