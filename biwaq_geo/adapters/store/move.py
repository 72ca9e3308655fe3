"""A whole register from a file to a server and back: the same rows, or nothing."""

from pathlib import Path

from sqlalchemy import URL

from biwaq_geo.adapters.store.faults import translated
from biwaq_geo.adapters.store.postgres_connect import connect_server
from biwaq_geo.adapters.store.postgres_schema import make_schema
from biwaq_geo.adapters.store.postgres_store import drop_server_store, open_server_store
from biwaq_geo.adapters.store.sql_store import SqlStore
from biwaq_geo.adapters.store.sqlite_store import open_store
from biwaq_geo.domain.errors import StoreDamagedError


def copy_to_server(store: SqlStore, url: URL, *, town: str) -> None:
    """Copy the register to the database, where nothing of this town may be yet.

    The copy is opened, checked and compared with its original, row by row; one that differs,
    because somebody saved meanwhile, is taken away again.

    Raises
    ------
    TownExistsError
        The database has a register of this town.
    StoreDamagedError
        The copy is not the same.
    StoreSetupError, StoreUnreachableError, StoreAccessError
        As for `create_server_store`.
    """
    engine = connect_server(url, schema=town)
    try:
        with translated(), engine.begin() as connection:
            make_schema(connection, town, made=store.made)
            store.copy_into(connection)
    finally:
        engine.dispose()
    copy = open_server_store(url, town=town)
    try:
        if copy.dump() != store.dump():
            drop_server_store(url, town=town)
            raise StoreDamagedError(reason="the copy differs")
    finally:
        copy.close()


def copy_to_file(store: SqlStore, path: Path) -> None:
    """Copy the register to a new file, checked and compared as `copy_to_server` does.

    Raises
    ------
    StoreDamagedError
        The copy is not the same; it is taken away again.
    StoreFullError, StoreReadOnlyError
        The file cannot be written.
    """
    store.snapshot(path)
    copy = open_store(path)
    same = copy.dump() == store.dump()
    copy.close()
    if not same:
        path.unlink()
        raise StoreDamagedError(reason="the copy differs")
