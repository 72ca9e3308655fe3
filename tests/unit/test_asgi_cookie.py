"""Each browser gets a random key once, and no script can read it."""

import re

import pytest

from biwaq_geo.ui.asgi import BROWSER_COOKIE, HouseRules
from tests.asgi_client import get


async def page(scope, receive, send):
    kind = b"text/html" if scope["path"] == "/" else b"application/json"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": b"<html></html>"})


def cookie(path="/", **headers):
    return get(HouseRules(page), path, **headers).headers.get("set-cookie")


def test_a_new_browser_gets_a_random_key_that_no_script_and_no_other_site_can_use():
    first, second = cookie(), cookie()
    assert re.match(rf"{BROWSER_COOKIE}=[0-9a-f]{{32}}; ", first)
    assert "HttpOnly" in first
    assert "SameSite=Strict" in first
    assert first != second


@pytest.mark.parametrize("value", ["", "x", "A" * 32, "0" * 31, "0" * 33])
def test_a_key_that_we_cannot_have_made_is_replaced(value):
    assert cookie(cookie=f"{BROWSER_COOKIE}={value}") is not None


def test_a_browser_keeps_its_key():
    assert cookie(cookie=f"{BROWSER_COOKIE}={'0' * 32}") is None


def test_only_pages_set_it():
    assert cookie("/data.json") is None


def test_a_page_that_the_browser_keeps_keeps_the_rules_it_came_with():
    async def not_modified(scope, receive, send):
        await send({"type": "http.response.start", "status": 304, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    headers = get(HouseRules(not_modified), "/").headers
    assert "content-security-policy" not in headers
    assert headers["x-content-type-options"] == "nosniff"
