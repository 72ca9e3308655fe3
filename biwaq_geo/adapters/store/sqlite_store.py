"""The register of one town in one file."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage

from sqlalchemy import Engine

from biwaq_geo.adapters.disk_errors import disk_errors
from biwaq_geo.adapters.store.checks import refuse_other_files
from biwaq_geo.adapters.store.connect import MOUNT_TABLE, READING, connect, refuse_network
from biwaq_geo.adapters.store.faults import translated
from biwaq_geo.adapters.store.geopackage import guard_events, register_tables, write_frame
from biwaq_geo.adapters.store.snapshot import write_snapshot
from biwaq_geo.adapters.store.sql_store import SqlStore, fill, utc_now
from biwaq_geo.adapters.store.sqlite_migration import bring_up_file
from biwaq_geo.adapters.store.tables import tables
from biwaq_geo.domain.errors import StoreDamagedError, StoreFullError
from biwaq_geo.domain.units import CommercialUnit
from biwaq_geo.services.ports import Now, Transaction

STORE_NAME = "register.store"
"""Name of a live store: no search for layers finds it, and nothing but this package
may open it, because closing any descriptor of the file drops SQLite's locks."""

KEEP_FREE_BYTES = 200_000_000
"""With less room on the disk nothing is saved any more: reading, backups of other towns and
whoever tidies up need some, and a disk that is full to the brim harms all of them."""

FreeBytes = Callable[[Path], int]
"""How much room is left on the disk of a folder."""


def free_bytes(folder: Path) -> int:
    """Return how many bytes are free on the disk of the folder."""
    return disk_usage(folder).free


class SqliteStore(SqlStore):
    """`services.ports.Store` in a GeoPackage; safe for many threads and processes."""

    def __init__(
        self, engine: Engine, *, path: Path, srid: int, now: Now, free: FreeBytes = free_bytes
    ) -> None:
        super().__init__(engine, made=tables(srid), now=now)
        self._path = path
        self._free = free
        self._identity = _identity(path)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Begin a transaction, as `SqlStore.transaction` does.

        Raises
        ------
        StoreDamagedError
            The file was removed or replaced since it was opened, so that a save would
            vanish with the old one; open the store again.
        StoreFullError
            Less than `KEEP_FREE_BYTES` are left on the disk.
        """
        self._refuse_replaced()
        if self._free(self._path.parent) < KEEP_FREE_BYTES:
            raise StoreFullError(reason="reserve")
        with super().transaction() as begun:
            # it may have been replaced while this save waited for its turn
            self._refuse_replaced()
            yield begun

    def _refuse_replaced(self) -> None:
        if not self.is_current():
            raise StoreDamagedError(reason="removed or replaced")

    def snapshot(self, dest: Path) -> None:
        """Write a copy of the file to `dest`; see `SqlStore.snapshot`."""
        with translated(), disk_errors():
            write_snapshot(self._engine, dest)

    def is_current(self) -> bool:
        """Say whether the file that was opened still stands under its name."""
        return _identity(self._path) == self._identity


def _identity(path: Path) -> tuple[int, int] | None:
    # a look at the folder's entry opens nothing, so no lock is dropped
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def create_store(
    path: Path,
    *,
    srid: int,
    town: str,
    units: Iterable[CommercialUnit] = (),
    actor: str = "import",
    now: Now = utc_now,
) -> None:
    """Write a new store with these units, one event for each, and close it.

    Parameters
    ----------
    srid
        EPSG code of the units' locations.
    town
        Key of the town.
    """
    made = tables(srid)
    engine = connect(path, create=True)
    try:
        with translated(), engine.begin() as connection:
            write_frame(connection, srid=srid)
            made.metadata.create_all(connection)
            register_tables(connection, made, srid=srid)
            guard_events(connection)
            fill(connection, made, srid=srid, town=town, units=units, actor=actor, now=now)
    finally:
        engine.dispose()


def open_store(
    path: Path,
    *,
    now: Now = utc_now,
    mount_table: Path = MOUNT_TABLE,
    free: FreeBytes = free_bytes,
) -> SqliteStore:
    """Open a store after it has stood every check; one of an older version is brought up.

    Raises
    ------
    StoreOnNetworkError
        It lies where locks cannot be trusted.
    StoreDamagedError
        It is missing, empty, cut, altered from outside or no store at all.
    StoreNewerError
        A newer version of this application wrote it.
    """
    refuse_network(path, mount_table=mount_table)
    if not path.is_file() or path.stat().st_size == 0:
        raise StoreDamagedError(reason="missing or empty")
    engine = connect(path)
    try:
        with translated():
            bring_up_file(engine, path=path)
        with translated(), engine.connect() as connection:
            srid = refuse_other_files(connection.execution_options(**READING))
        store = SqliteStore(engine, path=path, srid=srid, now=now, free=free)
        store.verify_chain()
    except BaseException:
        engine.dispose()
        raise
    return store
