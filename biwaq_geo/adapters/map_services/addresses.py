"""The addresses under which services are asked."""

from urllib.parse import urlencode

from biwaq_geo.domain.map_services import MapService, ServiceKind
from biwaq_geo.services.map_services import Extent

TILE_PX = 256
HALF_WORLD_M = 20_037_508.342789244
"""Half the side of the Web Mercator square."""

MOST_FEATURES = 200_000


def is_tile(service: MapService, *, z: int, x: int, y: int) -> bool:
    """Say whether the grid of the service has such a tile."""
    return 0 <= z <= service.max_zoom and 0 <= x < 2**z and 0 <= y < 2**z


def tile_address(service: MapService, *, z: int, x: int, y: int) -> str:
    """Return the address of one tile.

    >>> tile_extent(0, 0, 0)[0] == -HALF_WORLD_M
    True
    """
    if service.kind is ServiceKind.TILES:
        return service.url.format(z=z, x=x, y=y)
    west, south, east, north = tile_extent(z, x, y)
    asked = {
        "SERVICE": "WMS",
        "VERSION": "1.3.0",
        "REQUEST": "GetMap",
        "LAYERS": service.layers,
        "STYLES": "",
        "CRS": "EPSG:3857",
        "BBOX": f"{west:.4f},{south:.4f},{east:.4f},{north:.4f}",
        "WIDTH": str(TILE_PX),
        "HEIGHT": str(TILE_PX),
        "FORMAT": service.image,
    }
    return _with(service.url, asked)


def tile_extent(z: int, x: int, y: int) -> Extent:
    """Return where a tile lies, in metres of Web Mercator."""
    side = 2 * HALF_WORLD_M / 2**z
    west, north = -HALF_WORLD_M + x * side, HALF_WORLD_M - y * side
    return west, north - side, west + side, north


def features_address(service: MapService, *, extent: Extent, epsg: int) -> str:
    """Return the address of the features in an extent, which is in that CRS and metres."""
    box = ",".join(f"{side:.2f}" for side in extent)
    asked = {
        "SERVICE": "WFS",
        "VERSION": "2.0.0",
        "REQUEST": "GetFeature",
        "TYPENAMES": service.layers,
        "SRSNAME": f"EPSG:{epsg}",
        "BBOX": f"{box},urn:ogc:def:crs:EPSG::{epsg}",
        "COUNT": str(MOST_FEATURES),
        "OUTPUTFORMAT": "application/json",
    }
    return _with(service.url, asked)


def _with(url: str, asked: dict[str, str]) -> str:
    mark = "" if url.endswith(("?", "&")) else "&" if "?" in url else "?"
    return f"{url}{mark}{urlencode(asked)}"
