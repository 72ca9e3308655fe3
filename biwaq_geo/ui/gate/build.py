"""Puts the gate of one installation together."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from biwaq_geo.adapters.access import Access, access_to
from biwaq_geo.settings import Settings, Site
from biwaq_geo.ui.gate.doors import Doors
from biwaq_geo.ui.gate.gate import Gate


def gate(settings: Settings, site: Site) -> Middleware:
    """Return the gate; raises SettingError for an identity provider that is named by halves."""
    access = access_to(settings.state_dir)
    auth = _auth_section()
    doors = Doors(access, site, provider=bool(auth))
    way = _provider(auth, access=access, doors=doors, site=site, claim=settings.oidc_claim)
    return Middleware(Gate, access=access, doors=doors, provider=way)


def _auth_section() -> Mapping[str, Any]:
    """Return the section `[auth]` of Streamlit's secrets, empty if there is none."""
    if not st.secrets.load_if_toml_exists():
        return {}
    found = st.secrets.get("auth", {})
    return dict(found)


def _provider(
    auth: Mapping[str, Any], *, access: Access, doors: Doors, site: Site, claim: str
) -> ASGIApp | None:
    if not auth:
        return None
    # the libraries of a provider cost a fifth of a second of each start
    from biwaq_geo.ui.gate.provider import provider  # noqa: PLC0415

    key = access.tokens.key_for("provider")
    return provider(auth, access=access, doors=doors, site=site, claim=claim, key=key)
