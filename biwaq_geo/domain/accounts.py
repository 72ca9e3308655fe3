"""Accounts of those who log in, and what their names and passwords must be like."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from biwaq_geo.domain.errors.accounts import (
    AccountNameError,
    PasswordWeakError,
)
from biwaq_geo.domain.roles import Person, Role

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}", re.ASCII)
"""No signs that mean something in a log, a path or a table."""

SHORTEST, LONGEST = 12, 200
"""Characters of a password. Length is what counts; nobody is asked for special signs."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account.

    Attributes
    ----------
    password
        As `services.passwords.hashed` returns it; None for those who log in elsewhere.
    mail
        By which an identity provider names the person; empty where none does.
    stamp
        A random number that is another one after every change of password or role, so
        that sessions from before are over.
    ended
        Sessions that were logged out, with the time when they would have ended anyway
        (seconds since 1970).
    """

    name: str
    role: Role
    stamp: str = field(repr=False)
    password: str | None = field(default=None, repr=False)
    mail: str = ""
    ended: Mapping[str, int] = field(default_factory=dict, repr=False)

    @property
    def person(self) -> Person:
        """The one who works under this account."""
        return Person(self.name, self.role)


def account_name(typed: str) -> str:
    """Return the name as it is kept; raises AccountNameError."""
    name = typed.strip().lower()
    if not NAME.fullmatch(name):
        raise AccountNameError(found=typed[:60])
    return name


def account_mail(typed: str) -> str:
    """Return the mail address as it is kept and compared."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def new_password(typed: str, *, name: str) -> str:
    """Return the password as it is hashed; raises PasswordWeakError."""
    password = as_typed(typed)
    if not SHORTEST <= len(password) <= LONGEST or name in password.casefold():
        raise PasswordWeakError(shortest=SHORTEST, longest=LONGEST)
    return password


def as_typed(password: str) -> str:
    """Return the password in one form: keyboards write the same letter in several ways."""
    return unicodedata.normalize("NFKC", password)
