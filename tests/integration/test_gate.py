"""Nobody gets anything who has not logged in, and what a browser may keep is kept safely."""

import logging

import pytest
from starlette.websockets import WebSocketDisconnect

from biwaq_geo.adapters.access.access import access_to
from biwaq_geo.bootstrap import forget
from biwaq_geo.domain.roles import Role
from biwaq_geo.services import passwords
from biwaq_geo.services.accounts import set_role
from tests.gate_client import HTTP, HTTPS, PAGE, PASSWORD, form_of, log_in, serve

EVERYTHING = (
    "/",
    "/map",
    "/geo/musterstadt/units.geojson",
    "/geo/musterstadt/revision",
    "/app/static/vendor/leaflet/leaflet.js",
    "/app/static/biwaq/map.js",
    "/media/abc.png",
    "/component/streamlit_folium.st_folium/index.html",
    "/_stcore/health",
    "/_stcore/host-config",
    "/_stcore/upload_file/x/y",
    "/_stcore/bidi-components/x",
    "/static/js/index.js",
    "//map",
    "/login/",
    "/health/x",
)
STREAM = "ws://127.0.0.1:8501/_stcore/stream"
CLOSED = (
    "/_stcore/metrics",
    "/_stcore/metrics/",
    "/_stcore/message",
    "/_stcore/script-health-check",
    "/_stcore/agent",
    "/auth/login",
    "/auth/logout",
    "/oauth2callback",
)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    # the strength of the hash is tested once; elsewhere it only costs time
    monkeypatch.setattr(passwords, "_N", 2**4)
    access_to.cache_clear()
    forget()
    yield
    access_to.cache_clear()
    forget()


@pytest.fixture
def served(tmp_path, monkeypatch):
    return serve(tmp_path, monkeypatch)


@pytest.fixture
def encrypted(tmp_path, monkeypatch):
    return serve(tmp_path, monkeypatch, url=HTTPS)


@pytest.mark.parametrize("path", EVERYTHING)
def test_without_a_log_in_a_page_leads_to_it_and_everything_else_is_refused(served, path):
    stranger = served.browser()
    page = stranger.get(path, headers=PAGE)
    assert page.status_code == 303
    assert page.headers["location"].startswith("/login?then=/")
    for method in ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"):
        refused = stranger.request(method, path)
        assert refused.status_code == 401
        assert "person" not in refused.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-biwaq-person": "erika"},
        {"biwaq_geo.person": "erika"},
        {"x-forwarded-user": "erika", "x-remote-user": "erika"},
        {"authorization": "Basic ZXJpa2E6eA=="},
        {"cookie": "biwaq_session=erika"},
    ],
)
def test_a_websocket_opens_for_those_alone_who_have_logged_in(served, headers):
    with (
        pytest.raises(WebSocketDisconnect),
        served.browser().websocket_connect(STREAM, headers=headers),
    ):
        pass
    with served.logged_in().websocket_connect(STREAM) as socket:
        assert socket.receive_text() == "erika"


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("url", [HTTP, None])
def test_what_streamlit_answers_beside_its_pages_is_closed_to_everybody(
    tmp_path, monkeypatch, path, url
):
    served = serve(tmp_path, monkeypatch, url=url)
    browser = served.browser() if url is None else served.logged_in("chef")
    assert browser.get(path).status_code == 404


def test_where_there_is_no_provider_nothing_leads_to_one(served):
    browser = served.browser()
    assert browser.get("/login/provider").status_code == 404
    assert "/login/provider" not in browser.get("/login").text


def test_whoever_logs_in_goes_on_where_the_link_led(served):
    browser = served.browser()
    asked = browser.get("/unit?unit=1&lang=en", headers=PAGE)
    page = browser.get(asked.headers["location"], headers=PAGE)
    form = {"name": "erika", "password": PASSWORD, "form": form_of(page)}
    then = "/unit?unit=1&lang=en"
    assert f'value="{then.replace("&", "&amp;")}"' in page.text
    answer = browser.post("/login", data=form | {"then": then})
    assert (answer.status_code, answer.headers["location"]) == (303, then)
    assert browser.get(then).json() == {"path": "/unit", "person": "erika"}
    assert browser.get("/login", headers=PAGE).headers["location"] == "/"


def test_the_cookie_is_for_no_script_and_no_other_site_and_encrypted_where_the_way_is(encrypted):
    browser = encrypted.browser()
    answer = log_in(browser)
    cookie = next(c for c in answer.headers.get_list("set-cookie") if "session" in c)
    said = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert cookie.startswith("__Host-biwaq_session=")
    assert said == {"httponly", "secure", "samesite=lax", "path=/", "max-age=36000"}
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "erika" not in answer.text


def test_where_the_way_is_not_encrypted_there_is_no_promise_of_it(served):
    answer = log_in(served.browser())
    assert "strict-transport-security" not in answer.headers
    assert "secure" not in answer.headers["set-cookie"].lower()


def test_log_out_needs_the_form_of_the_session_and_ends_it_for_good(served):
    browser = served.logged_in()
    page = browser.get("/account", headers=PAGE)
    assert "erika" in page.text
    assert "Erfassen" in page.text
    kept = dict(browser.cookies)
    assert browser.post("/logout", data={"form": "forged"}).headers["location"] == "/account"
    assert browser.get("/").status_code == 200
    out = browser.post("/logout", data={"form": form_of(page), "lang": "de"})
    assert out.headers["location"] == "/login?lang=de"
    assert browser.get("/").status_code == 401
    copied = served.browser()
    copied.cookies.update(kept)
    assert copied.get("/").status_code == 401
    assert copied.get("/account", headers=PAGE).headers["location"] == "/login?then=/account"


def test_another_role_ends_the_session_at_once(served):
    browser = served.logged_in()
    set_role(served.access.book, name="erika", role=Role.PLANNER)
    assert browser.get("/").status_code == 401


def test_the_log_tells_who_came_and_who_left(served, caplog):
    with caplog.at_level(logging.INFO, logger="biwaq_geo.access"):
        browser = served.logged_in()
        log_in(served.browser(), name="x\r\nforged line", password=PASSWORD)
        browser.post("/logout", data={"form": form_of(browser.get("/account"))})
    assert caplog.messages == [
        "logged in: account erika, role staff, by password",
        "log-in failed: account (unknown)",
        "logged out: account erika",
    ]
