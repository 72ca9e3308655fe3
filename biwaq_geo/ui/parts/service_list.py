"""The map services that are known: which are allowed, how they do, and what a WFS offers."""

import streamlit as st

from biwaq_geo.domain.errors import BiwaqError, ServiceRestingError
from biwaq_geo.domain.map_services import MapService, ServiceKind
from biwaq_geo.mapping.sources import built_up_extent
from biwaq_geo.services.ports import Town
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.figure_table import Cell, Last, figure_table
from biwaq_geo.ui.parts.layer_desk import LayerDesk
from biwaq_geo.ui.parts.plain import error_words, plain
from biwaq_geo.ui.parts.refusal import refuse


def service_list(town: Town, texts: Texts) -> None:
    """Show every service with its state; offer to fetch what the allowed WFS hold."""
    services = state.app().map_services
    for fault in services.faults():
        st.error(error_words(fault, texts), icon=":material/broken_image:")
    known = services.known()
    allowed = {service.key for service in services.allowed()}
    titles = (("title", "key"), ("state",), ("kind",), ("attribution", "licence"), ("terms",))
    rows: list[list[str | Cell]] = [
        [
            Cell(texts.of(one.title), one.key),
            _state(one, allowed, texts),
            texts(f"services.kind_{one.kind}"),
            Cell(one.attribution, one.licence),
            one.terms,
        ]
        for one in known
    ]
    heads = [" / ".join(texts(f"services.{title}") for title in both) for both in titles]
    figure_table(heads, rows, last=Last.WORDS, told=True)
    st.caption(texts("services.help"))
    for one in known:
        if one.kind is ServiceKind.WFS and one.key in allowed:
            _fetch(town, one, texts)


def _state(service: MapService, allowed: set[str], texts: Texts) -> str:
    if service.key not in allowed:
        return texts("services.off")
    found = state.app().map_services.state(service.key)
    if found.failure is None:
        return texts("services.on")
    until = found.resting_until
    if until is None or until <= state.app().now():
        return texts.error(found.failure)
    resting = ServiceRestingError(service=service.key)
    return f"{texts.error(found.failure)} {texts.error(resting)}"


def _fetch(town: Town, service: MapService, texts: Texts) -> None:
    label = texts("services.fetch", title=plain(texts.of(service.title)))
    if not st.button(label, key=f"layers_fetch_{service.key}", icon=":material/download:"):
        return
    try:
        with st.spinner(texts("services.fetching")):
            found = state.app().map_services.features(
                service.key, extent=built_up_extent(town), epsg=town.profile.epsg
            )
    except BiwaqError as error:
        refuse(error, texts)
        return
    name = f"{service.key}.geojson"
    st.session_state[state.LAYER_DESK] = LayerDesk(name, found, source=service.attribution)
    st.rerun()
