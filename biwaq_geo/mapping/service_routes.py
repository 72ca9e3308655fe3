"""Tiles of allowed map services by address: `/services/{key}/{z}/{x}/{y}`.

The browser asks our server only, and our server tells the service nothing of who looks.
"""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from biwaq_geo.domain.errors import BiwaqError, MapServiceError, ServiceOffError
from biwaq_geo.domain.map_services import MapService
from biwaq_geo.mapping.background import Background
from biwaq_geo.services.map_services import MapServices

BROWSER_KEEPS_S = 86_400


def service_routes(services: Callable[[], MapServices]) -> list[Route]:
    """Return the routes; `services` is called for each request."""

    async def tile(request: Request) -> Response:
        z, x, y = (int(request.path_params[name]) for name in ("z", "x", "y"))
        try:
            found = await services().tile(request.path_params["key"], z=z, x=x, y=y)
        except ServiceOffError as error:
            return _failed(error.code, 404)
        except MapServiceError as error:
            return _failed(error.code, 502)
        except BiwaqError as error:
            return _failed(error.code, 503)
        headers = {"Cache-Control": f"private, max-age={BROWSER_KEEPS_S}"}
        return Response(found.data, media_type=found.media_type, headers=headers)

    return [Route("/services/{key}/{z:int}/{x:int}/{y:int}", tile)]


def background(service: MapService) -> Background:
    """Return the service as a background of the map."""
    return Background(
        key=service.key,
        url=f"/services/{service.key}/{{z}}/{{x}}/{{y}}",
        attribution=service.attribution,
        opacity=service.opacity,
        max_zoom=service.max_zoom,
    )


def _failed(code: str, status: int) -> Response:
    return JSONResponse({"error": code}, status_code=status, headers={"Cache-Control": "no-store"})
