"""What every answer of the server carries.

Its language, what a browser may do with it, and a key by which the browser finds again
what was typed in it.
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Mapping, MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from biwaq_geo.mapping.addresses import OWN_URL, VENDOR_URL
from biwaq_geo.settings import ROOT

_STREAMLITS_LANGUAGE = b'<html lang="en"'

_MAP_MODULES = (
    *(f"{OWN_URL}/gl/{path.name}" for path in sorted((ROOT / "static/biwaq/gl").glob("*.mjs"))),
    f"{VENDOR_URL}/map-tools/map-tools.mjs",
    f"{VENDOR_URL}/maplibre-gl/maplibre-gl.mjs",
)
"""Of the work map, each of which would otherwise be asked for by the one before it, and the first
when the page has been drawn up to its map."""

OWN_FILES = (
    "".join(
        f'<script src=".{OWN_URL}/{name}.js"></script>'
        for name in ("words", "told", "heard", "boxes")
    )
    + f'<link rel="stylesheet" href=".{OWN_URL}/page.css">'
    + "".join(
        f'<link rel="modulepreload" fetchpriority="low" href=".{path}">' for path in _MAP_MODULES
    )
).encode()
"""Look, words and keyboard of every page. They stand before Streamlit's own scripts, which ask
for the language when they begin."""

INLINE_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
"""A script that Streamlit writes into its own page; let through by its hash."""

COMPONENT_PATH = "/component/streamlit_folium."
"""The frame of the one component that evaluates what the server writes: folium's script."""

_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self' data:; "
    "worker-src 'self' blob:; "
    "media-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-src 'self'; frame-ancestors 'self'; script-src 'self' "
)
POLICY = _POLICY + "blob: 'wasm-unsafe-eval'"
COMPONENT_POLICY = _POLICY + "'unsafe-inline' 'unsafe-eval'"

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), display-capture=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

ENCRYPTED_ONLY = "max-age=31536000"
"""For a year a browser asks under an encrypted address only."""

BROWSER_COOKIE = "biwaq_browser"
BROWSER_KEY = re.compile(r"[0-9a-f]{32}")
"""A random number: whoever has it finds the drafts of this browser, and nothing else."""

_NOT_MODIFIED = 304
"""The browser keeps the page it has, and must keep the rules that came with it."""

_YEAR_S = 365 * 24 * 60 * 60


class HouseRules:
    """ASGI middleware: language of the page, security headers, the browser's key.

    Parameters
    ----------
    encrypted
        People reach the installation under an encrypted address.
    """

    def __init__(self, app: ASGIApp, *, encrypted: bool = False) -> None:
        self.app = app
        self._encrypted = encrypted
        hsts = {"Strict-Transport-Security": ENCRYPTED_ONLY} if encrypted else {}
        self._headers = HEADERS | hsts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and mark what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        marked = _Marked(
            send,
            path=scope["path"],
            headers=self._headers,
            cookie=_new_cookie(scope, encrypted=self._encrypted),
            language=_language(scope),
        )
        await self.app(_plain(scope), receive, marked)


def _plain(scope: Scope) -> Scope:
    """Ask for a page uncompressed: its language is to be changed."""
    accept = dict(scope["headers"]).get(b"accept", b"")
    if b"text/html" not in accept:
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


def _language(scope: Scope) -> str:
    """Return the language that the address asks for; a session may change it later."""
    return "en" if Request(scope).query_params.get("lang") == "en" else "de"


def _new_cookie(scope: Scope, *, encrypted: bool) -> str | None:
    """Return the cookie for a browser that has none; no script can read it."""
    if BROWSER_KEY.fullmatch(Request(scope).cookies.get(BROWSER_COOKIE, "")):
        return None
    secure = "; Secure" if encrypted or scope.get("scheme") == "https" else ""
    return (
        f"{BROWSER_COOKIE}={secrets.token_hex(16)}; Max-Age={_YEAR_S}; Path=/; HttpOnly; "
        f"SameSite=Strict{secure}"
    )


class _Marked:
    """Sends an answer with our headers; a page is held back until it is whole."""

    def __init__(
        self,
        send: Send,
        *,
        path: str,
        headers: Mapping[str, str],
        cookie: str | None,
        language: str,
    ) -> None:
        self.send = send
        self.headers = headers
        self.language = f'<html lang="{language}"'.encode()
        self.cookie = cookie
        self.component = path.startswith(COMPONENT_PATH)
        self.policy = COMPONENT_POLICY if self.component else POLICY
        self.start: MutableMapping[str, Any] | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(self.headers)
            if message["status"] != _NOT_MODIFIED:
                headers["Content-Security-Policy"] = self.policy
            if _is_streamlits_page(headers):
                self.start = message
                return
        if self.start is None:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._send_page(self.start)

    async def _send_page(self, start: MutableMapping[str, Any]) -> None:
        body = self.body.replace(_STREAMLITS_LANGUAGE, self.language, 1)
        if not self.component:
            body = body.replace(b"<title>", OWN_FILES + b"<title>", 1)
        headers = MutableHeaders(scope=start)
        if not self.component:
            # a hash would switch off the 'unsafe-inline' that a component needs
            headers["Content-Security-Policy"] = self.policy + _hashes(body)
            if self.cookie is not None:
                headers.append("set-cookie", self.cookie)
        if "content-length" in headers:
            headers["content-length"] = str(len(body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def _hashes(page: bytes) -> str:
    """Return what lets the page's own scripts through."""
    digests = (hashlib.sha256(script).digest() for script in INLINE_SCRIPT.findall(page))
    return "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def _is_streamlits_page(headers: MutableHeaders) -> bool:
    """Say whether it is a page to be changed; a page of our own states its language."""
    html = headers.get("content-type", "").startswith("text/html")
    return html and not {"content-encoding", "content-language"} & set(headers)
