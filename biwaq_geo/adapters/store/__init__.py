"""The store: one mapping, opened by this package and nothing else."""

from biwaq_geo.adapters.disk_errors import disk_errors
from biwaq_geo.adapters.store.sqlite_store import (
    STORE_NAME,
    SqliteStore,
    create_store,
    open_store,
)

__all__ = ["STORE_NAME", "SqliteStore", "create_store", "disk_errors", "open_store"]
