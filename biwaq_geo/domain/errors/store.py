"""Why a register cannot be opened or written."""

from biwaq_geo.domain.errors.base import BiwaqError


class StoreError(BiwaqError):
    """The store cannot be used; base of all errors about it."""

    code = "store"


class StoreBusyError(StoreError):
    """Somebody else holds the store for longer than one can wait."""

    code = "store_busy"


class StoreCollisionError(StoreBusyError):
    """The database called a save off that crossed another one; nothing of it is stored."""


class StoreFullError(StoreError):
    """The disk has no room left."""

    code = "store_full"


class StoreReadOnlyError(StoreError):
    """The store may not be written."""

    code = "store_read_only"


class StoreDamagedError(StoreError):
    """The store's file is damaged or is no store at all."""

    code = "store_damaged"


class StoreRestorableError(StoreDamagedError):
    """The store's file is damaged, and there is a good backup of it."""

    code = "store_restorable"


class StoreNewerError(StoreError):
    """The store was written by a newer version of this application."""

    code = "store_newer"


class StoreUnreachableError(StoreError):
    """The database server is down, starting, or cannot be reached over the network."""

    code = "store_unreachable"


class StoreAccessError(StoreError):
    """The database server refuses this user, password or database, or lacks a right."""

    code = "store_access"


class StoreSetupError(StoreError):
    """A part of the set-up of the server store is missing or wrong."""

    code = "store_setup"


class StoreOnNetworkError(StoreError):
    """The store lies on a network file system, where locks cannot be trusted."""

    code = "store_on_network"
