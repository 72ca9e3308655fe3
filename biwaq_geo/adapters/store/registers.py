"""Where an installation keeps the registers of its towns: files, or schemas of a database."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from biwaq_geo.adapters.store.sql_store import SqlStore, utc_now
from biwaq_geo.adapters.store.sqlite_store import STORE_NAME, create_store, open_store
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.domain.units import CommercialUnit

if TYPE_CHECKING:
    from sqlalchemy import URL


class Registers(Protocol):
    """The registers of all towns of an installation.

    Attributes
    ----------
    part
        File in a town's folder without which the town is broken, if there is one.
    """

    part: str | None

    def made(
        self, folder: Path, *, profile: TownProfile, units: Iterable[CommercialUnit]
    ) -> AbstractContextManager[None]:
        """Make a register for the town whose files are in `folder`.

        It counts when the block ends; what the block raises leaves none behind.
        """

    def open(self, folder: Path, *, key: str) -> SqlStore:
        """Open a register after every check; raises StoreError."""

    def swapping(
        self, ready: Path, *, key: str, store: SqlStore | None
    ) -> AbstractContextManager[None]:
        """Let nobody save while the block puts the folder `ready` in the town's place.

        `ready` holds a register as a file, which takes the place of the town's own.

        Parameters
        ----------
        store
            The register as it is, None where it cannot be opened.
        """

    def drop(self, key: str) -> None:
        """Delete what lies outside the town's folder for ever."""


class FileRegisters:
    """A register is a file in its town's folder."""

    part: str | None = STORE_NAME

    @contextmanager
    def made(
        self, folder: Path, *, profile: TownProfile, units: Iterable[CommercialUnit]
    ) -> Iterator[None]:
        """Write the file; see `Registers.made`."""
        create_store(folder / STORE_NAME, srid=profile.epsg, town=profile.key, units=units)
        yield

    def open(self, folder: Path, *, key: str) -> SqlStore:
        """Open the file; see `sqlite_store.open_store`."""
        del key
        return open_store(folder / STORE_NAME)

    @contextmanager
    def swapping(self, ready: Path, *, key: str, store: SqlStore | None) -> Iterator[None]:
        """Hold the lock of the present file; see `Registers.swapping`."""
        del ready, key
        # what cannot be opened cannot be saved to either
        with nullcontext() if store is None else store.transaction():
            yield

    def drop(self, key: str) -> None:
        """Do nothing: the file goes with the folder."""


class ServerRegisters:
    """A register is a schema of one database on a server."""

    part: str | None = None

    def __init__(self, url: "URL") -> None:
        self._url = url

    @contextmanager
    def made(
        self, folder: Path, *, profile: TownProfile, units: Iterable[CommercialUnit]
    ) -> Iterator[None]:
        """Write the schema; see `Registers.made`."""
        from biwaq_geo.adapters.store.postgres_store import new_server_store  # noqa: PLC0415

        del folder
        with new_server_store(self._url, srid=profile.epsg, town=profile.key, units=units):
            yield

    def open(self, folder: Path, *, key: str) -> SqlStore:
        """Open the schema; see `postgres_store.open_server_store`."""
        from biwaq_geo.adapters.store.postgres_store import open_server_store  # noqa: PLC0415

        del folder
        return open_server_store(self._url, town=key)

    @contextmanager
    def swapping(self, ready: Path, *, key: str, store: SqlStore | None) -> Iterator[None]:
        """Take the file's rows into a new schema; the present one gets another name."""
        from biwaq_geo.adapters.store.postgres_store import new_schema  # noqa: PLC0415

        del store
        file = ready / STORE_NAME
        with (
            closing(open_store(file)) as source,
            new_schema(self._url, town=key, made=source.made, aside_at=utc_now()) as connection,
        ):
            source.copy_into(connection)
            source.close()
            # started without the server one day, the town must not show this state as its own
            file.unlink()
            yield

    def drop(self, key: str) -> None:
        """Delete the schema, if there is one."""
        from biwaq_geo.adapters.store.postgres_store import drop_server_store  # noqa: PLC0415

        drop_server_store(self._url, town=key)


def registers_at(address: str | None) -> Registers:
    """Return the registers behind an address of a database, those in files for none.

    The server is not asked yet. Raises StoreSetupError for an address that is none.
    """
    if not address:
        return FileRegisters()
    from biwaq_geo.adapters.store.postgres_connect import server_url  # noqa: PLC0415

    return ServerRegisters(server_url(address))
