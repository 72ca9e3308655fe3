"""Logging in through an identity provider, against one that the test starts itself."""

import httpx
import pytest
import streamlit as st
from streamlit import config
from streamlit.runtime.secrets import Secrets

from biwaq_geo.adapters.access.access import access_to
from biwaq_geo.bootstrap import forget
from biwaq_geo.domain.roles import Role
from biwaq_geo.services.accounts import add_account
from biwaq_geo.texts import load
from tests.gate_client import HTTP, PAGE, serve
from tests.oidc_stand_in import CLIENT, SECRET, StandIn


@pytest.fixture(scope="module")
def one_provider():
    running = StandIn()
    yield running
    running.stop()


@pytest.fixture
def provider(one_provider):
    one_provider.fault = ""
    one_provider.claims = {"email": "erika@stadt.example", "email_verified": True}
    return one_provider


@pytest.fixture
def served(provider, tmp_path, monkeypatch):
    """The gate with the provider named in a `secrets.toml` as Streamlit reads it."""
    named = tmp_path / "secrets.toml"
    named.write_text(provider.secrets_toml(f"{HTTP}/oauth2callback"))
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(named)])
    monkeypatch.setattr(st, "secrets", Secrets())
    access_to.cache_clear()
    forget()
    made = serve(tmp_path, monkeypatch, accounts=False)
    mail = "erika@stadt.example"
    add_account(made.access.book, name="erika", role=Role.PLANNER, mail=mail)
    yield made
    config.set_option("secrets.files", before)
    access_to.cache_clear()
    forget()


def through_the_provider(browser, *, then="/map"):
    """Go where a browser goes; return the gate's answer to the way back."""
    sent = browser.get("/login/provider", params={"then": then}, headers=PAGE)
    assert sent.status_code == 302
    back = httpx.get(sent.headers["location"]).headers["location"]
    assert back.startswith(f"{HTTP}/oauth2callback?")
    return browser.get(back.removeprefix(HTTP), headers=PAGE)


def test_whom_the_provider_names_gets_the_role_of_the_account(served):
    browser = served.browser()
    assert "/login/provider" in browser.get("/login", headers=PAGE).text
    answer = through_the_provider(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/map")
    assert browser.get("/x").json()["person"] == "erika"
    assert served.access.person(browser.cookies["biwaq_session"]).role is Role.PLANNER


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "fremd@stadt.example"},
        {"email": ""},
        {},
        {"email": "erika@stadt.example", "email_verified": False},
        {"preferred_username": "erika@stadt.example"},
    ],
)
def test_whom_no_account_knows_is_told_so_and_stays_out(served, provider, claims):
    provider.claims = claims
    browser = served.browser()
    answer = through_the_provider(browser)
    assert answer.status_code == 401
    assert load("de")("error.login_unknown") in answer.text
    assert browser.get("/x").status_code == 401


@pytest.mark.parametrize(
    "fault",
    ["denied", "state", "down", "issuer", "audience", "expired", "nonce", "signature"],
)
def test_a_provider_that_answers_wrongly_lets_nobody_in(served, provider, fault, caplog):
    provider.fault = fault
    browser = served.browser()
    answer = through_the_provider(browser)
    assert answer.status_code == 401
    assert load("de")("error.provider") in answer.text
    assert browser.get("/x").status_code == 401
    assert [one for one in caplog.messages if one.startswith("log-in failed: the provider, ")]


def test_a_provider_that_is_away_is_told(served, provider):
    provider.fault = "no metadata"
    answer = served.browser().get("/login/provider", headers=PAGE)
    assert answer.status_code == 401
    assert load("de")("error.provider") in answer.text


def test_the_way_back_is_good_for_the_browser_alone_that_began(served):
    sent = served.browser().get("/login/provider")
    back = httpx.get(sent.headers["location"]).headers["location"].removeprefix(HTTP)
    other = served.browser()
    assert other.get(back, headers=PAGE).status_code == 401
    assert other.get("/x").status_code == 401


def test_a_provider_that_is_named_by_halves_ends_the_start(served, tmp_path, monkeypatch):
    (tmp_path / "secrets.toml").write_text(f'[auth]\nclient_id = "{CLIENT}"\n')
    monkeypatch.setattr(st, "secrets", Secrets())
    with pytest.raises(SystemExit, match="client_secret, server_metadata_url") as told:
        serve(tmp_path, monkeypatch, accounts=False)
    assert SECRET not in str(told.value)
