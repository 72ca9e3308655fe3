"""What a browser sees of a map, in seconds and megabytes."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from playwright.sync_api import BrowserContext, Frame, Page, Playwright

from tools.find_chromium import find_chromium

FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
LIMIT_MS = 240_000

LONG_TASKS = """() => {
    window.longest = 0;
    new PerformanceObserver(list => {
        for (const {duration} of list.getEntries()) {
            window.longest = Math.max(window.longest, duration);
        }
    }).observe({type: 'longtask'});
}"""


@contextmanager
def browser(playwright: Playwright) -> Iterator[BrowserContext]:
    """Give a fresh browser."""
    launched = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
    context = launched.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(LIMIT_MS)
    try:
        yield context
    finally:
        launched.close()


def seconds(act: Callable[[], object], until: Callable[[], object]) -> float:
    """Act, wait, and return the time between."""
    started = perf_counter()
    act()
    until()
    return perf_counter() - started


def tab_megabytes(page: Page) -> float:
    """Return the resident memory of the largest renderer process that this browser has."""
    session = page.context.browser.new_browser_cdp_session()  # type: ignore[union-attr]
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    sizes = [_resident(int(process["id"])) for process in found if process["type"] == "renderer"]
    return max(sizes) / 1e6


def _resident(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


class Ours:
    """The work map of the application."""

    path = "/"

    def __init__(self, page: Page) -> None:
        self.page = page

    def _state(self, words: str) -> None:
        self.page.wait_for_function(
            f"() => {{ const text = document.querySelector('.biwaq-map')?.dataset.drawn;"
            f" if (!text) return false; const drawn = JSON.parse(text); return {words}; }}"
        )

    def wait(self) -> None:
        """Wait for the first picture with the vacant units in it."""
        self._state("drawn.vacant > 0")

    def switch(self, *, on: bool) -> float:
        """Switch the vacant units; return the time to the new picture."""
        box = self.page.get_by_text("Leerstand (", exact=False).first
        until = "drawn.vacant > 0" if on else "!('vacant' in drawn)"
        return seconds(box.click, lambda: self._state(until))

    def filter(self, *, on: bool) -> float:
        """Filter by a state; return the time to the new picture."""
        chip = self.page.get_by_role("button", name="zwischengenutzt", exact=True)
        until = "drawn.vacant === 0" if on else "drawn.vacant > 0"
        return seconds(chip.click, lambda: self._state(until))

    def click(self) -> float:
        """Click a vacant unit; return the time until its details stand in the page."""
        place = self.page.evaluate(
            """() => {
                const {workMap: map} = document.querySelector('.biwaq-map');
                const found = map.queryRenderedFeatures({layers: ['vacant/points']});
                const inside = found.find(({geometry: {coordinates}}) => {
                    const {x, y} = map.project(coordinates);
                    return x > 200 && x < 500 && y > 150 && y < 500;
                });
                const {x, y} = map.project(inside.geometry.coordinates);
                return {x, y};
            }"""
        )
        self.page.evaluate("() => { document.body.dataset.before = document.body.innerText; }")
        card = self.page.get_by_test_id("stMain").get_by_role("link", name="Diese Einheit melden")
        return seconds(
            lambda: self.page.locator(".biwaq-map").click(position=place), card.first.wait_for
        )

    def zoom(self) -> None:
        """Zoom in by a step."""
        self.page.locator(".maplibregl-ctrl-zoom-in").click()
        self.page.wait_for_function(
            "() => !document.querySelector('.biwaq-map').workMap.isMoving()"
        )

    def longest_task(self) -> float:
        """Return the longest time in seconds for which the page answered nothing."""
        return float(self.page.evaluate("() => window.longest")) / 1000

    def watch(self) -> None:
        """Watch for such times from now on."""
        self.page.evaluate(LONG_TASKS)


class Peer:
    """The plain folium map."""

    path = "/"

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def frame(self) -> Frame:
        """The frame of the component."""
        return next(frame for frame in self.page.frames if "st_folium" in frame.url)

    def wait(self) -> None:
        """Wait for the first picture."""
        self.page.frame_locator("iframe[title*=st_folium]").locator("canvas").first.wait_for()
        self._painted(None)

    def _painted(self, before: str | None) -> None:
        """Wait for a picture that holds something and is another than `before`."""
        self.frame.wait_for_function(
            """before => {
                const canvas = document.querySelector('canvas');
                if (!canvas || !canvas.width) return false;
                const picture = canvas.getContext('2d');
                const data = picture.getImageData(0, 0, canvas.width, canvas.height).data;
                let sum = 0;
                for (let i = 0; i < data.length; i += 97) sum += data[i];
                return sum > 0 && String(sum) !== before;
            }""",
            arg=before,
        )

    def _sum(self) -> str:
        return str(
            self.frame.evaluate(
                """() => {
                    const canvas = document.querySelector('canvas');
                    const picture = canvas.getContext('2d');
                    const data = picture.getImageData(0, 0, canvas.width, canvas.height).data;
                    let sum = 0;
                    for (let i = 0; i < data.length; i += 97) sum += data[i];
                    return sum;
                }"""
            )
        )

    def switch(self, *, on: bool) -> float:  # noqa: ARG002 -- the same in both directions
        """Switch the vacant units; return the time to the new picture."""
        before = self._sum()
        return seconds(
            self.page.get_by_text("Leerstand").first.click, lambda: self._settled(before)
        )

    def _settled(self, before: str) -> None:
        # the component may be drawn in a new frame, which appears empty first
        while True:
            try:
                self._painted(before)
            except StopIteration:
                continue
            return
