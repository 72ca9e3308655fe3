"""The walk over the pages waits for what comes late, and hears only what stays."""

from uuid import UUID

import pytest

from tests.browser.screen_reader import faults, heard, stumbles
from tests.browser.test_accessibility import fill
from tests.browser.walks import opened, settled

pytestmark = pytest.mark.browser

MANY_PICTURES_AFTER_A_CLICK = """() => addEventListener("click", () => {
    let left = 30;
    const next = () => --left ? requestAnimationFrame(next) : go_on();
    next();
}, { capture: true })"""
TABLES = '[data-testid="stMain"] details[open] table'

A_PAGE = """<!doctype html><html lang="en"><title>Town</title><body>
<nav aria-label="Pages"></nav>
<main data-testid="stMain"><h1>Units</h1><button></button></main>
<div data-testid="stApp" data-test-script-state="notRunning"></div>"""
NAMED_WITH_THE_NEXT_PICTURE = """() => {
    const asked = requestAnimationFrame;
    window.requestAnimationFrame = (then) => {
        document.querySelector("button").textContent = "Save";
        return asked(then);
    };
}"""


class SlowWay:
    """Holds what the page tells the server once it is `slow`, until the page lets it go on."""

    def __init__(self, page):
        self.slow = False
        self._held = []
        page.route_web_socket("**/_stcore/stream", self._between)
        page.expose_function("go_on", self._go_on)

    def _between(self, socket):
        server = socket.connect_to_server()

        def told(message):
            if self.slow:
                self._held.append(lambda: server.send(message))
            else:
                server.send(message)

        socket.on_message(told)

    def _go_on(self):
        held, self._held = self._held, []
        for send in held:
            send()


def test_a_part_whose_content_takes_a_run_of_its_own_is_waited_for(serve, visitor):
    served = serve(fill)
    page = visitor(served).page
    way = SlowWay(page)
    page.goto(f"{served.address}/mark?unit={UUID(int=6)}")
    settled(page)
    page.evaluate(MANY_PICTURES_AFTER_A_CLICK)
    way.slow = True
    for part in opened(page):
        settled(page)
        if "Verlauf" in part:
            assert page.locator(TABLES).count() == 1
            assert stumbles(page) == []
            break
    else:
        pytest.fail("no story of the unit")


@pytest.fixture
def page(browser):
    page = browser.new_page()
    page.set_content(A_PAGE)
    yield page
    page.close()


def test_what_has_no_name_for_one_picture_is_no_fault(page):
    page.evaluate(NAMED_WITH_THE_NEXT_PICTURE)
    assert faults(heard(page)) == ["no name: button"]
    assert stumbles(page) == []


def test_what_stays_without_a_name_is_a_fault(page):
    assert stumbles(page) == ["no name: button"]
