"""The work map of the shown town, as every page with a map needs it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

import geopandas as gpd
import streamlit as st

from biwaq_geo.analysis.within import REACH_BANDS
from biwaq_geo.domain.origin import Origin
from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.mapping.mapspec import LayerSpec, MapSpec
from biwaq_geo.mapping.reach_layer import with_reach
from biwaq_geo.mapping.screen_scale import grid_words
from biwaq_geo.mapping.sources import first_extent, layer_frame
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import map_view, state
from biwaq_geo.ui.parts.background_choice import backgrounds
from biwaq_geo.ui.parts.day_picker import Shown, past_sign
from biwaq_geo.ui.parts.map_click import Click, MapClick, MapFrame
from biwaq_geo.ui.parts.map_tools import keep_answer, tools_in_hand
from biwaq_geo.ui.parts.work_map import meant, work_map


def town_map(
    town: Town,
    texts: Texts,
    *,
    key: str,
    visible: frozenset[str] | None = None,
    only: Iterable[UUID] | None = None,
    look: Shown | None = None,
    frame: MapFrame | None = None,
) -> MapClick | None:
    """Show the map; return a click once, unless the frame names who is told of it.

    Parameters
    ----------
    visible
        Keys of the layers that are on; those that the layer files switch on if None.
    only
        Units to show; all if None.
    look
        The day that is shown; today if None.
    frame
        How it stands on the page.
    """
    frame = frame or MapFrame()
    place = frame.place
    spec = replace(
        map_spec(town, texts, visible=visible, look=look),
        place=(place.x, place.y) if place else None,
    )
    if frame.rings is not None:
        spec = with_reach(spec, frame.rings, bands=REACH_BANDS)
    answer = work_map(
        town,
        spec,
        revision=look.revision if look else town.store.revision(),
        key=f"{key}_{town.profile.key}",
        only=None if only is None else frozenset(map(str, only)),
        frame=frame,
        tools=tools_in_hand(town, frame.hand, planned=frame.planned),
    )
    if answer is not None and not isinstance(answer, Click):
        keep_answer(town, answer)
        st.rerun()
    click = None
    if answer is not None and frame.on_click is None:
        click = meant(town, spec, answer)
    _coordinates(town, texts)
    return click


def map_spec(
    town: Town, texts: Texts, *, visible: frozenset[str] | None = None, look: Shown | None = None
) -> MapSpec:
    """Return what the maps of the town show; `visible` and `look` as for `town_map`."""
    layers, _ = state.layers()
    chosen = st.session_state.get(state.SELECTED_UNIT)
    return MapSpec(
        layers=tuple(layers),
        visible=frozenset(x.key for x in layers if x.visible) if visible is None else visible,
        extent=_extent(town),
        epsg=town.profile.epsg,
        demo=town.profile.origin is Origin.DEMO,
        language=texts.language,
        day=look.day if look else state.app().today(),
        source=town.profile.source,
        selected=str(chosen) if chosen else None,
        past=past_sign(look, texts) if look else "",
        theme=state.theme(),
        go_to=map_view.go_to(town),
        backgrounds=backgrounds(),
    )


def layer_frames(
    town: Town, layers: Iterable[LayerSpec], units: Sequence[CommercialUnit], look: Shown
) -> dict[str, gpd.GeoDataFrame]:
    """Return the features of all layers that are not of the base map, as of the shown day."""
    audits = town.store.records(StreetAudit, at_revision=look.revision)
    return {
        one.key: layer_frame(town, one, units=units, audits=audits, day=look.day)
        for one in layers
        if not one.base
    }


def _coordinates(town: Town, texts: Texts) -> None:
    key, point = st.session_state.get(state.CLICKED_AT, (None, None))
    if key == town.profile.key:
        epsg = town.profile.epsg
        place = grid_words(point.x, point.y, epsg=epsg)
        st.caption(texts("map.clicked_at", epsg=epsg, place=place))


def _extent(town: Town) -> tuple[float, float, float, float]:
    # decided once: a first view that moves with every new unit would throw the map away
    key = f"extent_{town.profile.key}"
    if key not in st.session_state:
        st.session_state[key] = first_extent(town, town.store.units())
    extent: tuple[float, float, float, float] = st.session_state[key]
    return extent
