"""The databases' errors as the house names them, translated at the store's border."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from biwaq_geo.domain.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)

if TYPE_CHECKING:
    import psycopg

_PRIMARY = 0xFF
"""The low byte of an extended result code is its primary code."""

_ERRORS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_BUSY: StoreBusyError,
    sqlite3.SQLITE_LOCKED: StoreBusyError,
    sqlite3.SQLITE_FULL: StoreFullError,
    sqlite3.SQLITE_READONLY: StoreReadOnlyError,
    sqlite3.SQLITE_PERM: StoreReadOnlyError,
    # the journal cannot be made: no right to write into the folder
    sqlite3.SQLITE_CANTOPEN: StoreReadOnlyError,
    sqlite3.SQLITE_CORRUPT: StoreDamagedError,
    sqlite3.SQLITE_NOTADB: StoreDamagedError,
    sqlite3.SQLITE_SCHEMA: StoreDamagedError,
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn the database's errors inside the block into the named ones."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreBusyError from error
    except DBAPIError as error:
        raise _named(error.orig) from error
    except sqlite3.Error as error:
        raise _named(error) from error


def _named(error: BaseException | None) -> StoreError:
    if hasattr(error, "sqlstate"):
        # the driver of the server is loaded only where there is a server
        from biwaq_geo.adapters.store.postgres_faults import named  # noqa: PLC0415

        return named(cast("psycopg.Error", error))
    code = getattr(error, "sqlite_errorcode", None)
    reason = str(error)
    if code is None:
        # the driver itself fails on text that is not UTF-8, without a code
        return StoreDamagedError(reason=reason)
    return _ERRORS.get(code & _PRIMARY, StoreError)(reason=reason)
