"""The work map on a page: shows a map specification, tells what was clicked."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

import streamlit as st
from shapely import Point

from biwaq_geo.mapping.addresses import OWN_URL
from biwaq_geo.mapping.geojson import WGS84
from biwaq_geo.mapping.gl.bench import NO_TOOLS, MapTools
from biwaq_geo.mapping.gl.work_map import work_map_config, work_map_state
from biwaq_geo.mapping.mapspec import MapSpec
from biwaq_geo.mapping.projecting import project
from biwaq_geo.mapping.query import UNITS, parse
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts, load
from biwaq_geo.ui import map_view, state
from biwaq_geo.ui.parts.map_click import (
    Click,
    Drawing,
    MapClick,
    MapFrame,
    SeenOnScreen,
    Selection,
)
from biwaq_geo.ui.parts.simple_map import simple_map

# the module is fetched once; what Streamlit calls here only hands over
SCRIPT = f"""
const loading = import(new URL("{OWN_URL}/gl/mount.mjs", document.baseURI).href);
export default (component) => {{
  const mounted = loading.then(({{ mount }}) => mount(component));
  return () => mounted.then((leave) => leave());
}};
"""

NAME = "biwaq_work_map"

FILLING = "var(--biwaq-map-height)"
SIMPLE_HEIGHT = 384
"""Of the simple map where it fills the window, CSS pixels: the least that `FILLING` is there."""


def work_map(
    town: Town,
    spec: MapSpec,
    *,
    revision: int,
    key: str,
    only: frozenset[str] | None = None,
    tools: MapTools = NO_TOOLS,
    frame: MapFrame,
) -> Click | Selection | Drawing | None:
    """Draw the map; return a click or what a tool found once, in the run that it causes.

    Switching layers, filtering, selecting and a new revision change the map in place.
    Panning and zooming cause no run. A browser without WebGL gets the simple map, which
    has no tools: the tables and forms beside it do the same.

    Parameters
    ----------
    revision
        Of the register, present or past: what the browser fetches and clicks hit.
    only
        Ids of the units to show; all if None.
    """
    if st.session_state.get(state.NO_WEBGL):
        fills = frame.height is None
        with st.container(key=f"{'fills' if fills else 'frame'}_{key}"):
            click = simple_map(
                town,
                spec,
                revision=revision,
                key=key,
                only=only,
                planned=frame.planned,
                height=frame.height or SIMPLE_HEIGHT,
            )
        st.caption(not_on_the_simple_map(frame, load(spec.language)))
        if click is None or frame.on_click is None:
            return click
        frame.on_click(meant(town, spec, click))
        st.rerun()
    mount = st.components.v2.component(NAME, js=SCRIPT, isolate_styles=False)
    answer = mount(
        key=key,
        data={
            "height": FILLING if frame.height is None else f"{frame.height}px",
            "config": work_map_config(
                spec,
                town_key=town.profile.key,
                tiles=state.app().base_tiles.version(town, spec.layers),
                texts=load(spec.language),
            )
            | {"tools": list(frame.tools)},
            "state": work_map_state(spec, revision=revision, only=only, tools=tools)
            | {"link": frame.link, "camera": map_view.camera(town)},
        },
        height="content" if frame.height is None else frame.height,
        on_unable_change=_nothing,
        on_clicked_change=partial(_tell, key, town, spec, frame.on_click)
        if frame.on_click
        else _nothing,
        on_printed_change=_nothing,
        on_kept_change=_nothing,
        on_stood_change=_nothing,
        on_selected_many_change=_nothing,
        on_drawn_change=_nothing,
    )
    if answer.unable:
        st.session_state[state.NO_WEBGL] = True
        st.rerun()
    _remember(town, spec, answer)
    if answer.selected_many:
        return Selection(_units(answer.selected_many))
    if answer.drawn:
        return Drawing(dict(answer.drawn["geometry"] or {}))
    return click_in(spec, answer.clicked) if answer.clicked else None


def not_on_the_simple_map(frame: MapFrame, texts: Texts) -> str:
    """Say which tools of the page's work map are missing here, and what does the same."""
    buttons = [one for one in ("print", "keep", "position") if one in frame.tools]
    missing = [texts(f"map.simple_{one}") for one in (*frame.hand, *buttons)]
    return " ".join([texts("map.simple"), *missing])


def _remember(town: Town, spec: MapSpec, answer: Any) -> None:
    """Keep for the page what a button over the map asks for."""
    if answer.printed:
        st.session_state[state.PRINT] = seen_on_screen(answer.printed)
    if answer.kept:
        st.session_state[state.KEEP_VIEW] = str(answer.kept["camera"])
    if answer.stood:
        st.session_state[state.STOOD_AT] = town.profile.key, _place(spec, answer.stood)


def _nothing() -> None:
    """Streamlit knows a component's answers by their callbacks; the run itself reads them."""


def _tell(key: str, town: Town, spec: MapSpec, on_click: Callable[[MapClick], None]) -> None:
    said = st.session_state[key].clicked
    if said:
        on_click(meant(town, spec, click_in(spec, said)))


def meant(town: Town, spec: MapSpec, click: Click) -> MapClick:
    """Return what a click is about, and remember its place."""
    st.session_state[state.CLICKED_AT] = town.profile.key, click.point
    layer = spec.layer(click.layer) if click.layer else None
    is_unit = layer is not None and parse(layer.source).name == UNITS
    unit_id = UUID(click.feature_id) if is_unit and click.feature_id else None
    return MapClick(unit_id, layer, click.feature_id, click.point)


def click_in(spec: MapSpec, said: Mapping[str, Any]) -> Click:
    """Return the click that the browser told of."""
    layer = spec.on_top(str(said["layer"]))
    return Click(
        layer=layer.key if layer else None,
        feature_id=str(said["feature"]) if layer else None,
        point=_place(spec, said),
    )


def _place(spec: MapSpec, said: Mapping[str, Any]) -> Point:
    place = float(said["lng"]), float(said["lat"])
    return Point(project(*place, source=WGS84, target=spec.epsg))


def seen_on_screen(said: Mapping[str, Any]) -> SeenOnScreen:
    """Return what the browser wants on paper."""
    west, south, east, north = (float(side) for side in said["bounds"])
    wide = float(said["width"]) > float(said["height"])
    return SeenOnScreen((west, south, east, north), wide=wide)


def _units(said: Mapping[str, Any]) -> frozenset[UUID]:
    return frozenset(UUID(str(one)) for one in said["units"])
