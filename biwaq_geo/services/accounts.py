"""Use cases: keep the accounts of those who log in."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from biwaq_geo.domain.accounts import Account, account_mail, account_name, new_password
from biwaq_geo.domain.errors.accounts import (
    AccountExistsError,
    AccountNotFoundError,
    MailTakenError,
)
from biwaq_geo.domain.roles import Role
from biwaq_geo.services.passwords import hashed

Accounts = Mapping[str, Account]
"""By name."""


class AccountBook(Protocol):
    """Where the accounts are kept."""

    def read(self) -> Accounts:
        """Return all accounts by name; raises AccountsDamagedError."""

    def change(self, make: Callable[[Accounts], Accounts]) -> None:
        """Put others in the place of the accounts: all of it or nothing, one after another.

        Raises what `make` raises, AccountsDamagedError, StoreFullError, StoreReadOnlyError.
        """


def add_account(
    book: AccountBook, *, name: str, role: Role, password: str | None = None, mail: str = ""
) -> Account:
    """Add an account and return it; without a password it logs in by mail address only.

    Raises
    ------
    AccountNameError, PasswordWeakError, AccountExistsError, MailTakenError
        Nothing was saved.
    """
    key = account_name(name)
    kept = None if password is None else hashed(new_password(password, name=key))
    made = Account(key, role, _stamp(), kept, account_mail(mail))

    def with_it(all_of_them: Accounts) -> Accounts:
        if key in all_of_them:
            raise AccountExistsError(name=key)
        if made.mail and any(one.mail == made.mail for one in all_of_them.values()):
            raise MailTakenError(mail=made.mail)
        return {**all_of_them, key: made}

    book.change(with_it)
    return made


def set_password(book: AccountBook, *, name: str, password: str) -> None:
    """Give an account another password; its sessions end.

    Raises
    ------
    AccountNotFoundError, PasswordWeakError
        Nothing was saved.
    """
    kept = hashed(new_password(password, name=account_name(name)))
    _alter(book, name, lambda account: replace(account, password=kept, stamp=_stamp(), ended={}))


def set_role(book: AccountBook, *, name: str, role: Role) -> None:
    """Give an account another role; its sessions end. Raises AccountNotFoundError."""
    _alter(book, name, lambda account: replace(account, role=role, stamp=_stamp(), ended={}))


def remove_account(book: AccountBook, *, name: str) -> None:
    """Remove an account; its sessions end. Raises AccountNotFoundError."""
    key = account_name(name)

    def without(all_of_them: Accounts) -> Accounts:
        if key not in all_of_them:
            raise AccountNotFoundError(name=key)
        return {other: one for other, one in all_of_them.items() if other != key}

    book.change(without)


def end_session(book: AccountBook, *, name: str, session: str, until: int, now: int) -> None:
    """Remember that a session was logged out, as long as its cookie would be good."""

    def ended(account: Account) -> Account:
        left = {one: end for one, end in account.ended.items() if end > now}
        return replace(account, ended={**left, session: until})

    _alter(book, name, ended)


def _alter(book: AccountBook, name: str, make: Callable[[Account], Account]) -> None:
    key = account_name(name)

    def altered(all_of_them: Accounts) -> Accounts:
        if key not in all_of_them:
            raise AccountNotFoundError(name=key)
        return {**all_of_them, key: make(all_of_them[key])}

    book.change(altered)


def _stamp() -> str:
    return secrets.token_hex(16)
