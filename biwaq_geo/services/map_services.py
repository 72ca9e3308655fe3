"""Map services that an administrator has allowed: what the screens and routes need."""

from collections.abc import Sequence
from typing import Protocol

from biwaq_geo.domain.errors import CatalogueFileError
from biwaq_geo.domain.map_services import MapService, ServiceState, Tile

Extent = tuple[float, float, float, float]
"""West, south, east, north."""


class MapServices(Protocol):
    """The services that are known, and asking those that are allowed.

    Nothing is asked unless an administrator has allowed it and somebody looks at it.
    """

    def known(self) -> Sequence[MapService]:
        """Return all services of the files, allowed or not."""

    def faults(self) -> Sequence[CatalogueFileError]:
        """Return what is wrong with the files; a broken file offers no service."""

    def allowed(self) -> Sequence[MapService]:
        """Return the services that may be asked."""

    def state(self, key: str) -> ServiceState:
        """Return how a service did when it was last asked."""

    async def tile(self, key: str, *, z: int, x: int, y: int) -> Tile:
        """Return a tile of the Web Mercator grid; raises MapServiceError."""

    def features(self, key: str, *, extent: Extent, epsg: int) -> bytes:
        """Return the features of a WFS in the extent as GeoJSON; raises MapServiceError."""
