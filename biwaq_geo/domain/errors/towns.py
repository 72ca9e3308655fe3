"""Towns and OpenStreetMap: what is missing, taken or cannot be reached."""

from biwaq_geo.domain.errors.base import BiwaqError
from biwaq_geo.domain.errors.files import InputFileError


class TownExistsError(BiwaqError, ValueError):
    """A town of that name is already registered."""

    code = "town_exists"


class TownNotFoundError(BiwaqError, KeyError):
    """No town of that name is registered."""

    code = "town_not_found"


class TownBrokenError(BiwaqError):
    """A registered town lacks a part or a part cannot be read."""

    code = "town_broken"


class PlaceNotFoundError(BiwaqError):
    """The place name is unknown to the file or the service."""

    code = "place_not_found"


class PlaceAmbiguousError(BiwaqError):
    """Several places bear the name."""

    code = "place_ambiguous"


class NoStreetsError(InputFileError):
    """The extract holds no street one could walk on."""

    code = "no_streets"


class NetworkAbsentError(BiwaqError, ConnectionError):
    """The service on the network cannot be reached."""

    code = "network_absent"


class ServiceAnswerError(BiwaqError):
    """The service on the network answered with something that cannot be used."""

    code = "service_answer"
