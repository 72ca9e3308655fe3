"""The sample town with a register that began some months ago."""

from datetime import UTC, datetime

from biwaq_geo.adapters.store import STORE_NAME, create_store
from biwaq_geo.adapters.towns import FolderLibrary
from tests import sample_town

LONG_AGO = datetime(2026, 5, 2, 10, tzinfo=UTC)


def begun_long_ago(folder, units):
    """Register the town in the library of an empty folder, its units added on 2 May 2026."""
    return begun(FolderLibrary(folder), units, layers=sample_town.layers())


def begun(library, units, *, layers):
    """Register the town in an empty library, its units added on 2 May 2026."""
    town = library.create(sample_town.PROFILE, layers=layers, units=units)
    path = library.folder(town.profile.key) / STORE_NAME
    town.store.close()
    path.unlink()
    create_store(
        path,
        srid=sample_town.EPSG,
        town=town.profile.key,
        units=units,
        now=lambda: LONG_AGO,
    )
    return library.open(town.profile.key)
