"""PostgreSQL's errors as the house names them."""

import psycopg

from biwaq_geo.domain.errors import (
    StoreAccessError,
    StoreBusyError,
    StoreCollisionError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
    StoreSetupError,
    StoreUnreachableError,
)

_CLASS = 2
"""Length of the beginning of a code that names its class."""

# codes: PostgreSQL documentation, appendix A
_ERRORS: dict[str, type[StoreError]] = {
    "08": StoreUnreachableError,
    "57P01": StoreUnreachableError,  # shut down by an administrator
    "57P02": StoreUnreachableError,  # another process of the server crashed
    "57P03": StoreUnreachableError,  # starting up or recovering
    "28": StoreAccessError,
    "3D000": StoreAccessError,  # no such database
    "42501": StoreAccessError,  # no right to the table
    "25006": StoreReadOnlyError,
    "53100": StoreFullError,
    "53300": StoreBusyError,  # too many connections
    "55P03": StoreBusyError,  # lock not had in time
    "57014": StoreBusyError,  # statement not done in time
    "25P03": StoreBusyError,  # transaction idle for too long
    "40001": StoreCollisionError,  # not serializable
    "40P01": StoreCollisionError,  # deadlock
    "3F000": StoreDamagedError,  # no such schema
    "42P01": StoreDamagedError,  # no such table
    "42703": StoreDamagedError,  # no such column
    "XX001": StoreDamagedError,
    "XX002": StoreDamagedError,
}

_OF_POSTGIS = frozenset({"42704", "42883"})
"""No such type, no such function: the tables use no others than those of PostGIS."""


def named(error: psycopg.Error) -> StoreError:
    """Return the named error for one of the driver's; its reason has no values of records."""
    code = error.sqlstate
    if code is None:
        return _without_code(error)
    # the other parts of the message may hold a whole row
    reason = f"{code} {error.diag.message_primary}"
    if code in _OF_POSTGIS:
        return StoreSetupError(part="PostGIS", reason=reason)
    kind = _ERRORS.get(code) or _ERRORS.get(code[:_CLASS], StoreError)
    return kind(reason=reason)


def _without_code(error: psycopg.Error) -> StoreError:
    reason = str(error)
    # an error of a connection that never stood carries what is left of it
    broken = error.pgconn
    if broken is not None:
        refused = broken.used_password or broken.needs_password or "pg_hba.conf" in reason
        if refused:
            return StoreAccessError(reason=reason)
    if isinstance(error, psycopg.OperationalError):
        return StoreUnreachableError(reason=reason)
    return StoreError(reason=reason)
