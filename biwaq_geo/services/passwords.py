"""Passwords as they are kept: scrypt with a salt of their own."""

import hashlib
import secrets
from base64 import b64decode, b64encode
from hmac import compare_digest

from biwaq_geo.domain.accounts import as_typed

_N, _R, _P = 2**15, 8, 3
"""32 MiB and a fifth of a second on a small server, each time."""

_MOST_BYTES = 64 * 1024 * 1024


def hashed(password: str) -> str:
    """Return what is kept of a password: method, its parameters, salt and hash."""
    salt = secrets.token_bytes(16)
    found = _scrypt(password, salt, n=_N, r=_R, p=_P)
    return f"scrypt${_N}${_R}${_P}${b64encode(salt).decode()}${b64encode(found).decode()}"


def fits(password: str, kept: str | None) -> bool:
    """Say whether the password is the one that was kept.

    It takes as long without anything kept, so that the time tells no name.
    """
    _, n, r, p, salt, wanted = (kept or _NOBODY).split("$")
    found = _scrypt(password, b64decode(salt), n=int(n), r=int(r), p=int(p))
    return compare_digest(found, b64decode(wanted)) and kept is not None


def _scrypt(password: str, salt: bytes, *, n: int, r: int, p: int) -> bytes:
    typed = as_typed(password).encode()
    return hashlib.scrypt(typed, salt=salt, n=n, r=r, p=p, maxmem=_MOST_BYTES, dklen=32)


_NOBODY = f"scrypt${_N}${_R}${_P}${b64encode(bytes(16)).decode()}${b64encode(bytes(32)).decode()}"
