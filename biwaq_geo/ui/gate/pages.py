"""The gate's own pages: plain HTML that works without a script and without a foreign file."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from starlette.responses import HTMLResponse

from biwaq_geo.domain.roles import Person
from biwaq_geo.mapping.addresses import OWN_URL
from biwaq_geo.texts import LANGUAGES, Language, Texts

ICON = f"{OWN_URL}/icon.svg"
LANGUAGE_NAMES: Mapping[Language, str] = {"de": "Deutsch", "en": "English"}

_STYLE = """
:root { color-scheme: light; --ink: #24211c; --line: #8a8478; --blue: #1a5fb4; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem 1rem;
  background: #f3f1ea; color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 26rem; background: #fff; border: 1px solid #d8d3c7;
  border-radius: .5rem; padding: 1.75rem; }
header { display: flex; align-items: center; gap: .7rem; margin-bottom: 1.1rem; }
header img { width: 2.25rem; height: 2.25rem; }
header p { margin: 0; font-weight: 600; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
label { display: block; font-weight: 600; margin: 1rem 0 .3rem; }
input:not([type=hidden]) { width: 100%; min-height: 2.75rem; padding: .5rem .7rem; font: inherit;
  color: inherit; background: #fff; border: 1px solid var(--line); border-radius: .3rem; }
button, .button { display: block; width: 100%; min-height: 2.75rem; margin-top: 1.25rem;
  padding: .55rem 1rem; font: inherit; font-weight: 600; text-align: center; cursor: pointer;
  color: #fff; background: var(--blue); border: 1px solid var(--blue); border-radius: .3rem;
  text-decoration: none; }
.second { color: var(--blue); background: #fff; }
:focus-visible { outline: 3px solid #b8860b; outline-offset: 2px; }
[role=alert] { margin: 0 0 1rem; padding: .7rem .9rem; background: #fdecea; color: #7a1210;
  border-left: .3rem solid #b3261e; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .35rem 1rem; margin: 0 0 .5rem; }
dt { font-weight: 600; } dd { margin: 0; overflow-wrap: anywhere; }
nav { margin-top: 1.5rem; padding-top: .75rem; border-top: 1px solid #d8d3c7; }
nav a { display: inline-block; padding: .3rem .7rem .3rem 0; color: #174f96; }
.small { font-size: .92rem; margin: 1rem 0 0; }
"""


@dataclass(frozen=True, slots=True)
class Sorry:
    """Why somebody was not let in; not `typed_wrong`: it does not lie in what was typed."""

    words: str
    typed_wrong: bool


def login_page(
    texts: Texts,
    *,
    form: str,
    then: str,
    name: str = "",
    sorry: Sorry | None = None,
    provider: bool = False,
    status: int = 200,
) -> HTMLResponse:
    """Return the page that asks for name and password.

    Parameters
    ----------
    form
        Token of the form.
    then
        Path where to go on.
    sorry
        What went wrong with the last attempt; None for the first.
    """
    t = _Escaped(texts)
    told = f'<p role="alert" id="sorry">{escape(sorry.words)}</p>' if sorry else ""
    of_form = ' aria-describedby="sorry"' if sorry else ""
    typed_wrong = sorry is not None and sorry.typed_wrong
    points = ' aria-invalid="true" aria-describedby="sorry"' if typed_wrong else ""
    hidden = f'<input type="hidden" name="then" value="{escape(then)}">'
    other = (
        f'<form method="get" action="/login/provider">{hidden}'
        f'<button class="second">{t("login.by_provider")}</button></form>'
    )
    focus = {False: (" autofocus", ""), True: ("", " autofocus")}[bool(name)]
    body = f"""{told}<form method="post" action="/login"
 aria-label="{t("login.title")}"{of_form}>{hidden}
<input type="hidden" name="form" value="{escape(form)}">
<input type="hidden" name="lang" value="{texts.language}">
<label for="name">{t("login.name")}</label>
<input id="name" name="name" value="{escape(name)}" autocomplete="username" required
 autocapitalize="none" spellcheck="false" maxlength="60"{focus[0]}{points}>
<label for="password">{t("login.password")}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required
 maxlength="200"{focus[1]}{points}>
<button>{t("login.log_in")}</button></form>
{other if provider else ""}<p class="small">{t("login.help")}</p>"""
    return _page(texts, title="login.title", body=body, address="/login", then=then, status=status)


def account_page(texts: Texts, person: Person, *, form: str) -> HTMLResponse:
    """Return the page that says who is logged in, and logs out."""
    t = _Escaped(texts)
    body = f"""<dl><dt>{t("login.name")}</dt><dd>{escape(person.name)}</dd>
<dt>{t("account.role")}</dt><dd>{t(f"role.{person.role}")}</dd></dl>
<p>{t(f"role_help.{person.role}")}</p>
<form method="post" action="/logout"><input type="hidden" name="form" value="{escape(form)}">
<input type="hidden" name="lang" value="{texts.language}">
<button>{t("account.log_out")}</button></form>
<a class="button second" href="/?lang={texts.language}">{t("account.back")}</a>"""
    return _page(texts, title="account.title", body=body, address="/account", then="")


class _Escaped:
    """The words of a language, ready to stand in HTML."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __call__(self, key: str) -> str:
        return escape(self._texts(key))


def _page(
    texts: Texts, *, title: str, body: str, address: str, then: str, status: int = 200
) -> HTMLResponse:
    t = _Escaped(texts)
    links = "".join(
        f'<a href="{address}?lang={each}&amp;then={quote(then)}" lang="{each}"'
        f"{' aria-current=true' if each == texts.language else ''}>{LANGUAGE_NAMES[each]}</a>"
        for each in LANGUAGES
    )
    page = f"""<!doctype html>
<html lang="{texts.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{t(title)} – {t("app.title")}</title>
<link rel="icon" href="{ICON}"><style>{_STYLE}</style></head>
<body><main><header><img src="{ICON}" alt=""><p>{t("app.title")}</p></header>
<h1>{t(title)}</h1>
{body}
<nav aria-label="{t("app.language")}">{links}</nav></main></body></html>"""
    headers = {"Content-Language": texts.language, "Cache-Control": "no-store"}
    return HTMLResponse(page, status, headers=headers)
