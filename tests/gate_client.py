"""An application behind the real gate, asked without a network."""

import re
import warnings
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import StarletteDeprecationWarning
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route, WebSocketRoute

from biwaq_geo.adapters.access import access_to
from biwaq_geo.domain.roles import Role
from biwaq_geo.services.accounts import add_account
from biwaq_geo.ui.gate.doorstep import PERSON
from biwaq_geo.ui.server import middleware, routes

with warnings.catch_warnings():
    # Starlette would rather have the successor of httpx, which Authlib does not know yet
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from starlette.testclient import TestClient

PASSWORD = "drei leere Läden"
HTTP, HTTPS = "http://127.0.0.1:8501", "https://karte.example.org"
PAGE = {"accept": "text/html,*/*"}


async def echo(request):
    """Stand in for Streamlit: say who asks and what for."""
    if "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(f'<html lang="en"><title>T</title>{request.url.path}')
    person = request.scope.get(PERSON)
    return JSONResponse({"path": request.url.path, "person": person and person.name})


async def stream(socket):
    await socket.accept()
    await socket.send_text(socket.scope[PERSON].name if socket.scope.get(PERSON) else "nobody")
    await socket.close()


@dataclass
class Served:
    """An installation: its application and its accounts."""

    app: Starlette
    url: str
    folder: object

    @property
    def access(self):
        return access_to(self.folder)

    def browser(self, *, host=None, address="127.0.0.1"):
        """Return a browser with a jar of cookies of its own."""
        return TestClient(
            self.app,
            base_url=host or self.url,
            client=(address, 50_000),
            follow_redirects=False,
            raise_server_exceptions=False,
        )

    def logged_in(self, name="erika", **values):
        browser = self.browser(**values)
        assert log_in(browser, name=name).status_code == 303
        return browser


def serve(folder, monkeypatch, *, url=HTTP, accounts=True):
    """Return the installation in the folder as others reach it; None is this computer alone."""
    monkeypatch.setenv("BIWAQ_STATE_DIR", str(folder))
    if url is None:
        monkeypatch.delenv("BIWAQ_PUBLIC_URL", raising=False)
    else:
        monkeypatch.setenv("BIWAQ_PUBLIC_URL", url)
    own = [*routes(), WebSocketRoute("/_stcore/stream", stream), Route("/{path:path}", echo)]
    served = Served(Starlette(routes=own, middleware=middleware()), url or HTTP, folder)
    if accounts and url is not None:
        for name, role in (("erika", Role.STAFF), ("gast", Role.VIEWER), ("chef", "administrator")):
            add_account(served.access.book, name=name, role=Role(role), password=PASSWORD)
    return served


def form_of(answer):
    """Return the token of the form in a page of the gate."""
    return re.search(r'name="form" value="([^"]+)"', answer.text)[1]


def log_in(browser, *, name="erika", password=PASSWORD, then="/", headers=None, **fields):
    form = form_of(browser.get("/login", headers=PAGE))
    typed = {"name": name, "password": password, "then": then, "form": form, "lang": "de"}
    return browser.post("/login", data=typed | fields, headers=headers)
