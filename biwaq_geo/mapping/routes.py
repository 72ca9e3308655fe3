"""Layers of the map by address: `/geo/{town}/{layer}.geojson`.

Only towns of the library and layers of the layer files can be asked for, so nothing
from an address is ever used as a path.
"""

import gzip
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from biwaq_geo.domain.errors import BiwaqError, TownNotFoundError
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.mapping.geojson import layer_geojson
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.mapping.query import UNITS, parse
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.services.ports import Town, TownLibrary

GZIP_LEVEL = 6

Served = tuple[TownLibrary, Sequence[LayerSpec]]
"""The library and the layers that can be asked for."""


@dataclass(frozen=True, slots=True)
class Body:
    """An answer ready to send: compressed, with the tag that stands for its content."""

    zipped: bytes
    etag: str


_Stamp = tuple[TownProfile, LayerSpec, int]


class LayerCache:
    """The last answer per town and layer; a new revision replaces the one before."""

    def __init__(self) -> None:
        self._bodies: dict[tuple[str, str], tuple[_Stamp, Body]] = {}
        self._lock = Lock()

    def get(self, town: Town, layer: LayerSpec) -> Body:
        """Return the answer for the present revision of the register."""
        # the revision is read first: an answer may be newer than its stamp, never older
        stamp = (town.profile, layer, revision_of(town, layer))
        key = (town.profile.key, layer.key)
        with self._lock:
            known = self._bodies.get(key)
        if known is not None and known[0] == stamp:
            return known[1]
        body = _body(layer_geojson(layer_frame(town, layer), layer))
        with self._lock:
            self._bodies[key] = (stamp, body)
        return body


def revision_of(town: Town, layer: LayerSpec) -> int:
    """Return the revision that the layer shows; 0 for layers of the base data."""
    return town.store.revision() if parse(layer.source).name == UNITS else 0


def geo_routes(served: Callable[[], Served], *, cache: LayerCache) -> list[Route]:
    """Return the routes; `served` is called for each request."""

    def answer(request: Request, make: Callable[[Town], Response]) -> Response:
        library, _ = served()
        try:
            return make(library.open(request.path_params["town"]))
        except TownNotFoundError:
            return _failed("not_found", 404)
        except BiwaqError as error:
            return _failed(error.code, 503)

    def layer(request: Request) -> Response:
        wanted = request.path_params["layer"]
        found = next((spec for spec in served()[1] if spec.key == wanted), None)
        if found is None:
            return _failed("not_found", 404)
        return answer(request, lambda town: _sent(request, cache.get(town, found)))

    def revision(request: Request) -> Response:
        return answer(request, lambda town: _json({"revision": town.store.revision()}))

    def about(request: Request) -> Response:
        return answer(request, lambda town: _json(_about(town.profile)))

    routes = {"{layer}.geojson": layer, "revision": revision, "about": about}
    return [Route(f"/geo/{{town}}/{path}", _in_thread(make)) for path, make in routes.items()]


def _in_thread(make: Callable[[Request], Response]) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(make, request)

    return endpoint


def _about(profile: TownProfile) -> Mapping[str, object]:
    return {"name": profile.name, "source": profile.source, "as_of": profile.as_of.isoformat()}


def _body(plain: bytes) -> Body:
    tag = f'"{hashlib.sha256(plain).hexdigest()[:32]}"'
    return Body(gzip.compress(plain, compresslevel=GZIP_LEVEL, mtime=0), tag)


def _sent(request: Request, body: Body) -> Response:
    headers = {"ETag": body.etag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == body.etag:
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(
            gzip.decompress(body.zipped), headers=headers, media_type="application/geo+json"
        )
    headers["Content-Encoding"] = "gzip"
    return Response(body.zipped, headers=headers, media_type="application/geo+json")


def _json(values: Mapping[str, object]) -> Response:
    return JSONResponse(values, headers={"Cache-Control": "private, no-store"})


def _failed(code: str, status: int) -> Response:
    return JSONResponse({"error": code}, status_code=status, headers={"Cache-Control": "no-store"})
