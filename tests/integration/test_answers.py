"""What every answer carries, which hosts are answered, and what monitors are told."""

import pytest

from biwaq_geo.adapters.access.access import access_to
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.bootstrap import forget
from biwaq_geo.services import passwords
from tests import ready_town
from tests.gate_client import HTTP, HTTPS, PAGE, serve

ANSWERS = ("/", "/login", "/account", "/geo/musterstadt/revision", "/health", "/_stcore/metrics")
FOREIGN = (
    "evil.example",
    "127.0.0.1.evil.example",
    "karte.example.org",
    "",
    "x@127.0.0.1",
    "[::2]",
)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch, tmp_path):
    monkeypatch.setattr(passwords, "_N", 2**4)
    access_to.cache_clear()
    forget()
    ready_town.sample(FolderLibrary(tmp_path), tmp_path)
    yield
    access_to.cache_clear()
    forget()


@pytest.mark.parametrize("path", [*ANSWERS, "/component/streamlit_folium.st_folium/index.html"])
@pytest.mark.parametrize("url", [None, HTTP, HTTPS])
def test_every_answer_is_strict_about_what_a_browser_may_do(tmp_path, monkeypatch, path, url):
    served = serve(tmp_path, monkeypatch, url=url)
    browsers = [served.browser()] if url is None else [served.browser(), served.logged_in()]
    for browser in browsers:
        headers = browser.get(path, headers=PAGE).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=(self), geolocation=(self), microphone=()" in headers["permissions-policy"]
        assert ("strict-transport-security" in headers) == (url == HTTPS)
        rules = dict(
            rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";")
        )
        assert rules["default-src"] == rules["frame-ancestors"] == rules["form-action"] == "'self'"
        assert rules["object-src"] == "'none'"
        assert not {"ws:", "wss:", "http:", "https:", "*"} & set(rules["connect-src"].split())
        loose = {"'unsafe-inline'", "'unsafe-eval'"} & set(rules["script-src"].split())
        assert bool(loose) == path.startswith("/component/streamlit_folium.")


def test_another_component_gets_no_looser_rules(tmp_path, monkeypatch):
    served = serve(tmp_path, monkeypatch, url=None)
    answer = served.browser().get("/component/other.component/index.html", headers=PAGE)
    assert " 'unsafe-eval'" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize("host", FOREIGN)
def test_a_page_that_points_its_name_at_this_computer_gets_no_answer(tmp_path, monkeypatch, host):
    browser = serve(tmp_path, monkeypatch, url=None).browser()
    for path in ("/", "/geo/musterstadt/revision", "/health"):
        answer = browser.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert "BIWAQ_PUBLIC_URL" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "LOCALHOST:1", "[::1]:8501"])
def test_this_computer_is_answered_under_each_of_its_names(tmp_path, monkeypatch, host):
    browser = serve(tmp_path, monkeypatch, url=None).browser()
    assert browser.get("/", headers={"host": host}).status_code == 200


def test_without_a_log_in_no_other_computer_is_answered(tmp_path, monkeypatch):
    served = serve(tmp_path, monkeypatch, url=None)
    assert served.browser(address="192.0.2.7").get("/").status_code == 421
    through_a_proxy = {"x-forwarded-for": "192.0.2.7"}
    assert served.browser().get("/", headers=through_a_proxy).status_code == 421


def test_with_a_log_in_only_the_named_host_and_this_computer_are_answered(tmp_path, monkeypatch):
    served = serve(tmp_path, monkeypatch, url=HTTPS)
    elsewhere = served.browser(address="192.0.2.7")
    assert elsewhere.get("/login").status_code == 200
    assert elsewhere.get("/login", headers={"host": "evil.example"}).status_code == 421


def test_a_monitor_hears_one_word_and_an_administrator_everything(tmp_path, monkeypatch):
    served = serve(tmp_path, monkeypatch)
    for browser in (served.browser(), served.logged_in("gast"), served.logged_in("erika")):
        answer = browser.get("/health")
        assert (answer.status_code, answer.text) == (200, "ok\n")
    told = served.logged_in("chef").get("/health").json()
    assert told["ok"]
    assert told["towns"] == {
        "musterstadt": {"revision": 8, "last_backup": None, "backup_failed": None}
    }
    assert told["free_bytes"] > 0


def test_a_broken_town_is_told_to_both(tmp_path, monkeypatch):
    served = serve(tmp_path, monkeypatch)
    for path in (tmp_path / "towns" / "musterstadt" / "base").iterdir():
        path.unlink()
    answer = served.browser().get("/health")
    assert (answer.status_code, answer.text) == (503, "failed\n")
    told = served.logged_in("chef").get("/health")
    assert told.status_code == 503
    assert told.json()["towns"] == {"musterstadt": {"error": "town_broken"}}


@pytest.mark.parametrize("name", ["gast", "erika", "chef"])
def test_layers_are_for_those_who_have_logged_in_and_hold_public_fields(
    tmp_path, monkeypatch, name
):
    served = serve(tmp_path, monkeypatch)
    path = "/geo/musterstadt/vacant.geojson"
    assert served.browser().get(path).status_code == 401
    answer = served.logged_in(name).get(path)
    assert answer.status_code == 200
    assert len(answer.json()["features"]) == 2
    assert "rent" not in answer.text
    again = served.logged_in(name).get(path, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    "url", ["http://karte.example.org", "karte.example.org", "https://x/y", "ftp://x", "https://"]
)
def test_an_address_that_would_be_unsafe_ends_the_start_with_a_sentence(tmp_path, monkeypatch, url):
    with pytest.raises(SystemExit, match="BIWAQ_PUBLIC_URL"):
        serve(tmp_path, monkeypatch, url=url)
