"""Mistakes with accounts and with logging in."""

from biwaq_geo.domain.errors.base import BiwaqError


class AccountError(BiwaqError):
    """Base of what can go wrong with accounts."""

    code = "account"


class AccountNameError(AccountError, ValueError):
    """The name of an account has signs that it must not have."""

    code = "account_name"


class AccountExistsError(AccountError, ValueError):
    """There is such an account already."""

    code = "account_exists"


class AccountNotFoundError(AccountError, KeyError):
    """There is no such account."""

    code = "account_not_found"


class MailTakenError(AccountError, ValueError):
    """Another account has the same mail address."""

    code = "mail_taken"


class PasswordWeakError(AccountError, ValueError):
    """The password is too short, too long, or the name once more."""

    code = "password_weak"


class PasswordsDifferError(AccountError, ValueError):
    """The password was typed differently the second time."""

    code = "passwords_differ"


class AccountsDamagedError(AccountError):
    """The file of the accounts cannot be read."""

    code = "accounts_damaged"


class LoginFailedError(AccountError, PermissionError):
    """Name and password do not fit; which of them is wrong is not said."""

    code = "login_failed"


class TooManyAttemptsError(AccountError, PermissionError):
    """Too many wrong passwords in a short time."""

    code = "too_many_attempts"


class LoginUnknownError(AccountError, PermissionError):
    """The identity provider knows the person, no account here does."""

    code = "login_unknown"


class ProviderError(AccountError):
    """The identity provider did not answer, or wrongly, or the person gave up there."""

    code = "provider"


class FormExpiredError(AccountError, PermissionError):
    """A form was sent without its token, or long after it was opened."""

    code = "form_expired"


class LoggedOutError(AccountError, PermissionError):
    """Nobody has logged in, or the session is over."""

    code = "logged_out"
