"""What a browser sees of a map, in seconds and megabytes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import (
    BrowserContext,
    Error,
    Frame,
    Locator,
    Page,
    Playwright,
)
from playwright.sync_api import (
    TimeoutError as TooLateError,
)

from benchmarks.map.in_the_page import DRAWN_PICTURES, LONG_TASKS, PRESSES, SUM_OF_PIXELS
from tools.find_chromium import find_chromium

FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)
LIMIT_MS = 60_000
REST_MS = 700


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


def tab_megabytes(page: Page) -> tuple[float, float]:
    """Return the resident and the private memory of this browser's largest renderer process.

    Private is what closing the tab gives back; resident counts the browser's shared code too.
    What the page no longer holds is let go of first.
    """
    in_page = page.context.new_cdp_session(page)
    in_page.send("HeapProfiler.collectGarbage")
    in_page.detach()
    session = page.context.browser.new_browser_cdp_session()  # type: ignore[union-attr]
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    sizes = [_memory(int(process["id"])) for process in found if process["type"] == "renderer"]
    return max(sizes)


def _memory(pid: int) -> tuple[float, float]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()[1:]
    kilobytes = {name: int(size.split()[0]) for name, size in (line.split(":") for line in lines)}
    private = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
    return kilobytes["Rss"] * 1024 / 1e6, private * 1024 / 1e6


class Ours:
    """The work map of the application.

    Times are the page's own: from the press of the mouse to the first picture, or the first
    words, that show what was asked for.
    """

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

    def time_pictures(self) -> None:
        """Note the time of every picture and of every press from now on."""
        self.page.evaluate(PRESSES)
        self.page.evaluate(DRAWN_PICTURES)

    def _until_picture(self, press: Callable[[], object], words: str) -> float:
        self.page.evaluate("() => { window.pictures = []; }")
        press()
        self._state(words)
        return float(
            self.page.evaluate(
                f"""() => window.pictures.find(([at, text]) => {{
                    const drawn = JSON.parse(text);
                    return at > window.pressed && {words};
                }})[0] - window.pressed"""
            )
            / 1000
        )

    def switch(self, *, on: bool) -> float:
        """Switch the vacant units; return the time to the new picture."""
        box = self.page.get_by_text("Leerstand (", exact=False).first
        words = "drawn.vacant > 0" if on else "!('vacant' in drawn)"
        return self._until_picture(box.click, words)

    def open_filter(self) -> None:
        """Open the box that holds the chips."""
        self.page.get_by_role("button", name="Filter").click()
        self._chip().wait_for()

    def _chip(self) -> Locator:
        return self.page.get_by_role("button", name="zwischengenutzt", exact=True)

    def filter(self, *, on: bool) -> float:
        """Filter the vacant units away or let them in; return the time to the new picture."""
        words = "drawn.vacant > 0" if on else "drawn.vacant === 0"
        return self._until_picture(self._chip().click, words)

    def near(self) -> None:
        """Go so near that units stand by themselves in a town of any size."""
        self.page.evaluate(
            """() => new Promise(resolve => {
                const {workMap: map} = document.querySelector('.biwaq-map');
                map.once('idle', resolve);
                map.jumpTo({zoom: Math.max(map.getZoom(), 14)});
            })"""
        )

    def click(self, number: int) -> float:
        """Click a vacant unit; return the time until its details stand in the page."""
        place = self.page.evaluate(
            """number => {
                const {workMap: map} = document.querySelector('.biwaq-map');
                const found = map.queryRenderedFeatures({layers: ['vacant/points']});
                const places = found.map(({geometry}) => map.project(geometry.coordinates));
                const {x, y} = places.filter(
                    ({x, y}) => x > 200 && x < 500 && y > 150 && y < 500)[number];
                return {x, y};
            }""",
            number,
        )
        self.page.evaluate(
            """() => {
                const details = document.querySelector('.st-key-map_details');
                const before = details.innerText;
                const since = performance.timeOrigin + performance.now();
                window.told = 0;
                const watching = new MutationObserver(() => {
                    const now = details.innerText;
                    // the page may still be finishing what the click before asked for
                    if (!(window.pressed > since)) return;
                    if (now === before || !now.includes('Diese Einheit melden')) return;
                    window.told = performance.timeOrigin + performance.now();
                    watching.disconnect();
                });
                watching.observe(details, {subtree: true, childList: true, characterData: true});
            }"""
        )
        self.page.locator(".biwaq-map").click(position=place)
        self.page.wait_for_function("() => window.told")
        # the last words of this click are not to be taken for the first of the next
        self.page.wait_for_timeout(REST_MS)
        return float(self.page.evaluate("() => window.told - window.pressed")) / 1000

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

    def _painted(self, before: str | None) -> float:
        """Wait for a picture that holds something and is another than `before`.

        Returns
        -------
        When it was seen, milliseconds since 1970.
        """
        seen = self.frame.wait_for_function(
            f"""before => {{
                {SUM_OF_PIXELS}
                const now = performance.timeOrigin + performance.now();
                return sum > 0 && String(sum) !== before && now;
            }}""",
            arg=before,
        )
        return float(seen.json_value())

    def switch(self, *, on: bool) -> float:  # noqa: ARG002 -- the same in both directions
        """Switch the vacant units; return the time to the new picture."""
        # the last picture may still be growing
        self.page.wait_for_timeout(3_000)
        before = str(self.frame.evaluate(f"() => {{ {SUM_OF_PIXELS} return sum; }}"))
        self.page.get_by_text("Leerstand").first.click()
        # the component is often drawn in a new frame: the old one goes while it is watched
        while True:
            try:
                seen = self._painted(before)
            except (StopIteration, Error) as gone:
                if isinstance(gone, TooLateError):
                    raise
                # without a wait nothing that the browser says would be heard
                self.page.wait_for_timeout(10)
                continue
            return (seen - float(self.page.evaluate("() => window.pressed"))) / 1000

    def time_pictures(self) -> None:
        """Note the time of every press from now on."""
        self.page.evaluate(PRESSES)
