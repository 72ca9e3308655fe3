"""The way in and out in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from biwaq_geo.adapters.access.account_file import AccountFile
from biwaq_geo.domain.roles import Role
from biwaq_geo.services.accounts import add_account, set_role
from tests import sample_town

pytestmark = pytest.mark.browser
PASSWORD = "drei leere Läden"
POLICY = "Content Security Policy"
ALERT = "[data-testid='stAlertContentError']"


def fill(library):
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


@pytest.fixture
def book(tmp_path):
    made = AccountFile(tmp_path)
    for name, role in (("erika", Role.STAFF), ("gast", Role.VIEWER)):
        add_account(made, name=name, role=role, password=PASSWORD)
    return made


def log_in(page, *, name="erika", password=PASSWORD):
    page.get_by_label("Name").fill(name)
    page.get_by_label("Kennwort").fill(password)
    page.keyboard.press("Enter")


def test_the_way_in_through_the_pages_and_out_again(serve, visitor, browser, book):
    served = serve(fill, public=True)
    seen = visitor(served)
    page = seen.page
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if POLICY in said.text else None)
    page.goto(f"{served.address}/figures")
    log_in(page, password="falsch")
    expect(page.get_by_role("alert")).to_contain_text("Name oder Kennwort stimmen nicht")
    expect(page.get_by_label("Kennwort")).to_be_focused()
    log_in(page)
    page.get_by_role("heading", name="Kennzahlen", level=1).wait_for()
    assert page.url == f"{served.address}/figures"
    seen.go("", heading="Karte")
    page.get_by_text("Konto: erika").first.click()
    expect(page.get_by_text("Rolle: Erfassen")).to_be_visible()
    # another role ends what an open page shows with its next step
    set_role(book, name="erika", role=Role.VIEWER)
    page.get_by_text("English", exact=True).click()
    expect(page.locator(ALERT).first).to_contain_text("session is over")
    page.get_by_role("link", name="Log in again").click()
    page.get_by_role("link", name="Deutsch").click()
    log_in(page)
    page.get_by_role("heading", name="Karte", level=1).wait_for()
    page.get_by_text("Konto: erika").first.click()
    page.get_by_role("link", name="Konto und Abmelden").click()
    page.get_by_role("button", name="Abmelden").click()
    page.get_by_role("heading", name="Anmelden").wait_for()
    page.goto(f"{served.address}/")
    expect(page).to_have_url(re.compile(r"/login\?then=/$"))
    assert seen.foreign == []
    assert refused == []


def test_the_log_in_works_without_a_script(serve, browser, book):
    served = serve(fill, public=True)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.address}/account")
    log_in(page)
    expect(page.get_by_role("heading", name="Ihr Konto")).to_be_visible()
    page.get_by_role("button", name="Abmelden").click()
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    context.close()
