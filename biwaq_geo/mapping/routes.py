"""Layers of the map by address: `/geo/{town}/{layer}.geojson?rev=N`.

`rev` is the revision of the register to be shown, the present one where it is missing.

Only towns of the library and layers of the layer files can be asked for, so nothing
from an address is ever used as a path.
"""

import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from biwaq_geo.domain.errors import BiwaqError, TownNotFoundError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.domain.towns import TownProfile
from biwaq_geo.mapping.geojson import layer_geojson
from biwaq_geo.mapping.mapspec import LayerSpec
from biwaq_geo.mapping.query import UNITS, parse
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.mapping.town_layers import added_layers, for_audience
from biwaq_geo.services.ports import Town, TownLibrary
from biwaq_geo.services.visible_towns import VisibleTown

GZIP_LEVEL = 6

WHOLE_NUMBER = re.compile(r"[0-9]{1,12}", re.ASCII)
"""What an address may say of a revision: longer numbers than any register reaches are noise."""

Served = tuple[TownLibrary, Sequence[LayerSpec]]
"""The library and the layers of the layer files; those that a town has added come to it."""


def _everybody(_: Request) -> Audience:
    return Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Body:
    """An answer ready to send: compressed, with the tag that stands for its content."""

    zipped: bytes
    etag: str


_Stamp = tuple[TownProfile, LayerSpec, int]

PAST_KEPT = 64
"""Answers of past revisions in memory; a few hundred kilobytes each in a large town."""


class LayerCache:
    """The present answer per town and layer, and the last `PAST_KEPT` of the past."""

    def __init__(self) -> None:
        self._present: dict[tuple[str, str], tuple[_Stamp, Body]] = {}
        self._past: OrderedDict[tuple[str, str, int], tuple[_Stamp, Body]] = OrderedDict()
        self._public: dict[str, VisibleTown] = {}
        self._lock = Lock()

    def get(self, town: Town, layer: LayerSpec, *, revision: int | None = None) -> Body:
        """Return the layer as the register stood after event `revision`, now if None.

        Layers of the base data are the same at every revision.
        """
        present = revision_of(town, layer)
        shown = present if revision is None else min(revision, present)
        stamp = (town.profile, layer, shown)
        known = self._known(stamp)
        if known is not None:
            return known
        units = self._seen(town).store.units(at_revision=shown) if is_live(layer) else None
        body = _body(layer_geojson(layer_frame(town, layer, units=units), layer))
        self._keep(stamp, body, present=shown == present)
        return body

    def _seen(self, town: Town) -> VisibleTown:
        """Return what anybody may see of the town: an address can be handed on.

        It is kept, so that the layers of one revision share the units it has filtered.
        """
        seen = self._public.get(town.profile.key)
        if seen is None or seen.whole is not town:
            seen = self._public[town.profile.key] = VisibleTown(town, Audience.PUBLIC)
        return seen

    def _known(self, stamp: _Stamp) -> Body | None:
        profile, layer, revision = stamp
        place = (profile.key, layer.key, revision)
        with self._lock:
            if place in self._past:
                self._past.move_to_end(place)
            for found in (self._present.get((profile.key, layer.key)), self._past.get(place)):
                if found is not None and found[0] == stamp:
                    return found[1]
        return None

    def _keep(self, stamp: _Stamp, body: Body, *, present: bool) -> None:
        profile, layer, revision = stamp
        with self._lock:
            if present:
                self._present[profile.key, layer.key] = stamp, body
                return
            self._past[profile.key, layer.key, revision] = stamp, body
            while len(self._past) > PAST_KEPT:
                self._past.popitem(last=False)


def revision_of(town: Town, layer: LayerSpec) -> int:
    """Return the revision that the layer shows; 0 for layers of the base data."""
    return town.store.revision() if is_live(layer) else 0


def is_live(layer: LayerSpec) -> bool:
    """Say whether the layer is drawn from the register."""
    return parse(layer.source).name == UNITS


def geo_routes(
    served: Callable[[], Served],
    *,
    cache: LayerCache,
    asker: Callable[[Request], Audience] = _everybody,
) -> list[Route]:
    """Return the routes.

    Parameters
    ----------
    served
        Called for each request.
    asker
        Who asks; layers that are not for that audience do not exist.
    """

    def answer(request: Request, make: Callable[[Town], Response]) -> Response:
        library, _ = served()
        try:
            return make(library.open(request.path_params["town"]))
        except TownNotFoundError:
            return _failed("not_found", 404)
        except BiwaqError as error:
            return _failed(error.code, 503)

    def layer(request: Request) -> Response:
        def found(town: Town) -> Response:
            known = (*served()[1], *added_layers(town)[0])
            seen = (one for one in for_audience(known, asker(request)) if not one.hidden)
            wanted = request.path_params["layer"]
            spec = next((one for one in seen if one.key == wanted), None)
            return _failed("not_found", 404) if spec is None else _layer(request, town, spec, cache)

        return answer(request, found)

    def revision(request: Request) -> Response:
        return answer(request, lambda town: _json({"revision": town.store.revision()}))

    def about(request: Request) -> Response:
        return answer(request, lambda town: _json(_about(town.profile)))

    routes = {"{layer}.geojson": layer, "revision": revision, "about": about}
    return [Route(f"/geo/{{town}}/{path}", _in_thread(make)) for path, make in routes.items()]


def _layer(request: Request, town: Town, spec: LayerSpec, cache: LayerCache) -> Response:
    asked = request.query_params.get("rev")
    if asked is None:
        return _sent(request, cache.get(town, spec))
    if not WHOLE_NUMBER.fullmatch(asked) or int(asked) > town.store.revision():
        return _failed("no_revision", 400)
    return _sent(request, cache.get(town, spec, revision=int(asked)))


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
