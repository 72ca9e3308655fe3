"""ASGI middleware that lets nobody in who has not logged in."""

from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from biwaq_geo.adapters.access import Access
from biwaq_geo.domain.errors.accounts import (
    AccountsDamagedError,
    LoggedOutError,
)
from biwaq_geo.domain.roles import Person
from biwaq_geo.ui.gate.doors import Doors
from biwaq_geo.ui.gate.doorstep import PERSON, turn_away
from biwaq_geo.ui.gate.pages import ICON

OPEN = frozenset({"/health", ICON})
"""Answered to everybody: a word for monitors, and the picture on the page of the log-in."""

OWN = frozenset({"/login", "/account", "/logout"})


class Gate:
    """Asks everybody who they are, on every request and every websocket.

    Parameters
    ----------
    provider
        Answers the two addresses of an identity provider; None where there is none.
    """

    def __init__(
        self, app: ASGIApp, *, access: Access, doors: Doors, provider: ASGIApp | None = None
    ) -> None:
        self.app = app
        self._access = access
        self._doors = doors
        self._own = Router(doors.routes())
        self._provider = provider

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the gate's own pages; pass on whoever may come in."""
        inner = self.app if scope["type"] == "lifespan" else self._for(scope)
        if inner is None:
            await self._refuse(scope, receive, send)
        else:
            await inner(scope, receive, send)

    def _for(self, scope: Scope) -> ASGIApp | None:
        if scope["type"] == "http" and scope["path"] in OWN:
            return self._own
        if scope["type"] == "http" and scope["path"] in {"/login/provider", "/oauth2callback"}:
            return self._provider or _nothing
        person = scope[PERSON] = self._person(scope)
        return None if person is None and scope["path"] not in OPEN else self.app

    def _person(self, scope: Scope) -> Person | None:
        try:
            return self._access.person(self._doors.cookies.token(HTTPConnection(scope)))
        except (LoggedOutError, AccountsDamagedError):
            return None

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await turn_away(scope, receive, send, status=403, sentence="")
            return
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        headers = HTTPConnection(scope).headers
        never = {"Cache-Control": "no-store"}
        if scope["method"] != "GET" or "text/html" not in headers.get("accept", ""):
            return JSONResponse({"error": LoggedOutError.code}, 401, headers=never)
        query = scope["query_string"].decode("latin-1")
        asked = f"{scope['path']}?{query}" if query else scope["path"]
        return RedirectResponse(f"/login?then={quote(asked)}", 303, headers=never)


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    await turn_away(scope, receive, send, status=404, sentence="Not found")
