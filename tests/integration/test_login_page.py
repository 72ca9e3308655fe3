"""The page of the log-in: in both languages, without a script, and for this browser only."""

import re

import pytest

from biwaq_geo.adapters.access.access import access_to
from biwaq_geo.services import passwords
from biwaq_geo.texts import load
from tests.gate_client import PAGE, form_of, log_in, serve


@pytest.fixture
def served(tmp_path, monkeypatch):
    monkeypatch.setattr(passwords, "_N", 2**4)
    access_to.cache_clear()
    yield serve(tmp_path, monkeypatch)
    access_to.cache_clear()


@pytest.mark.parametrize(
    "then",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/x\r\nSet-Cookie: a=b",
        "map",
        "",
    ],
)
def test_no_link_leads_elsewhere_through_the_log_in(served, then):
    assert log_in(served.browser(), then=then).headers["location"] == "/"


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"form": ""}, {}),
        ({"form": "forged"}, {}),
        ({}, {"origin": "https://evil.example"}),
        ({}, {"origin": "null"}),
    ],
)
def test_a_form_that_another_site_sends_logs_nobody_in(served, fields, headers):
    browser = served.browser()
    answer = log_in(browser, headers=headers, **fields)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert browser.get("/").status_code == 401


def test_a_form_of_another_browser_logs_nobody_in(served):
    form = form_of(served.browser().get("/login"))
    assert log_in(served.browser(), form=form).status_code == 400


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(served):
    pages = []
    for name in ("erika", "gibtesnicht"):
        answer = log_in(served.browser(), name=name, password="falsch")
        assert answer.status_code == 401
        pages.append(answer.text.replace(name, "NAME").replace(form_of(answer), "FORM"))
    assert pages[0] == pages[1]
    assert load("de")("error.login_failed") in pages[0]


def test_what_was_typed_as_a_name_comes_back_as_text(served):
    answer = log_in(served.browser(), name='"><script>alert(1)</script>', password="x")
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_after_five_wrong_passwords_the_page_says_how_long_to_wait(served):
    browser = served.browser()
    for _ in range(5):
        log_in(browser, password="falsch")
    answer = log_in(browser)
    assert answer.status_code == 429
    assert "In 15 Minuten" in answer.text


def marked(answer):
    """Return whether the boxes are marked as wrong, and whether the form has the message."""
    form = re.search(r'<form method="post" action="/login"[^>]*>', answer.text).group()
    return 'aria-invalid="true"' in answer.text, 'aria-describedby="sorry"' in form


def test_boxes_are_marked_as_wrong_only_where_what_was_typed_is(served):
    browser = served.browser()
    assert marked(browser.get("/login", headers=PAGE)) == (False, False)
    assert marked(log_in(browser, password="falsch")) == (True, True)
    assert marked(log_in(browser, form="forged")) == (False, True)
    for _ in range(4):
        log_in(browser, password="falsch")
    assert marked(log_in(browser)) == (False, True)


@pytest.mark.parametrize(("language", "title"), [("de", "Anmelden"), ("en", "Log in")])
def test_the_page_of_the_log_in_is_in_both_languages_without_a_script(served, language, title):
    page = served.browser().get(f"/login?lang={language}", headers=PAGE)
    assert page.text.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert f"<h1>{title}</h1>" in page.text
    assert "<script" not in page.text
    assert "http" not in page.text.replace("http-equiv", "")


def test_who_logs_in_in_english_goes_on_in_english(served):
    browser = served.browser()
    sent = browser.get("/figures?lang=en", headers=PAGE).headers["location"]
    assert "<h1>Log in</h1>" in browser.get(sent, headers=PAGE).text
    assert log_in(browser, then="/figures", lang="en").headers["location"] == "/figures?lang=en"


def test_a_log_in_that_is_too_long_is_refused(served):
    browser = served.browser()
    assert log_in(browser, password="x" * 20_000).status_code == 400
