"""Towns in a library: each made once for a test run, and a copy of it for each test."""

import atexit
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from biwaq_geo.adapters.store import STORE_NAME
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.services.ports import Town
from tests import sample_town, secret_town

KEPT = "register.kept"


def _sample(library: FolderLibrary) -> None:
    library.create(sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units())


def _bare(library: FolderLibrary) -> None:
    layers = {name: sample_town.layers()[name] for name in ("boundary", "streets")}
    library.create(sample_town.PROFILE, layers=layers, units=[])


@cache
def _made(plant: Callable[[FolderLibrary], None]) -> Path:
    folder = Path(mkdtemp(prefix="biwaq-geo-ready-town-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    library = FolderLibrary(folder)
    plant(library)
    library.open(sample_town.PROFILE.key).store.close()
    # no test may open a file of the register's name, not even to copy it
    town = library.folder(sample_town.PROFILE.key)
    (town / STORE_NAME).rename(town / KEPT)
    return folder


def _copy(plant: Callable[[FolderLibrary], None], library: FolderLibrary, folder: Path) -> None:
    shutil.copytree(_made(plant), folder, dirs_exist_ok=True)
    town = library.folder(sample_town.PROFILE.key)
    (town / KEPT).rename(town / STORE_NAME)


def sample(library: FolderLibrary, folder: Path) -> Town:
    """Put the sample town into a library in this folder, as `create` would."""
    _copy(_sample, library, folder)
    return library.open(sample_town.PROFILE.key)


def bare(library: FolderLibrary, folder: Path) -> None:
    """Put a town of the same name into the library that has streets and nothing else."""
    _copy(_bare, library, folder)


def secret(library: FolderLibrary, folder: Path) -> None:
    """Put the town of marks into the library, as `secret_town.plant` would."""
    _copy(secret_town.plant, library, folder)
