"""Logging in through an identity provider (OpenID Connect).

Named in Streamlit's own `secrets.toml`, section `[auth]`, with the keys of `st.login`. That
function itself cannot be used behind a gate: it starts from a running script, so pages and
websocket would be open to those who have not logged in, and its cookie lasts 30 days,
whatever becomes of the account.
"""

from collections.abc import Mapping
from typing import Any

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from biwaq_geo.adapters.access import Access
from biwaq_geo.domain.errors import (
    BiwaqError,
    SettingError,
)
from biwaq_geo.domain.errors.accounts import (
    LoginUnknownError,
    ProviderError,
)
from biwaq_geo.settings import Site
from biwaq_geo.ui.gate.doors import Doors, path_within

BEGIN, BACK = "/login/provider", "/oauth2callback"
NEEDED = ("client_id", "client_secret", "server_metadata_url")
ON_THE_WAY_S = 600
"""So long may somebody take at the provider."""

_WRONG = (AuthlibBaseError, JoseError, httpx.HTTPError, LookupError, TypeError, ValueError)
"""What a provider that answers wrongly, late or never makes the library raise."""


def provider(
    auth: Mapping[str, Any], *, access: Access, doors: Doors, site: Site, claim: str, key: str
) -> Starlette:
    """Return the two addresses by which people go to the provider and come back.

    Parameters
    ----------
    auth
        The section `[auth]`.
    claim
        What names a person; an account with this mail must exist.
    key
        Signs the cookie of those on the way.

    Raises
    ------
    SettingError
        A key of the section is missing.
    """
    missing = [name for name in NEEDED if not auth.get(name)]
    if missing:
        raise SettingError(name="secrets.toml [auth]", found="–", expected=", ".join(missing))
    client = _client(auth)
    back = str(auth.get("redirect_uri") or f"{site.origin}{BACK}")

    async def begin(request: Request) -> Response:
        request.session["then"] = path_within(request.query_params.get("then", ""))
        try:
            sent: Response = await client.authorize_redirect(request, back)
        except (*_WRONG, RuntimeError) as error:
            return _failed(request, error)
        return sent

    async def returned(request: Request) -> Response:
        then = path_within(request.session.get("then", ""))
        try:
            known = await client.authorize_access_token(request)
            mail = _mail(known.get("userinfo") or {}, claim)
            return doors.begun(access.log_in_by_mail(mail), then=then)
        except BiwaqError as error:
            return doors.sorry(request, error, then=then)
        except (*_WRONG, RuntimeError) as error:
            return _failed(request, error)

    def _failed(request: Request, error: Exception) -> Response:
        access.provider_failed(error)
        return doors.sorry(request, ProviderError(), then="/")

    session = Middleware(
        SessionMiddleware,
        secret_key=key,
        session_cookie="biwaq_on_the_way",
        max_age=ON_THE_WAY_S,
        same_site="lax",
        https_only=site.encrypted,
    )
    return Starlette(routes=[Route(BEGIN, begin), Route(BACK, returned)], middleware=[session])


def _client(auth: Mapping[str, Any]) -> Any:
    asked = {"scope": "openid email profile", "code_challenge_method": "S256", "timeout": 10.0}
    return OAuth().register(
        name="provider",
        client_id=auth["client_id"],
        client_secret=auth["client_secret"],
        server_metadata_url=auth["server_metadata_url"],
        client_kwargs={**asked, **dict(auth.get("client_kwargs") or {})},
    )


def _mail(told: Mapping[str, Any], claim: str) -> str:
    # an address that nobody has checked is anybody's
    if claim == "email" and told.get("email_verified") is False:
        raise LoginUnknownError
    return str(told.get(claim) or "")
