"""Why a register cannot be opened or written."""

from biwaq_geo.domain.errors.base import BiwaqError


class StoreError(BiwaqError):
    """The store cannot be used; base of all errors about it."""

    code = "store"


class StoreBusyError(StoreError):
    """Somebody else holds the store for longer than one can wait."""

    code = "store_busy"


class StoreFullError(StoreError):
    """The disk has no room left."""

    code = "store_full"


class StoreReadOnlyError(StoreError):
    """The store may not be written."""

    code = "store_read_only"


class StoreDamagedError(StoreError):
    """The store's file is damaged or is no store at all."""

    code = "store_damaged"


class StoreNewerError(StoreError):
    """The store was written by a newer version of this application."""

    code = "store_newer"


class StoreOnNetworkError(StoreError):
    """The store lies on a network file system, where locks cannot be trusted."""

    code = "store_on_network"
