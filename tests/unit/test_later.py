"""A part of the server that is made in a thread of its own."""

from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from biwaq_geo.ui.later import Later
from tests import asgi_client


def served(make):
    return Starlette(routes=[Route("/{path:path}", Later(make))])


def test_a_request_waits_until_the_part_stands():
    assert asgi_client.get(served(lambda: PlainTextResponse("here")), "/geo/x").text == "here"


def test_beginning_does_not_wait_and_makes_it_once():
    asked, go_on = [], Event()

    def make():
        asked.append(1)
        go_on.wait()
        return PlainTextResponse("here")

    later = Later(make)
    first, second = later.begin(), later.begin()
    assert not first.done()
    go_on.set()
    first.result()
    assert first is second is later.begin()
    assert asked == [1]


def test_waiting_ends_when_it_is_made_and_at_once_if_nothing_was_begun():
    go_on, made = Event(), []

    def make():
        go_on.wait()
        made.append(1)
        return PlainTextResponse("here")

    later = Later(make)
    assert not later.wait()
    later.begin()
    go_on.set()
    assert later.wait()
    assert made == [1]


def test_what_failed_is_made_again_for_the_next_request():
    results = iter([ImportError("once"), PlainTextResponse("here")])

    def make():
        result = next(results)
        if isinstance(result, Exception):
            raise result
        return result

    app = served(make)
    with pytest.raises(ImportError):
        asgi_client.get(app, "/")
    assert asgi_client.get(app, "/").text == "here"
