"""Maps of others below our own: chosen by whoever looks, from what an administrator allows."""

import streamlit as st

from biwaq_geo.domain.map_services import MapService, ServiceKind
from biwaq_geo.mapping.background import Background
from biwaq_geo.mapping.service_routes import background
from biwaq_geo.texts import Texts
from biwaq_geo.ui import state
from biwaq_geo.ui.parts.plain import plain


def background_choice(texts: Texts) -> None:
    """Offer the allowed services; nothing is shown where there is none."""
    offered = _offered()
    if not offered:
        return
    listed = ["", *offered]
    st.selectbox(
        texts("services.background"),
        listed,
        listed.index(state.kept_of(state.BACKGROUND, listed, "")),
        key=state.box(state.BACKGROUND),
        format_func=lambda key: (
            texts.of(offered[key].title) if key else texts("services.own_ground")
        ),
        help=texts("services.background_help"),
    )
    state.keep(state.BACKGROUND)
    chosen = offered.get(st.session_state[state.BACKGROUND])
    if chosen is not None:
        st.caption(plain(f"{chosen.attribution} · {chosen.licence}"))


def backgrounds() -> tuple[Background, ...]:
    """Return what the person has chosen, if it is still allowed."""
    chosen = _offered().get(st.session_state.get(state.BACKGROUND, ""))
    return () if chosen is None else (background(chosen),)


def _offered() -> dict[str, MapService]:
    if not state.app().settings.services:
        return {}
    return {
        service.key: service
        for service in state.app().map_services.allowed()
        if service.kind is not ServiceKind.WFS
    }
