"""Pages of a town of 5,000 units with the longest texts: `python -m benchmarks.long_texts [RUNS]`.

Two times of each page, both by the page itself in Chromium: from the press on its link to its
rest in a session that has not shown it yet, and from a key to the rest of a whole run of the
page that changes nothing. What the server sends over the websocket is counted as well.
Medians of as many sessions, three if no number is given.
"""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, Playwright, sync_playwright

from benchmarks.map.__main__ import served
from benchmarks.map.browser import browser
from biwaq_geo.adapters.towns import FolderLibrary
from tests import wordy_town

RUNS = 3
PAGES = ("work", "mark", "unit", "figures", "scenarios", "export_data")
"""Pages that hold all units, each reached from the one before; the map comes first."""

WATCH = """() => {
    window.states = [];
    const now = () => performance.timeOrigin + performance.now();
    const note = () => {
        const app = document.querySelector('[data-testid=stApp]');
        const state = app?.dataset.testScriptState;
        if (state && state !== window.states.at(-1)?.[1]) window.states.push([now(), state]);
    };
    new MutationObserver(note).observe(document, {
        subtree: true, attributes: true, attributeFilter: ['data-test-script-state'],
        childList: true,
    });
    for (const kind of ['pointerdown', 'keydown']) {
        document.addEventListener(kind, () => {
            window.pressed = now();
            window.states = [];
        }, true);
    }
}"""

AT_REST = """() => {
    const last = window.states.at(-1);
    return last && last[1] === 'notRunning' && window.states.some(([, one]) => one === 'running');
}"""
REST_S = """() => (window.states.at(-1)[0] - window.pressed) / 1000"""


class Session:
    """One visitor with an empty cache."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.received = 0
        page.add_init_script(f"({WATCH})()")
        page.on("websocket", lambda one: one.on("framereceived", self._count))

    def _count(self, payload: str | bytes) -> None:
        self.received += len(payload)

    def first(self, name: str) -> float:
        """Go to a page by its link, to the map by its address; return the time to its rest."""
        if name == "map":
            self.page.goto(self.address)
            self.page.evaluate("window.pressed = performance.timeOrigin")
        else:
            self.page.locator(f"[data-testid=stPageLink-NavLink][href$={name}]").click()
        self.page.wait_for_function(AT_REST)
        self.page.wait_for_timeout(500)
        return float(self.page.evaluate(REST_S))

    def again(self, text: str) -> float:
        """Have the whole page run again; return the time to its rest."""
        box = self.page.get_by_test_id("stSidebar").get_by_role("textbox").first
        box.fill(text)
        box.press("Enter")
        self.page.wait_for_function(AT_REST)
        self.page.wait_for_timeout(300)
        return float(self.page.evaluate(REST_S))


def measured(playwright: Playwright, address: str) -> dict[str, tuple[float, float, float]]:
    """Return by page the times of the first draw and of a run again, and the megabytes sent."""
    found = {}
    with browser(playwright) as context:
        session = Session(context.new_page(), address)
        for name in ("map", *PAGES):
            before = session.received
            first = session.first(name)
            sent = session.received - before
            again = median(session.again(f"{name} {run}") for run in range(3))
            found[name] = (first, again, sent / 1e6)
    return found


def main() -> None:
    """Measure every page and print a line for each."""
    runs_wanted = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with TemporaryDirectory() as folder:
        wordy_town.fill(FolderLibrary(Path(folder)))
        with (
            served("app.py", {"BIWAQ_STATE_DIR": folder}) as (address, _),
            sync_playwright() as playwright,
        ):
            # what the first visitor pays for is paid here
            measured(playwright, address)
            runs = [measured(playwright, address) for _ in range(runs_wanted)]
    print("| page | first draw | again | sent |\n| --- | --- | --- | --- |")
    for name in runs[0]:
        first, again, sent = (median(run[name][i] for run in runs) for i in range(3))
        print(f"| {name} | {first:.2f} s | {again:.2f} s | {sent:.1f} MB |")


if __name__ == "__main__":
    main()
