"""Ids that rise with time, for records of one day whose order matters."""

import secrets
from datetime import datetime
from uuid import UUID

_VERSION, _VARIANT = 7, 0b10


def rising_id(at: datetime) -> UUID:
    """Return a new id that is larger than those of earlier milliseconds.

    Format: UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random ones.

    Parameters
    ----------
    at
        With a time zone.
    """
    millis = int(at.timestamp() * 1000) & (1 << 48) - 1
    high = millis << 16 | _VERSION << 12 | secrets.randbits(12)
    return UUID(int=high << 64 | _VARIANT << 62 | secrets.randbits(62))
