"""Backup and restore of a town of 10,000 units with 1,000 photos, and opening after a kill.

Run from the project's folder: `python -m benchmarks.backup`. The photos are random bytes of
the size that a cleaned photo has. The kills hit a process that saves without a pause in a
town of 1,000 units.
"""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID

from biwaq_geo.adapters.backups import FolderBackups
from biwaq_geo.adapters.store import STORE_NAME
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.units import CommercialUnit
from tests.sample_town import PROFILE, layers, unit
from tests.store_workers import write_without_end

UNITS, PHOTOS, PHOTO_BYTES = 10_000, 1_000, 250_000
UNITS_OF_A_TOWN, KILLS = 1_000, 10
KEY = PROFILE.key
CONTEXT = get_context("forkserver")


def made_up(count: int) -> list[CommercialUnit]:
    """Return so many units."""
    return [unit(0, unit_id=UUID(int=i + 1), address=f"Straße {i}") for i in range(count)]


def backups_and_restore(state_dir: Path) -> None:
    """Time two backups, the second of which shares the photos of the first, and a restore."""
    library = FolderLibrary(state_dir)
    library.create(PROFILE, layers=layers(), units=made_up(UNITS))
    photos = state_dir / "towns" / KEY / "photos"
    photos.mkdir(exist_ok=True)
    dice = random.Random(1)  # noqa: S311 -- bytes that nothing can compress
    for number in range(PHOTOS):
        (photos / f"{number:064x}.jpg").write_bytes(dice.randbytes(PHOTO_BYTES))
    backups = FolderBackups(state_dir, library=library, now=lambda: datetime.now(UTC))
    show("first backup", lambda: backups.make(KEY))
    show("next backup, same photos", lambda: backups.make(KEY))
    newest = backups.newest(KEY)
    if newest is not None:
        show("restore", lambda: backups.restore(newest, key=KEY))


def opening_after_kills(state_dir: Path) -> None:
    """Kill a writer again and again; time how long it takes to have the town open."""
    FolderLibrary(state_dir).create(PROFILE, layers=layers(), units=made_up(UNITS_OF_A_TOWN))
    ids = [UUID(int=number + 1) for number in range(3)]
    times = []
    for _ in range(KILLS):
        here, there = CONTEXT.Pipe(duplex=False)
        place = state_dir / "towns" / KEY / STORE_NAME
        writer = CONTEXT.Process(target=write_without_end, args=(place, ids, there))
        writer.start()
        here.recv()
        writer.kill()
        writer.join()
        start = perf_counter()
        FolderLibrary(state_dir).open(KEY).store.close()
        times.append(perf_counter() - start)
    print(f"open after a kill            {median(times):6.2f} s, worst {max(times):.2f} s")


def show(what: str, work: Callable[[], object]) -> None:
    """Print how long the work takes."""
    start = perf_counter()
    work()
    print(f"{what:28} {perf_counter() - start:6.2f} s", flush=True)


def main() -> None:
    """Print the times."""
    for part in (opening_after_kills, backups_and_restore):
        with TemporaryDirectory() as folder:
            part(Path(folder))


if __name__ == "__main__":
    main()
