"""Connections to the register of a town on a PostgreSQL server: waits are bounded here."""

import hashlib

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from biwaq_geo.adapters.store.connect import BUSY_SECONDS
from biwaq_geo.domain.errors import StoreSetupError

CONNECT_SECONDS = 3
STATEMENT_MS = 15_000
LOCK_MS = 2_000
IDLE_MS = 60_000
"""After which a transaction that does nothing is ended, so that it blocks nobody for ever."""

_LOCK_CLASS = 0x42495751
"""The letters BIWQ: tells the lock of a register from locks of other programs."""
_PREFIX = "town_"
_LONGEST_NAME = 63
_DIGITS = 16
_DRIVER = "postgresql+psycopg"
_NAMES = frozenset({"postgresql", "postgres", _DRIVER})
_ABSENT_PEER = {
    # a cable that is cut says nothing: three questions in ten seconds, then it counts as gone
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def server_url(text: str) -> URL:
    """Return the address of a database; its text form hides the password.

    Raises
    ------
    StoreSetupError
        It names no PostgreSQL, no host or no database, or holds an unquoted "@", which
        would make a part of the password the host's name. The error shows nothing of it.
    """
    try:
        url = make_url(text.strip())
        named = url.drivername in _NAMES and bool(url.host) and bool(url.database)
    # a port that is no number is a ValueError
    except (ArgumentError, ValueError):
        raise StoreSetupError(part="BIWAQ_STORE_URL") from None
    if not named or "@" in str(url.host):
        raise StoreSetupError(part="BIWAQ_STORE_URL")
    return url.set(drivername=_DRIVER)


def schema_of(town: str) -> str:
    """Return the name of the schema that holds a town's register.

    The beginning keeps a town called "Public" or "Topology" apart from what else a database
    holds; a name longer than PostgreSQL bears ends with a hash of the town's key.
    """
    name = f"{_PREFIX}{town}"
    if len(name) <= _LONGEST_NAME:
        return name
    digest = hashlib.sha256(town.encode()).hexdigest()[:_DIGITS]
    return f"{name[: _LONGEST_NAME - _DIGITS - 1]}-{digest}"


def connect_server(url: URL, *, schema: str) -> Engine:
    """Return the pool of connections to one schema of a database; any thread may use it.

    A transaction that writes waits for the lock of the schema's register, at most
    `LOCK_MS`; one with the option `connect.READING` sees the state of its start
    throughout and waits for nobody. Nothing is asked of the server before the first use.
    """
    options = {
        "search_path": f'"{schema}",public',
        "statement_timeout": STATEMENT_MS,
        "lock_timeout": LOCK_MS,
        "idle_in_transaction_session_timeout": IDLE_MS,
    }
    engine = create_engine(
        url,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "biwaq-geo",
            "options": " ".join(f"-c {name}={value}" for name, value in options.items()),
            **_ABSENT_PEER,
        },
        pool_pre_ping=True,
        pool_size=2,
        max_overflow=8,
        pool_timeout=BUSY_SECONDS,
        # an error's text goes to the log, and what people have entered does not belong there
        hide_parameters=True,
    )

    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("reading", False):
            statement = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
            connection.exec_driver_sql(statement)
        else:
            # whoever writes first takes this lock, so that event numbers have no gap, the
            # chain of hashes has one end, and two saves cannot wait for each other
            lock = "SELECT pg_advisory_xact_lock(%s, hashtext(%s))"
            connection.exec_driver_sql(lock, (_LOCK_CLASS, schema))

    event.listen(engine, "begin", begin)
    return engine
