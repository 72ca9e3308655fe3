"""Faults of the layers that people have added, and of map services."""

from biwaq_geo.domain.errors.base import BiwaqError
from biwaq_geo.domain.errors.files import InputFileError


class AddedLayerNotFoundError(BiwaqError):
    """There is no added layer of that key, or it may not be seen."""

    code = "added_layer_not_found"


class AddedLayerExistsError(BiwaqError):
    """The key of a new layer is taken."""

    code = "added_layer_exists"


class AddedLayerDamagedError(InputFileError):
    """The files of an added layer are not as they were stored."""

    code = "added_layer_damaged"


class MapServiceError(BiwaqError):
    """A map service cannot be used; base of all errors about them."""

    code = "map_service"


class ServiceOffError(MapServiceError):
    """No administrator has allowed the service, or there is none of that key."""

    code = "service_off"


class ServiceSilentError(MapServiceError):
    """The service cannot be reached or did not answer in time."""

    code = "service_silent"


class ServiceReplyError(MapServiceError):
    """The service answered something that is not what it was asked for."""

    code = "service_reply"


class ServiceTooLargeError(MapServiceError):
    """The answer is larger than what is taken."""

    code = "service_too_large"


class ServiceElsewhereError(MapServiceError):
    """The service leads to another address, or to one inside a private network."""

    code = "service_elsewhere"


class ServiceRestingError(MapServiceError):
    """The service has failed several times and is left alone for a while."""

    code = "service_resting"
