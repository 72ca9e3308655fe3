"""A whole register from a file to a server and back: the same rows, or nothing."""

import os
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from biwaq_geo.adapters.store.postgres_store import (
    drop_server_store,
    leaving_server,
    new_schema,
    open_server_store,
)
from biwaq_geo.adapters.store.sql_store import SqlStore
from biwaq_geo.adapters.store.sqlite_store import STORE_NAME, open_store
from biwaq_geo.domain.errors import StoreDamagedError, TownExistsError

_WINDOWS = os.name == "nt"
_LEFT_BEHIND = f"{STORE_NAME}.moved"


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
        As for `new_schema`.
    """
    with new_schema(url, town=town, made=store.made) as connection:
        store.copy_into(connection)
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


def move_to_server(folder: Path, url: URL, *, town: str) -> None:
    """Move the register in a town's folder to the database; nobody saves meanwhile.

    The file stays under another name, where nothing opens it by mistake. Errors as for
    `copy_to_server` and `open_store`; then everything is as it was.
    """
    file = folder / STORE_NAME
    with closing(open_store(file)) as store, store.transaction():
        copy_to_server(store, url, town=town)
        if not _WINDOWS:
            file.rename(file.with_name(_LEFT_BEHIND))
    if _WINDOWS:
        # an open file cannot be renamed there
        file.rename(file.with_name(_LEFT_BEHIND))


def move_to_file(url: URL, folder: Path, *, town: str) -> None:
    """Move the register of a town from the database into its folder; nobody saves meanwhile.

    The schema stays under another name.

    Raises
    ------
    TownExistsError
        The folder has a register. As for `copy_to_file` and `open_server_store` besides;
        then everything is as it was.
    """
    file = folder / STORE_NAME
    if file.exists():
        raise TownExistsError(name=town)
    with leaving_server(url, town=town) as store:
        copy_to_file(store, file)
