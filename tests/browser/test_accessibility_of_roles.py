"""The pages under axe-core as each role sees them behind the log-in, and the log-in itself."""

import pytest
from playwright.sync_api import expect

from biwaq_geo.adapters.access import access_to
from biwaq_geo.domain.roles import Role
from biwaq_geo.services.accounts import add_account
from biwaq_geo.texts import load
from tests.browser.look import DESK, PHONE
from tests.browser.test_accessibility import BARE, as_text, fill
from tests.browser.walks import pages_of, rest
from tests.browser.wcag import violations, wide_and_on_a_phone
from tests.gate_client import PASSWORD

pytestmark = pytest.mark.browser


def come_in(page, address, role, words):
    page.goto(f"{address}/login?lang={words.language}")
    page.get_by_label(words("login.name")).fill(role.value)
    page.get_by_label(words("login.password")).fill(PASSWORD)
    page.get_by_role("button", name=words("login.log_in")).click()


def on_every_page(page, *, phone):
    """Return by page what breaks the rules, wide and, where asked, on a phone."""
    found = {}
    for name in pages_of(page):
        found[name] = violations(page)
        if phone:
            page.set_viewport_size(PHONE.pixels)
            rest(page)
            found[f"{name} phone"] = violations(page)
            page.set_viewport_size(DESK.pixels)
            rest(page)
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.slow)])
def test_the_log_in_and_all_that_it_refuses_keep_to_wcag(language, serve, visitor, tmp_path):
    add_account(access_to(tmp_path).book, name="viewer", role=Role.VIEWER, password=PASSWORD)
    served, words = serve(fill, public=True), load(language)
    page = visitor(served, bypass_csp=True, reduced_motion="reduce").page
    found = {}
    page.goto(f"{served.address}/login?lang={language}")
    found["fresh"] = wide_and_on_a_phone(page)
    for attempt in range(20):
        page.get_by_label(words("login.name")).fill("viewer")
        page.get_by_label(words("login.password")).fill("wrong")
        page.get_by_role("button", name=words("login.log_in")).click()
        alert = page.get_by_role("alert")
        expect(alert).not_to_be_empty()
        expect(page.get_by_label(words("login.password"))).to_have_value("")
        if attempt == 0:
            found["refused"] = wide_and_on_a_phone(page)
        if words("error.too_many_attempts").split("{")[0] in alert.inner_text():
            found["too often"] = wide_and_on_a_phone(page)
            break
    else:
        pytest.fail("nobody was ever refused for too many attempts")
    page.context.clear_cookies()
    page.get_by_label(words("login.password")).fill("wrong")
    page.get_by_role("button", name=words("login.log_in")).click()
    expect(page.get_by_role("alert")).to_contain_text(words("error.form_expired").split("{")[0])
    found["expired"] = wide_and_on_a_phone(page)
    assert not any(found.values()), as_text(found)


@pytest.mark.parametrize("language", ["de", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "role",
    [
        Role.VIEWER,
        *(pytest.param(x, marks=pytest.mark.slow) for x in Role if x is not Role.VIEWER),
    ],
)
def test_every_page_of_a_role_keeps_to_wcag(role, language, serve, visitor, tmp_path):
    add_account(access_to(tmp_path).book, name=role.value, role=role, password=PASSWORD)
    served, words = serve(fill, public=True), load(language)
    seen = visitor(served, bypass_csp=True, reduced_motion="reduce")
    page = seen.page
    come_in(page, served.address, role, words)
    thorough = (role, language) != (Role.VIEWER, "de")
    found = {"full": on_every_page(page, phone=thorough)}
    if thorough:
        page.goto(f"{served.address}/?lang={language}")
        page.get_by_role("combobox", name=words("app.town")).click()
        page.get_by_role("option", name=BARE).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(BARE)
        found["empty"] = on_every_page(page, phone=False)
    page.goto(f"{served.address}/account?lang={language}")
    page.get_by_role("heading", name=words("account.title")).wait_for()
    found["account"] = wide_and_on_a_phone(page)
    assert not any(found.values()), as_text(found)
    assert seen.foreign == []
