"""The operating system's errors about files as the house names them."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from biwaq_geo.domain.errors import StoreError, StoreFullError, StoreReadOnlyError

_DISK_ERRORS: dict[int | None, type[StoreError]] = {
    errno.ENOSPC: StoreFullError,
    errno.EDQUOT: StoreFullError,
    errno.EACCES: StoreReadOnlyError,
    errno.EPERM: StoreReadOnlyError,
    errno.EROFS: StoreReadOnlyError,
}


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn the operating system's errors about files inside the block into the named ones."""
    try:
        yield
    except OSError as error:
        raise _DISK_ERRORS.get(error.errno, StoreError)(reason=repr(error)) from error
