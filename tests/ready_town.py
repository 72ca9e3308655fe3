"""The sample town in a library: made once for a test run, and a copy of it for each test."""

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from biwaq_geo.adapters.store import STORE_NAME
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.services.ports import Town
from tests import sample_town

KEPT = "register.kept"


@cache
def _made() -> Path:
    folder = Path(mkdtemp(prefix="biwaq-geo-sample-town-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    library = FolderLibrary(folder)
    made = library.create(
        sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
    )
    made.store.close()
    # no test may open a file of the register's name, not even to copy it
    town = library.folder(sample_town.PROFILE.key)
    (town / STORE_NAME).rename(town / KEPT)
    return folder


def sample(library: FolderLibrary, folder: Path) -> Town:
    """Put the sample town into a library in this folder, as `create` would."""
    shutil.copytree(_made(), folder, dirs_exist_ok=True)
    town = library.folder(sample_town.PROFILE.key)
    (town / KEPT).rename(town / STORE_NAME)
    return library.open(sample_town.PROFILE.key)
