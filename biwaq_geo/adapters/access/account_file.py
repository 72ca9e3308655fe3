"""The accounts in one JSON file of the state folder."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from biwaq_geo.adapters.access.private_file import write_private
from biwaq_geo.adapters.file_lock import locked
from biwaq_geo.domain.accounts import Account, account_name
from biwaq_geo.domain.errors import (
    BiwaqError,
)
from biwaq_geo.domain.errors.accounts import (
    AccountsDamagedError,
)
from biwaq_geo.domain.roles import Role
from biwaq_geo.services.accounts import Accounts

FILE_NAME = "accounts.json"
_VERSION = 1
_Stat = tuple[int, int, int] | None


class AccountFile:
    """`services.accounts.AccountBook` in a file that other processes change too."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._lock = folder / f".{FILE_NAME}.lock"
        self._known: tuple[_Stat, Accounts] = (None, {})
        self._one_at_a_time = Lock()

    def read(self) -> Accounts:
        """Return all accounts by name; raises AccountsDamagedError.

        The file is read again when it is another one.
        """
        stat = self._stat()
        with self._one_at_a_time:
            if self._known[0] != stat:
                self._known = (stat, self._parsed())
            return self._known[1]

    def change(self, make: Callable[[Accounts], Accounts]) -> None:
        """Put others in the place of the accounts; one after another, over all processes."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with locked(self._lock):
            made = make(self._parsed())
            listed = {name: _plain(made[name]) for name in sorted(made)}
            whole = {"version": _VERSION, "accounts": listed}
            write_private(self._path, json.dumps(whole, ensure_ascii=False, indent=1).encode())

    def _stat(self) -> _Stat:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _parsed(self) -> Accounts:
        try:
            whole = json.loads(self._path.read_bytes())
            if whole["version"] != _VERSION:
                raise AccountsDamagedError(file=FILE_NAME)
            return {name: _account(name, told) for name, told in whole["accounts"].items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, BiwaqError) as error:
            # nobody gets in on a file that is half understood
            raise AccountsDamagedError(file=FILE_NAME) from error


def _plain(account: Account) -> Mapping[str, Any]:
    return {
        "role": account.role.value,
        "password": account.password,
        "mail": account.mail,
        "stamp": account.stamp,
        "ended": dict(account.ended),
    }


def _account(name: str, told: Mapping[str, Any]) -> Account:
    return Account(
        name=account_name(name),
        role=Role(told["role"]),
        stamp=str(told["stamp"]),
        password=told["password"],
        mail=str(told["mail"]),
        ended={str(one): int(end) for one, end in told["ended"].items()},
    )
