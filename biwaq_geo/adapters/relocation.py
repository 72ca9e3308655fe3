"""All registers of an installation from files to a server, and back."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

FILES = "files"
"""Where registers move that a server has kept."""


def relocated(
    keys: Iterable[str], *, folder: Callable[[str], Path], here: str | None, to: str
) -> Iterator[str]:
    """Move the registers of these towns one by one; yield the key of each that has arrived.

    Parameters
    ----------
    folder
        Gives the folder of a town.
    here
        Address of the server that keeps the registers; None for files.
    to
        Address of a server, or `FILES`. From a server to files, or from files to a server.

    Raises
    ------
    StoreSetupError
        There is no way from here to there, or the database is not fit.
    StoreError, TownExistsError
        One town cannot be moved. It stays as it was, those before it have arrived.
    """
    # loaded by those who move only: everybody else needs no driver of a server
    from biwaq_geo.adapters.store.move import move_to_file, move_to_server  # noqa: PLC0415
    from biwaq_geo.adapters.store.postgres_connect import server_url  # noqa: PLC0415

    back = to == FILES
    url = server_url((here or "") if back else ("" if here else to))
    for key in keys:
        if back:
            move_to_file(url, folder(key), town=key)
        else:
            move_to_server(folder(key), url, town=key)
        yield key
