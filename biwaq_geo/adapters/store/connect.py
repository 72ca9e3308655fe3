"""Connections to a register's file: locks, journal and file system are settled here."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from biwaq_geo.adapters.store.geopackage import add_functions
from biwaq_geo.domain.errors import StoreOnNetworkError

BUSY_SECONDS = 5.0
"""How long a save waits for the lock of somebody else."""

SAFE_WAL = (3, 51, 3)
"""First SQLite without the rare race that can damage a file in WAL mode."""

READING = {"reading": True}
"""Execution option of connections that only read and so need no write lock."""

MOUNT_TABLE = Path("/proc/self/mounts")

_NETWORK_TYPES = frozenset(
    {
        "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "davfs2", "glusterfs", "gpfs",
        "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
    }
)  # fmt: skip
_NETWORK_HELPERS = ("fuse.sshfs", "fuse.davfs", "fuse.gluster", "fuse.rclone", "fuse.s3fs")


def connect(path: Path, *, create: bool = False) -> Engine:
    """Return the pool of connections to the file; any thread may use it.

    With `create` a missing file is made; without it SQLite reports an error.
    """
    uri = f"{path.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"

    def new_connection() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        add_functions(connection)
        for pragma in _pragmas(new_file=create):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    engine = create_engine(
        "sqlite://",
        creator=new_connection,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=28,
        pool_timeout=BUSY_SECONDS,
        # what somebody typed stays out of messages and logs
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def refuse_network(path: Path, *, mount_table: Path = MOUNT_TABLE) -> None:
    """Raise StoreOnNetworkError if the path lies on a network file system.

    Where the system has no mount table only a path that names a server is refused.
    """
    place = path.resolve()
    if place.drive.startswith("\\\\"):
        raise StoreOnNetworkError(file=path.name, found=place.drive)
    if not mount_table.exists():
        return
    found = "", ""
    for line in mount_table.read_text(encoding="utf-8", errors="replace").splitlines():
        _, mount_point, kind, *_ = line.split(" ")
        root = mount_point.replace(r"\040", " ").replace(r"\134", "\\")
        # of two mounts on one point the later one is seen
        if place.is_relative_to(root) and len(root) >= len(found[0]):
            found = root, kind
    if found[1] in _NETWORK_TYPES or found[1].startswith(_NETWORK_HELPERS):
        raise StoreOnNetworkError(file=path.name, found=found[1])


def _pragmas(*, new_file: bool) -> tuple[str, ...]:
    # GDAL reads the identity of a GeoPackage from the main file, so a new file is
    # written without a write-ahead log
    if sqlite3.sqlite_version_info >= SAFE_WAL and not new_file:
        journal = ("journal_mode=WAL", "synchronous=FULL")
    else:
        journal = ("journal_mode=DELETE", "synchronous=EXTRA")
    # what is deleted is overwritten: a forgotten contact must not stay in free pages
    return (*journal, "foreign_keys=ON", "secure_delete=ON")


def _begin(connection: Connection) -> None:
    # a read transaction that becomes a writing one gets "busy" at once, whatever the
    # waiting time; so a writer takes the lock at its start
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
