"""What is checked of every request before anybody looks at it: its host and its path."""

from collections.abc import Set as AbstractSet
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from biwaq_geo.settings import LOOPBACK

PERSON = "biwaq_geo.person"
"""Key of the scope under which the gate says who asks; no header can set it."""

_CORE = "/_stcore/"
_CORE_OPEN = frozenset({"health", "host-config", "stream", "upload_file", "bidi-components"})
"""What the page itself asks Streamlit for; metrics, agents and messages stay closed."""

_CLOSED = ("/auth/", "/oauth2callback/")
"""Streamlit's own log-in: its cookie lasts 30 days and cannot be taken back. The gate answers
for the second where it has a provider."""


def is_closed(path: str) -> bool:
    """Say whether a path of Streamlit's is answered to nobody."""
    if path.startswith(_CORE):
        return path.removeprefix(_CORE).split("/")[0] not in _CORE_OPEN
    return f"{path}/".startswith(_CLOSED)


def host_of(scope: Scope) -> str:
    """Return the host that the request names, without its port; empty if it names none."""
    try:
        parts = urlsplit(f"//{Headers(scope=scope).get('host', '')}")
        return "" if parts.username or parts.path else (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""


class Doorstep:
    """ASGI middleware that turns away foreign hosts and closed paths.

    A page of somebody else that has its name point to this computer (DNS rebinding) asks
    under that name and gets no answer. Where nobody logs in, other computers get none at
    all, whatever they say they are.

    Parameters
    ----------
    hosts
        Names under which the installation is asked, beside those of this computer.
    """

    def __init__(self, app: ASGIApp, *, hosts: AbstractSet[str] = frozenset()) -> None:
        self.app = app
        self._hosts = LOOPBACK | hosts
        self._local = not hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on or turn it away."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif host_of(scope) not in self._hosts or (self._local and _from_elsewhere(scope)):
            await turn_away(scope, receive, send, status=421, sentence=_MISDIRECTED)
        elif is_closed(scope["path"]) and (self._local or scope["path"] != "/oauth2callback"):
            await turn_away(scope, receive, send, status=404, sentence="Not found")
        else:
            await self.app(scope, receive, send)


_MISDIRECTED = (
    "This installation is not reached under this address. An administrator names the address "
    "in BIWAQ_PUBLIC_URL (docs/operation.md)."
)


def _from_elsewhere(scope: Scope) -> bool:
    client = scope.get("client")
    forwarded = {b"x-forwarded-for", b"forwarded"} & {name for name, _ in scope["headers"]}
    return bool(forwarded) or (client is not None and client[0] not in LOOPBACK)


async def turn_away(
    scope: Scope, receive: Receive, send: Send, *, status: int, sentence: str
) -> None:
    """Refuse a request in plain words, a websocket before it opens."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    plain = PlainTextResponse(sentence, status, headers={"Cache-Control": "no-store"})
    await plain(scope, receive, send)
