"""Another state in place of a town, all of it or nothing, the old one put aside."""

import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from biwaq_geo.adapters.file_copy import UNFINISHED, sync_folder

_READY = ".restored-"
"""Beginning of the name of a state that is whole and about to become a town."""


def stage(towns: Path, key: str, *, fill: Callable[[Path], object]) -> Path:
    """Make a whole folder for the town beside the towns; `fill` gets it empty.

    The caller holds the lock of imports. What `fill` raises leaves nothing behind.
    """
    folder = towns / f"{UNFINISHED}{uuid4().hex}"
    folder.mkdir(mode=0o700)
    try:
        fill(folder)
        sync_folder(folder)
        ready = towns / f"{_READY}{key}"
        shutil.rmtree(ready, ignore_errors=True)
        return folder.rename(ready)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def swap(towns: Path, key: str, *, ready: Path, aside: Path) -> None:
    """Move the town to `aside` if there is one, and the folder `ready` in its place.

    Killed before the first move, the old state stands; killed between the two,
    `finish_swaps` makes the second one.
    """
    if (towns / key).exists():
        aside.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (towns / key).rename(aside)
        sync_folder(aside.parent)
    ready.rename(towns / key)
    sync_folder(towns)


def finish_swaps(towns: Path) -> None:
    """Bring what a kill interrupted to its end; the caller holds the lock of imports."""
    for ready in towns.glob(f"{_READY}*"):
        key = ready.name.removeprefix(_READY)
        if (towns / key).exists():
            shutil.rmtree(ready)
        else:
            ready.rename(towns / key)
