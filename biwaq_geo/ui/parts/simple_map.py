"""The simple map, where a browser cannot draw the work map: Leaflet, through folium."""

from collections.abc import Mapping

import geopandas as gpd
import streamlit as st
from shapely import Geometry, Point
from streamlit_folium import st_folium

from biwaq_geo.domain.street_audits import StreetAudit
from biwaq_geo.mapping.folium_map import folium_map, state_group
from biwaq_geo.mapping.geojson import WGS84
from biwaq_geo.mapping.mapspec import MapSpec
from biwaq_geo.mapping.pick import Hit, pick, tolerance_m
from biwaq_geo.mapping.query import UNITS, WITHOUT_ADDRESS, parse
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import load
from biwaq_geo.ui.parts.map_click import Click

USUAL_ZOOM = 15.0
"""Taken where the browser did not say how far it is zoomed in."""


def simple_map(
    town: Town,
    spec: MapSpec,
    *,
    revision: int,
    key: str,
    only: frozenset[str] | None = None,
    planned: Mapping[int, Geometry] | None = None,
    height: int = 620,
) -> Click | None:
    """Draw the map; return a click once, in the run that it causes.

    Switching layers, filtering, selecting and a new revision change the map in place.
    Panning and zooming cause no run.

    Parameters
    ----------
    revision
        Of the register, present or past: what the browser fetches and clicks hit.
    only
        Ids of the units to show; all if None.
    planned
        Shapes of a scenario in the town's projected CRS, by the number of their edit.
    """
    answer = st_folium(
        folium_map(spec, town_key=town.profile.key, texts=load(spec.language)),
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_clicked", "last_active_drawing"],
        feature_group_to_add=state_group(spec, revision=revision, only=only, planned=planned),
    )
    clicked = (answer or {}).get("last_clicked")
    seen = f"{key}_seen"
    if not clicked or st.session_state.get(seen) == clicked:
        return None
    st.session_state[seen] = clicked
    zoom = (answer.get("last_active_drawing") or {}).get("zoom", USUAL_ZOOM)
    return _click(town, spec, place=clicked, zoom=zoom, revision=revision, only=only)


def _click(
    town: Town,
    spec: MapSpec,
    *,
    place: Mapping[str, float],
    zoom: float,
    revision: int,
    only: frozenset[str] | None,
) -> Click:
    lat, lng = float(place["lat"]), float(place["lng"])
    there = gpd.GeoSeries([Point(lng, lat)], crs=WGS84).to_crs(spec.epsg)
    point = Point(there.x.iloc[0], there.y.iloc[0])
    units = town.store.units(at_revision=revision)
    audits = town.store.records(StreetAudit, at_revision=revision)
    frames = []
    for layer in spec.drawn():
        if layer.base or layer.source in WITHOUT_ADDRESS:
            continue
        frame = layer_frame(town, layer, units=units, audits=audits, day=spec.day)
        if only is not None and parse(layer.source).name == UNITS:
            frame = frame[frame.index.isin(only)]
        frames.append((layer, frame))
    hit: Hit | None = pick(
        frames, point=point, tolerance_m=tolerance_m(zoom=float(zoom), latitude=lat)
    )
    return Click(hit.layer if hit else None, hit.feature_id if hit else None, point)
