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
