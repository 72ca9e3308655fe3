"""Maps of others that the town may look at: what is known of each service."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from biwaq_geo.domain.catalogue import Words
from biwaq_geo.domain.errors import BiwaqError


class ServiceKind(StrEnum):
    """How a service is asked."""

    TILES = "tiles"
    """XYZ or WMTS: an address for each tile of the Web Mercator grid."""
    WMS = "wms"
    WFS = "wfs"
    """Features; they become a layer of the town, once."""


@dataclass(frozen=True, slots=True)
class MapService:
    """One service, as its entry in a file says.

    Attributes
    ----------
    url
        For tiles a template with {z}, {x} and {y}; for WMS and WFS where they are asked.
    layers
        Layers of a WMS, type names of a WFS; empty for tiles.
    image
        Media type that a WMS is asked for.
    attribution
        Must stand on the map as long as the service is shown.
    licence, terms
        Name of the licence, and address of the conditions of use.
    max_zoom
        Closest zoom of the grid.
    opacity
        0 to 1.
    private
        The service may lie on a private address, and be asked without encryption.
    """

    key: str
    title: Words
    kind: ServiceKind
    url: str
    attribution: str
    licence: str
    terms: str
    layers: str = ""
    image: str = "image/png"
    max_zoom: int = 18
    opacity: float = 1.0
    private: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One picture of 256 by 256 pixels."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class ServiceState:
    """How a service did when it was last asked.

    Attributes
    ----------
    failure
        Why the last request failed; None if it did not, or nobody has asked.
    resting_until
        Until then it is not asked again, in UTC; None if it may be.
    """

    failure: BiwaqError | None = None
    resting_until: datetime | None = None
