"""The real application, served to a real Chromium, with every request written down."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from biwaq_geo.adapters.builtin_town import load_builtin
from biwaq_geo.adapters.towns import FolderLibrary
from tools.find_chromium import find_chromium

ROOT = Path(__file__).parents[2]

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


WEBGL = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
NO_WEBGL = ("--disable-gpu", "--disable-3d-apis")
"""A remote desktop in a town hall: a browser without WebGL."""


LONG = ("test_accessibility", "test_thread", "test_payloads", "test_tools_in_hand")
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


class Served:
    """A running server: its address and its library of towns.

    Where it is `public`, people log in.
    """

    def __init__(
        self, port: int, state_dir: Path, *, script: str = "app.py", public: bool = False
    ) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.library = FolderLibrary(state_dir)
        self._state_dir = state_dir
        self._port = port
        self._script = script
        self._env = {"BIWAQ_STATE_DIR": str(state_dir)}
        if public:
            self._env["BIWAQ_PUBLIC_URL"] = self.address
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers; also after `kill`."""
        command = [sys.executable, "-m", "streamlit", "run", self._script]
        with (self._state_dir / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--server.port", str(self._port)],
                cwd=ROOT,
                env=os.environ | self._env,
                stdout=log,
                stderr=log,
            )
        _until_it_answers(f"{self.address}/health", self.process)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self.process.kill()
        self.process.wait(timeout=300)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=300)
        # a test that fails shows it
        sys.stdout.write((self._state_dir / "server.log").read_text("utf-8", "replace")[-4_000:])


def _serving(folder: Path) -> Iterator[Callable[..., Served]]:
    running: list[Served] = []

    def served(fill: Callable[[FolderLibrary], object], **how: Any) -> Served:
        fill(FolderLibrary(folder))
        running.append(Served(_free_port(), folder, **how))
        return running[-1]

    yield served
    for one in running:
        one.stop()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    yield from _serving(tmp_path)


@pytest.fixture(scope="module")
def serve_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """As `serve`, for all tests of a module: starting a server takes longer than most of them."""
    yield from _serving(tmp_path_factory.mktemp("served"))


@pytest.fixture
def builtin(serve: Callable[[Callable[[FolderLibrary], object]], Served]) -> Served:
    return serve(lambda library: load_builtin(library, ROOT / "data" / "shapefiles"))


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


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _until_it_answers(url: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            continue
    pytest.fail("the server stopped before it answered")
