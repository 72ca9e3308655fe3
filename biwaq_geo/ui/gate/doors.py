"""Logging in, the page of one's own account, and logging out."""

import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs, parse_qsl, urlsplit

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from biwaq_geo.adapters.access import Access
from biwaq_geo.domain.errors import (
    BiwaqError,
    StoreError,
)
from biwaq_geo.domain.errors.accounts import (
    AccountsDamagedError,
    FormExpiredError,
    LoggedOutError,
    LoginFailedError,
    TooManyAttemptsError,
)
from biwaq_geo.settings import Site
from biwaq_geo.texts import Language, Texts, load
from biwaq_geo.ui.gate.cookies import Cookies
from biwaq_geo.ui.gate.pages import Sorry, account_page, login_page

LARGEST_FORM = 10_000
"""Bytes; what is longer is no log-in."""

LANGUAGE = "biwaq_geo.language"
"""Key of the scope for the language in which a form was sent."""

HASHES_AT_ONCE = 2
"""Each takes 32 MiB and a processor; whoever sends many waits for the others."""

STATUS: Mapping[type[BiwaqError], int] = {
    AccountsDamagedError: 503,
    FormExpiredError: 400,
    TooManyAttemptsError: 429,
}


class Doors:
    """The gate's own pages for one installation."""

    def __init__(self, access: Access, site: Site, *, provider: bool) -> None:
        self._access = access
        self._site = site
        self._provider = provider
        self._hashing = CapacityLimiter(HASHES_AT_ONCE)
        self.cookies = Cookies(encrypted=site.encrypted)

    def routes(self) -> list[Route]:
        """Return the routes of the pages."""
        return [
            Route("/login", self._ask, methods=["GET"]),
            Route("/login", self._log_in, methods=["POST"]),
            Route("/account", self._account, methods=["GET"]),
            Route("/logout", self._log_out, methods=["POST"]),
        ]

    def sorry(self, request: Request, error: BiwaqError, *, then: str, name: str = "") -> Response:
        """Return the page of the log-in with what went wrong."""
        status = STATUS.get(type(error), 401)
        texts = texts_of(request)
        told = Sorry(texts.error(error), typed_wrong=isinstance(error, LoginFailedError))
        return self._form(request, texts, then, name=name, sorry=told, status=status)

    def begun(self, token: str, *, then: str) -> Response:
        """Return the way into the application with a session."""
        answer = RedirectResponse(then, 303, headers={"Cache-Control": "no-store"})
        self.cookies.begin(answer, token)
        return answer

    async def _ask(self, request: Request) -> Response:
        then = path_within(request.query_params.get("then", ""))
        try:
            self._access.person(self.cookies.token(request))
        except (LoggedOutError, AccountsDamagedError):
            return self._form(request, texts_of(request), then)
        return RedirectResponse(then, 303, headers={"Cache-Control": "no-store"})

    async def _log_in(self, request: Request) -> Response:
        typed = await _typed(request)
        name, then = typed.get("name", "")[:60], path_within(typed.get("then", ""))
        request.scope[LANGUAGE] = typed.get("lang")
        try:
            self._check(request, typed.get("form", ""), of=self.cookies.form(request))
            token = await to_thread.run_sync(
                lambda: self._access.log_in(
                    name=name, password=typed.get("password", "")[:200], address=_address(request)
                ),
                limiter=self._hashing,
            )
        except BiwaqError as error:
            return self.sorry(request, error, then=then, name=name)
        return self.begun(token, then=in_language(then, texts_of(request).language))

    async def _account(self, request: Request) -> Response:
        token = self.cookies.token(request)
        try:
            person = self._access.person(token)
        except LoggedOutError:
            return RedirectResponse("/login?then=/account", 303)
        form = self._access.tokens.form(self._access.tokens.read_session(token).key)
        return account_page(texts_of(request), person, form=form)

    async def _log_out(self, request: Request) -> Response:
        typed = await _typed(request)
        token = self.cookies.token(request)
        try:
            self._check(
                request, typed.get("form", ""), of=self._access.tokens.read_session(token).key
            )
            self._access.log_out(token)
        except FormExpiredError:
            # the page was open for long: it is drawn again with a fresh form
            return RedirectResponse("/account", 303)
        except (LoggedOutError, StoreError):
            pass
        language = "en" if typed.get("lang") == "en" else "de"
        answer = RedirectResponse(f"/login?lang={language}", 303)
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        self.cookies.end(answer)
        return answer

    def _form(
        self,
        request: Request,
        texts: Texts,
        then: str,
        *,
        name: str = "",
        sorry: Sorry | None = None,
        status: int = 200,
    ) -> Response:
        key = self.cookies.form(request) or secrets.token_hex(16)
        answer = login_page(
            texts,
            form=self._access.tokens.form(key),
            then=then,
            name=name,
            sorry=sorry,
            provider=self._provider,
            status=status,
        )
        self.cookies.open_form(answer, key)
        return answer

    def _check(self, request: Request, form: str, *, of: str) -> None:
        """Raise FormExpiredError for a form that another site has sent."""
        origin = request.headers.get("origin")
        asked = urlsplit(f"//{request.headers.get('host', '')}").netloc
        if origin is not None and urlsplit(origin).netloc not in {
            asked,
            urlsplit(self._site.origin).netloc,
        }:
            raise FormExpiredError
        self._access.tokens.check_form(form, of=of)


def texts_of(request: Request) -> Texts:
    """Return the words of the language that was chosen, of the page that was asked, or German."""
    then = request.query_params.get("then", "")
    asked = parse_qs(urlsplit(then).query).get("lang", [""])[0] if path_within(then) == then else ""
    chosen = request.scope.get(LANGUAGE) or request.query_params.get("lang") or asked
    language: Language = "en" if chosen == "en" else "de"
    return load(language)


def in_language(then: str, language: Language) -> str:
    """Return the path with the language in which somebody logged in, if it names none."""
    if language == "de" or "lang" in parse_qs(urlsplit(then).query):
        return then
    return f"{then}{'&' if '?' in then else '?'}lang={language}"


def path_within(asked: str) -> str:
    """Return a path of this application: no address leads anywhere else from here."""
    parts = urlsplit(asked)
    safe = asked.startswith("/") and not asked.startswith(("//", "/\\")) and "\\" not in asked
    printable = asked.isprintable() and len(asked) <= LARGEST_FORM
    return asked if safe and printable and not (parts.scheme or parts.netloc) else "/"


async def _typed(request: Request) -> Mapping[str, str]:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            return {}
    return dict(parse_qsl(body.decode("utf-8", errors="replace"), keep_blank_values=True))


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
