"""Who looks, for what is made after the run of a page that offered it."""

from collections.abc import Callable

import streamlit as st

from biwaq_geo.bootstrap import Application, application
from biwaq_geo.settings import Site
from biwaq_geo.ui.gate.cookies import session_cookie


def session_token(site: Site) -> str:
    """Return what the browser of this session shows as log-in; empty if nothing."""
    # the cookie is signed; what a header says of a person counts for nothing
    return str(st.context.cookies.get(session_cookie(encrypted=site.encrypted), ""))


def asked_later() -> Callable[[], Application]:
    """Return how to ask anew who looks when the run is over, as a file that is made then must.

    Cookies and what the session remembers cannot be read there. The answer raises
    LoggedOutError, AccountsDamagedError.
    """
    whole = application()
    token = "" if whole.settings.site is None else session_token(whole.settings.site)
    return lambda: whole.seen_by(token)
