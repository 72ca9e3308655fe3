"""What this installation does not let a person do, and what it was not told rightly."""

from biwaq_geo.domain.errors.base import BiwaqError


class NotAllowedError(BiwaqError, PermissionError):
    """The audience of this installation may not do that."""

    code = "not_allowed"


class SettingError(BiwaqError, ValueError):
    """A setting has a value that nobody knows."""

    code = "setting"
