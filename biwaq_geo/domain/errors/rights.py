"""What this installation does not let a person do, and what it was not told rightly."""

from biwaq_geo.domain.errors.base import BiwaqError


class NotAllowedError(BiwaqError, PermissionError):
    """The audience of this installation may not do that."""

    code = "not_allowed"


class RoleNotAllowedError(NotAllowedError):
    """The role of the person who has logged in does not include that."""

    code = "role_not_allowed"


class TooFastError(BiwaqError, PermissionError):
    """One account saves or uploads more within a minute than a person does."""

    code = "too_fast"


class SettingError(BiwaqError, ValueError):
    """A setting has a value that nobody knows."""

    code = "setting"
