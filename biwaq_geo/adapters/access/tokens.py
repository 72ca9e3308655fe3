"""What a browser is given to prove who it is, signed with the key of this installation."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import time

from itsdangerous import BadData, URLSafeSerializer

from biwaq_geo.adapters.access.private_file import write_private
from biwaq_geo.adapters.file_lock import locked
from biwaq_geo.domain.accounts import Account
from biwaq_geo.domain.errors.accounts import (
    FormExpiredError,
    LoggedOutError,
)

SESSION_S = 10 * 60 * 60
"""A session ends after a day's work."""

FORM_S = 60 * 60
KEY_FILE = "gate.key"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """What a session's token says, its signature and its end being right.

    Attributes
    ----------
    stamp
        That of the account when the session began.
    ends
        Seconds since 1970.
    """

    name: str
    stamp: str
    key: str
    ends: int


class Tokens:
    """Signs and reads tokens."""

    def __init__(self, key: bytes, clock: Callable[[], float] = time) -> None:
        self._key = key
        self._clock = clock
        self._sessions = _signer(key, "session")
        self._forms = _signer(key, "form")

    def key_for(self, purpose: str) -> str:
        """Return a key of its own for something else that signs."""
        return hmac.digest(self._key, purpose.encode(), "sha256").hex()

    def now(self) -> int:
        """Return the seconds since 1970."""
        return int(self._clock())

    def session(self, account: Account) -> str:
        """Return the token of a new session."""
        ends = self.now() + SESSION_S
        made: str = self._sessions.dumps([account.name, account.stamp, secrets.token_hex(16), ends])
        return made

    def read_session(self, token: str) -> Session:
        """Return what the token says; raises LoggedOutError."""
        try:
            session = Session(*self._sessions.loads(token))
        except (BadData, TypeError) as error:
            raise LoggedOutError from error
        if self.now() >= session.ends:
            raise LoggedOutError
        return session

    def form(self, of: str) -> str:
        """Return a token for a form of the browser or session `of`."""
        made: str = self._forms.dumps([of, self.now() + FORM_S])
        return made

    def check_form(self, token: str, *, of: str) -> None:
        """Raise FormExpiredError unless the form was made for `of`, and lately."""
        try:
            whose, ends = self._forms.loads(token)
        except (BadData, TypeError, ValueError) as error:
            raise FormExpiredError from error
        if not of or whose != of or self.now() >= ends:
            raise FormExpiredError


def _signer(key: bytes, purpose: str) -> URLSafeSerializer:
    signing = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
    return URLSafeSerializer(key, salt=f"biwaq_geo.{purpose}", signer_kwargs=signing)


def key_in(folder: Path) -> bytes:
    """Return the key of the installation, made at the first start.

    Without the file another one is made, and everybody logs in again.
    """
    path = folder / KEY_FILE
    folder.mkdir(parents=True, exist_ok=True)
    # two processes that start together must not make two
    with locked(folder / f".{KEY_FILE}.lock"):
        if not path.exists():
            write_private(path, secrets.token_bytes(_KEY_BYTES))
        return path.read_bytes()
