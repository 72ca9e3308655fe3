"""Why a photo cannot be taken in or shown."""

from biwaq_geo.domain.errors.base import BiwaqError


class PhotoError(BiwaqError):
    """A photo cannot be used; base of all errors about photos."""

    code = "photo"


class PhotoTooLargeError(PhotoError, ValueError):
    """The file has more bytes than are read."""

    code = "photo_too_large"


class PhotoFormatError(PhotoError, ValueError):
    """The file is no photo of a kind that is read."""

    code = "photo_format"


class PhotoPixelsError(PhotoError, ValueError):
    """The picture would need more memory than one photo may have."""

    code = "photo_pixels"


class PhotoDamagedError(PhotoError, ValueError):
    """The picture is cut off or broken inside."""

    code = "photo_damaged"


class PhotoStoppedError(PhotoError):
    """The process that reads the picture was stopped: too slow, killed or never begun."""

    code = "photo_stopped"


class PhotoMissingError(PhotoError, FileNotFoundError):
    """The file of a photo is gone, or is not the one that was stored."""

    code = "photo_missing"
