"""The cookies of the gate; no script can read them."""

from http.cookies import SimpleCookie

from starlette.requests import HTTPConnection
from starlette.responses import Response

from biwaq_geo.adapters.access.tokens import FORM_S, SESSION_S

_SESSION, _FORM = "biwaq_session", "biwaq_form"
FORM_PATH = "/login"


class Cookies:
    """Reads and writes the cookies.

    Where the way is encrypted they are for encrypted requests only, and bear a name that a
    browser takes from no other host.
    """

    def __init__(self, *, encrypted: bool) -> None:
        self._encrypted = encrypted
        self.session = session_cookie(encrypted=encrypted)

    def token(self, request: HTTPConnection) -> str:
        """Return the token of the session that the browser shows, or ""."""
        return request.cookies.get(self.session, "")

    def form(self, request: HTTPConnection) -> str:
        """Return the random key of the log-in form that the browser shows, or ""."""
        return request.cookies.get(_FORM, "")

    def begin(self, answer: Response, token: str) -> None:
        """Give the browser a session."""
        # "lax": somebody who follows a link in a mail is still logged in
        self._set(answer, self.session, token, path="/", age=SESSION_S, same_site="Lax")

    def end(self, answer: Response) -> None:
        """Take the session from the browser."""
        self._set(answer, self.session, "", path="/", age=0, same_site="Lax")

    def open_form(self, answer: Response, key: str) -> None:
        """Give the browser the random key of a log-in form."""
        self._set(answer, _FORM, key, path=FORM_PATH, age=FORM_S, same_site="Strict")

    def _set(
        self, answer: Response, name: str, value: str, *, path: str, age: int, same_site: str
    ) -> None:
        cookie: SimpleCookie = SimpleCookie({name: value})
        said = {"path": path, "max-age": age, "samesite": same_site, "httponly": True}
        for attribute, chosen in said.items():
            cookie[name][attribute] = chosen
        if self._encrypted:
            cookie[name]["secure"] = True
        answer.headers.append("set-cookie", cookie[name].OutputString())


def session_cookie(*, encrypted: bool) -> str:
    """Return the name of the session's cookie."""
    return f"__Host-{_SESSION}" if encrypted else _SESSION
