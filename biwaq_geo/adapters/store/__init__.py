"""The store: one mapping, opened by this package and nothing else."""

from biwaq_geo.adapters.disk_errors import disk_errors
from biwaq_geo.adapters.store.registers import FileRegisters, Registers, registers_at
from biwaq_geo.adapters.store.sql_store import SqlStore
from biwaq_geo.adapters.store.sqlite_store import (
    STORE_NAME,
    SqliteStore,
    create_store,
    open_store,
)

__all__ = [
    "STORE_NAME",
    "FileRegisters",
    "Registers",
    "SqlStore",
    "SqliteStore",
    "create_store",
    "disk_errors",
    "open_store",
    "registers_at",
]
