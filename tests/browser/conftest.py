"""The real application, served to a real Chromium, with every request written down."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from biwaq_geo.adapters.builtin_town import load_builtin
from biwaq_geo.adapters.towns import FolderLibrary
from tests.browser.served import ROOT, Served, free_port
from tests.browser.warm_server import CAN_FORK, Warm
from tools.find_chromium import find_chromium

PATIENCE_MS = 60_000
"""Ends a wait for what never comes; how soon it comes hangs on the machine."""
expect.set_options(timeout=PATIENCE_MS)

# an application that fails, not a module of tests: read as one it would make every page fail
collect_ignore = ["failing_app.py"]
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # a camera that films a moving pattern, and nobody asks whether it may be used
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)


WEBGL = (
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # maps are drawn by a graphics card in software; the page around them costs less without it
    "--disable-gpu-compositing",
    "--disable-gpu-rasterization",
)
NO_WEBGL = ("--disable-gpu", "--disable-3d-apis")
"""A remote desktop in a town hall: a browser without WebGL."""


LONG = ("test_accessibility", "test_payloads", "test_thread", "test_keyboard")
"""Modules whose tests begin first: what is long and comes last has one worker wait for it."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {name: rank for rank, name in enumerate(LONG)}
    items.sort(key=lambda item: ranks.get(item.path.stem, len(LONG)))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


def _launched(playwright: Playwright, *more: str) -> Iterator[Browser]:
    found = find_chromium()
    assert found is not None, "no Chromium: run `make test`, which finds or installs one"
    launched = playwright.chromium.launch(executable_path=str(found), args=[*FLAGS, *more])
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    yield from _launched(playwright, *WEBGL)


@pytest.fixture(scope="session")
def browser_without_webgl(playwright: Playwright) -> Iterator[Browser]:
    yield from _launched(playwright, *NO_WEBGL)


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm | None]:
    """One process for all servers of a run; None where a process cannot be forked."""
    if not CAN_FORK:
        yield None
        return
    process = Warm()
    yield process
    process.end()


def _serving(folder: Path, warm: Warm | None) -> Iterator[Callable[..., Served]]:
    running: list[Served] = []

    def served(fill: Callable[[FolderLibrary], object], **how: Any) -> Served:
        fill(FolderLibrary(folder))
        running.append(Served(free_port(), folder, **({"warm": warm} | how)))
        return running[-1]

    yield served
    for one in running:
        one.stop()


@pytest.fixture
def serve(tmp_path: Path, warm: Warm | None) -> Iterator[Callable[..., Served]]:
    yield from _serving(tmp_path, warm)


@pytest.fixture(scope="module")
def serve_once(
    tmp_path_factory: pytest.TempPathFactory, warm: Warm | None
) -> Iterator[Callable[..., Served]]:
    """As `serve`, for all tests of a module: a server has to see each page once to be quick."""
    yield from _serving(tmp_path_factory.mktemp("served"), warm)


def _fill(library: FolderLibrary) -> None:
    load_builtin(library, ROOT / "data" / "shapefiles")


@pytest.fixture
def builtin(serve: Callable[..., Served]) -> Served:
    """Serve the built-in town."""
    return serve(_fill)


@pytest.fixture
def started(serve: Callable[..., Served]) -> Served:
    """Serve the built-in town as everybody starts it."""
    return serve(_fill, warm=None)


class Visitor:
    """A page that writes down every request that leaves for another host."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.foreign: list[str] = []
        page.on("request", lambda request: self._seen(request.url))
        page.on("websocket", lambda socket: self._seen(socket.url))

    def _seen(self, url: str) -> None:
        host = self.address.split("//")[1]
        own = (f"http://{host}/", f"ws://{host}/", "data:", "blob:", "about:")
        if not url.startswith(own):
            self.foreign.append(url)

    def go(self, path: str, *, heading: str) -> None:
        self.page.goto(f"{self.address}/{path}")
        self.page.get_by_role("heading", name=heading, level=1).wait_for()


@pytest.fixture
def visitor(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visitor]]:
    contexts = []

    def opened(
        served: Served,
        *,
        width: int = 1440,
        height: int = 1000,
        webgl: bool = True,
        **options: Any,
    ) -> Visitor:
        chosen = browser if webgl else request.getfixturevalue("browser_without_webgl")
        context = chosen.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True, **options
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return Visitor(context.new_page(), served.address)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def known(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """Contexts of a module, by their options."""
    contexts: dict[str, BrowserContext] = {}
    yield contexts
    for context in contexts.values():
        context.close()


@pytest.fixture
def regular(browser: Browser, known: dict[str, BrowserContext]) -> Iterator[Callable[..., Visitor]]:
    """As `visitor`, somebody who has been here before: the scripts of the page lie in store."""
    pages = []

    def opened(served: Served, **options: Any) -> Visitor:
        key = repr(sorted(options.items()))
        if key not in known:
            known[key] = browser.new_context(
                viewport={"width": 1440, "height": 1000}, accept_downloads=True, **options
            )
            known[key].set_default_timeout(PATIENCE_MS)
        pages.append(known[key].new_page())
        return Visitor(pages[-1], served.address)

    yield opened
    for page in pages:
        page.close()
