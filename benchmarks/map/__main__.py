"""The map in Chromium: `python -m benchmarks.map [SIZE …] [--towns FOLDER] [--without-peer]`.

Sizes are 1, 10 and 50 if none is given. With a folder the towns and their tiles stay there for
the next time: making the largest takes minutes.

Each size is a made-up town of 8,000 buildings, 2,000 streets and 500 units times the size.
The peer is st_folium with the same data in the same run; above size 10 it is left out,
because it takes minutes. Figures are medians of RUNS, times in seconds by the clock.
"""

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Playwright, sync_playwright

from benchmarks.map import town
from benchmarks.map.browser import LIMIT_MS, Ours, Peer, browser, tab_megabytes
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.mapping.sources import units_frame
from biwaq_geo.services.ports import Town

ROOT = Path(__file__).parents[2]
RUNS = 5
PEER_UP_TO = 10


@contextmanager
def served(app: str, environment: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Serve an application; give its address and process once it answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", app, "--server.port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        while process.poll() is None:
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):  # noqa: S310
                    break
            except urllib.error.HTTPError:
                # it is up and cannot serve: waiting would never end
                raise
            except OSError:
                continue
        yield address, process.pid
    finally:
        process.terminate()
        process.wait(timeout=300)


def ours(playwright: Playwright, address: str) -> dict[str, float]:
    """Return the figures of the work map."""
    # what the first visitor pays for is paid here
    with browser(playwright) as context:
        # the tiles of a large town among it
        context.set_default_timeout(10 * LIMIT_MS)
        page = context.new_page()
        page.goto(address)
        Ours(page).wait()
    with browser(playwright) as context:
        page = context.new_page()
        started = perf_counter()
        page.goto(address, wait_until="commit")
        shown = Ours(page)
        shown.wait()
        found = {"first picture": perf_counter() - started}
        page.wait_for_timeout(1_500)
        shown.time_pictures()
        found["switch"] = median(shown.switch(on=bool(run % 2)) for run in range(2 * RUNS))
        shown.open_filter()
        found["filter"] = median(shown.filter(on=bool(run % 2)) for run in range(2 * RUNS))
        page.keyboard.press("Escape")
        shown.near()
        found["click to details"] = median(shown.click(number) for number in range(RUNS))
        shown.watch()
        for _ in range(3):
            shown.zoom()
        found["longest block while zooming"] = shown.longest_task()
        found["tab MB, resident"], found["tab MB, private"] = tab_megabytes(page)
        return found


def peer(playwright: Playwright, address: str) -> dict[str, float]:
    """Return the figures of plain st_folium."""
    with browser(playwright) as context:
        page = context.new_page()
        started = perf_counter()
        page.goto(address, wait_until="commit")
        shown = Peer(page)
        shown.wait()
        found = {"first picture": perf_counter() - started}
        page.wait_for_timeout(1_500)
        shown.time_pictures()
        found["switch"] = median(shown.switch(on=bool(run % 2)) for run in range(3))
        found["tab MB, resident"], found["tab MB, private"] = tab_megabytes(page)
        return found


@contextmanager
def state_folder(towns: Path | None, size: int) -> Iterator[Path]:
    """Give the folder of a town of this size, one that is kept where `towns` is named."""
    if towns is not None:
        yield towns / f"s{size}"
        return
    with TemporaryDirectory() as folder:
        yield Path(folder)


def town_in(state: Path, size: int) -> Town:
    """Return the town of this size, made now if the folder does not hold it."""
    library = FolderLibrary(state)
    profile = town.profile(size)
    if any(known.key == profile.key for known in library.profiles()):
        return library.open(profile.key)
    return library.create(profile, layers=town.layers(size), units=town.units(size))


def asked() -> Namespace:
    """Return what the command line asks for."""
    parser = ArgumentParser(prog="python -m benchmarks.map")
    parser.add_argument("sizes", nargs="*", type=int, default=[1, 10, 50])
    parser.add_argument("--towns", type=Path)
    parser.add_argument("--without-peer", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Print a table for each size."""
    wanted = asked()
    for size in wanted.sizes:
        with state_folder(wanted.towns, size) as state, sync_playwright() as playwright:
            made = town_in(state, size)
            print(f"\nsize {size} (load {os.getloadavg()[0]:.1f})", flush=True)
            with served("app.py", {"BIWAQ_STATE_DIR": str(state)}) as (address, _):
                found = ours(playwright, address)
            for name, value in found.items():
                print(f"{name:>28} {value:8.2f}", flush=True)
            other: dict[str, float] = {}
            if size <= PEER_UP_TO and not wanted.without_peer:
                for name in ("streets", "buildings"):
                    made.layer(name).to_parquet(state / f"{name}.parquet")
                units_frame(made.store.units(), epsg=town.EPSG).to_parquet(state / "units.parquet")
                files = {"BENCHMARK_FILES": str(state)}
                with served("benchmarks/map/plain_app.py", files) as (address, _):
                    other = peer(playwright, address)
        for name, value in other.items():
            print(
                f"{name:>28} {value:8.2f} of the peer, ratio {value / found[name]:.1f}", flush=True
            )


if __name__ == "__main__":
    main()
