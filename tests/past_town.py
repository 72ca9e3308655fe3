"""The sample town with a register that began some months ago."""

from datetime import UTC, datetime

from biwaq_geo.adapters.store import create_store
from biwaq_geo.adapters.towns import FolderLibrary
from tests import sample_town

LONG_AGO = datetime(2026, 5, 2, 10, tzinfo=UTC)


def begun_long_ago(folder, units):
    """Register the town in the library of an empty folder, its units added on 2 May 2026."""
    library = FolderLibrary(folder)
    town = library.create(sample_town.PROFILE, layers=sample_town.layers(), units=units)
    (path,) = folder.rglob("register.store")
    town.store.close()
    path.unlink()
    create_store(
        path,
        srid=sample_town.EPSG,
        town=sample_town.PROFILE.key,
        units=units,
        now=lambda: LONG_AGO,
    )
    return FolderLibrary(folder).open(sample_town.PROFILE.key)
