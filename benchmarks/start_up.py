"""From typing `make run` to a painted map, on a project that is set up.

Run from the project's folder: `python -m benchmarks.start_up [RUNS]`. Each run starts the
application as `make run` does, opens the page in Chromium as soon as the address is printed,
and stops the application again. Chromium runs already, as a person's browser does: first with
an empty cache, as if it had never seen the page, then with what it kept from the run before.
The town shown first must have buildings.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import BrowserContext, sync_playwright

from tools.find_chromium import find_chromium
from tools.run import ADDRESS, choose_port

ROOT = Path(__file__).parents[1]
RUNS = 5
LIMIT_MS = 60_000
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)

BUILDINGS_PAINTED = """() => {
    const map = document.querySelector('.biwaq-map')?.workMap;
    if (!map?.isStyleLoaded()) return false;
    const seen = map.queryRenderedFeatures();
    return seen.some(({properties}) => properties.l === 'buildings');
}"""
"""The base map has come as tiles and houses are in the picture."""

_UNUSUAL = {"PYTHONDONTWRITEBYTECODE"}

UNITS_PAINTED = "() => Boolean(document.querySelector('.biwaq-map[data-drawn]'))"


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds since the command was given.

    Attributes
    ----------
    answers
        The server answers and the address is printed.
    map
        The map with its buildings is painted.
    units
        The layers that are switched on are painted as well.
    """

    answers: float
    map: float
    units: float


def one_run(context: BrowserContext, *, port: int) -> Times:
    """Start, look, stop."""
    started = perf_counter()
    with running(port) as address:
        answers = perf_counter() - started
        page = context.new_page()
        try:
            page.goto(address, wait_until="commit")
            page.wait_for_function(BUILDINGS_PAINTED)
            painted = perf_counter() - started
            page.wait_for_function(UNITS_PAINTED)
            return Times(answers, painted, perf_counter() - started)
        finally:
            page.close()


@contextmanager
def running(port: int) -> Iterator[str]:
    """Start the application; give its address as soon as it is printed."""
    command = [sys.executable, "tools/setup.py", "run", "--port", str(port)]
    address = f"http://{ADDRESS}:{port}"
    # a second start finds our code compiled, unless somebody has forbidden to keep that
    usual = {name: value for name, value in os.environ.items() if name not in _UNUSUAL}
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=usual
    ) as process:
        try:
            if not any(address in line for line in process.stdout or ()):
                raise SystemExit("The application stopped before it answered.")
            yield address
        finally:
            # the command passes this on to the server that it started
            process.terminate()
            process.wait(timeout=20)


def forget(context: BrowserContext) -> None:
    """Empty the browser's cache."""
    page = context.new_page()
    context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.close()


def series(context: BrowserContext, *, runs: int, empty: bool) -> None:
    """Print some runs and what they have in common."""
    print("empty cache" if empty else "second visit")
    port, seen = choose_port(None), []
    for number in range(1, runs + 1):
        if empty:
            forget(context)
        seen.append(astuple(one_run(context, port=port)))
        show(f"run {number}", seen[-1])
    columns = list(zip(*seen, strict=True))
    for name, pick in {"median": median, "min": min, "max": max}.items():
        show(name, [pick(column) for column in columns])


def show(name: str, seconds: Sequence[float]) -> None:
    """Print a line of the table with the load of the machine at this moment."""
    print(f"{name:>13}", *(f"{value:8.2f}" for value in seconds), f"{os.getloadavg()[0]:8.1f}")


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("No Chromium: run `make test` once, which finds or installs one.")
    print(f"{os.cpu_count()} processors\n{'seconds until':>13}", end=" ")
    print(*(f"{name:>8}" for name in [*(field.name for field in fields(Times)), "(load)"]))
    with TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=chromium,
            args=list(FLAGS),
            viewport={"width": 1440, "height": 1000},
        )
        context.set_default_timeout(LIMIT_MS)
        series(context, runs=runs, empty=True)
        series(context, runs=runs, empty=False)
        context.close()


if __name__ == "__main__":
    main()
