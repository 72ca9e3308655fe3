"""Logging in and out, and who a browser's token stands for."""

import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from time import monotonic, time

from biwaq_geo.adapters.access.account_file import AccountFile
from biwaq_geo.adapters.access.tokens import Tokens, key_in
from biwaq_geo.domain.accounts import Account, account_mail, account_name
from biwaq_geo.domain.errors.accounts import (
    AccountNameError,
    LoggedOutError,
    LoginFailedError,
    LoginUnknownError,
    TooManyAttemptsError,
)
from biwaq_geo.domain.roles import Person
from biwaq_geo.services.accounts import end_session
from biwaq_geo.services.attempts import Attempts
from biwaq_geo.services.passwords import fits
from biwaq_geo.services.worker import Pace

log = logging.getLogger("biwaq_geo.access")

_UNKNOWN = "(unknown)"


class Access:
    """Everything about who gets into one installation.

    Attributes
    ----------
    book
        The accounts.
    pace
        What each account has done lately.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], float] = time,
        ticks: Callable[[], float] = monotonic,
    ) -> None:
        self.book = AccountFile(folder)
        self.tokens = Tokens(key_in(folder), clock)
        self.pace = Pace(ticks)
        self._attempts = Attempts(ticks)

    def log_in(self, *, name: str, password: str, address: str) -> str:
        """Return the token of a new session; takes a fifth of a second.

        Raises
        ------
        LoginFailedError, TooManyAttemptsError, AccountsDamagedError
        """
        account = self._account(name)
        # what somebody typed as a name may be a password: it gets into no log
        known = _UNKNOWN if account is None else account.name
        try:
            self._attempts.begin(name.strip().lower()[:60], address)
        except TooManyAttemptsError:
            log.warning("log-in held off: account %s", known)
            raise
        if not fits(password, None if account is None else account.password) or account is None:
            log.warning("log-in failed: account %s", known)
            raise LoginFailedError
        self._attempts.went_well(account.name, address)
        return self._begun(account, "password")

    def log_in_by_mail(self, mail: str) -> str:
        """Return the token of a session for whom a provider has named; raises LoginUnknownError."""
        wanted = account_mail(mail)
        for account in self.book.read().values():
            if wanted and account.mail == wanted:
                return self._begun(account, "provider")
        log.warning("log-in failed: account %s, by the provider", _UNKNOWN)
        raise LoginUnknownError

    def provider_failed(self, error: Exception) -> None:
        """Note that a provider answered wrongly or not at all; its words stay out of the log."""
        log.warning("log-in failed: the provider, %s", type(error).__name__)

    def log_out(self, token: str) -> None:
        """End the session of the token for good."""
        session = self.tokens.read_session(token)
        end_session(
            self.book,
            name=session.name,
            session=session.key,
            until=session.ends,
            now=self.tokens.now(),
        )
        log.info("logged out: account %s", session.name)

    def person(self, token: str) -> Person:
        """Return who the token stands for; raises LoggedOutError, AccountsDamagedError.

        It is looked up in the accounts each time: another password or role, or a log-out,
        ends the session with its next step.
        """
        session = self.tokens.read_session(token)
        account = self.book.read().get(session.name)
        if account is None or account.stamp != session.stamp or session.key in account.ended:
            raise LoggedOutError
        return account.person

    def _account(self, name: str) -> Account | None:
        try:
            return self.book.read().get(account_name(name))
        except AccountNameError:
            return None

    def _begun(self, account: Account, how: str) -> str:
        log.info("logged in: account %s, role %s, by %s", account.name, account.role.value, how)
        return self.tokens.session(account)


@cache
def access_to(folder: Path) -> Access:
    """Return the access to the installation in the folder, one for the whole process."""
    return Access(folder)
