"""Layers of the map by address: `/geo/{town}/{layer}.geojson?rev=N&day=2026-05-01`.

`rev` is the revision of the register to be shown, the present one where it is missing. Of
street sections, scores of days after `day` are not shown.
The base map comes as `/geo/{town}/base-{zoom}.pmtiles`, of which browsers ask for parts.

Only towns of the library and layers of the layer files can be asked for, so nothing
from an address is ever used as a path.
"""

import gzip
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from biwaq_geo.domain.errors import BiwaqError, TownNotFoundError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.mapping.base_tiles import BaseTiles, tile_groups
from biwaq_geo.mapping.geojson import area_labels
from biwaq_geo.mapping.heights import vacant_fronts
from biwaq_geo.mapping.layer_cache import Body, LayerCache, zipped
from biwaq_geo.mapping.mapspec import Draw, LayerSpec, is_missing
from biwaq_geo.mapping.sources import layer_frame
from biwaq_geo.mapping.town_layers import added_layers, for_audience
from biwaq_geo.services.ports import Town, TownLibrary
from biwaq_geo.texts import load

WHOLE_NUMBER = re.compile(r"[0-9]{1,12}", re.ASCII)
"""What an address may say of a revision: longer numbers than any register reaches are noise."""

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

NAMES = ("address", "name")
"""Columns that hold what people call a feature."""

FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}
"""For what has its version in its address."""

Served = tuple[TownLibrary, Sequence[LayerSpec]]
"""The library and the layers of the layer files; those that a town has added come to it."""


def _everybody(_: Request) -> Audience:
    return Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class Serving:
    """What the routes answer from.

    Attributes
    ----------
    served, tiles
        Called for each request.
    asker
        Who asks; layers that are not for that audience do not exist.
    """

    served: Callable[[], Served]
    cache: LayerCache
    tiles: Callable[[], BaseTiles]
    asker: Callable[[Request], Audience] = _everybody


def geo_routes(serving: Serving) -> list[Route]:
    """Return the routes."""
    answers = {
        "vacant-fronts.geojson": _fronts,
        "{layer}.labels.geojson": _labels,
        "{layer}.name.json": _name,
        "{layer}.geojson": _layer,
        "base-{group:int}.pmtiles": _base,
        "revision": _revision,
        "about": _about,
    }
    return [
        Route(f"/geo/{{town}}/{path}", _endpoint(answer, serving))
        for path, answer in answers.items()
    ]


_Answer = Callable[[Request, Town, Serving], Response]


def _endpoint(answer: _Answer, serving: Serving) -> Callable[[Request], object]:
    def answered(request: Request) -> Response:
        library, _ = serving.served()
        try:
            return answer(request, library.open(request.path_params["town"]), serving)
        except (TownNotFoundError, _UnknownLayer):
            return _failed("not_found", 404)
        except _NoRevision:
            return _failed("no_revision", 400)
        except _NoDay:
            return _failed("no_day", 400)
        except BiwaqError as error:
            return _failed(error.code, 503)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answered, request)

    return endpoint


def _revision_in(request: Request, town: Town) -> int:
    """Return the revision in the address, the present one if none; raises _NoRevision."""
    present = town.store.revision()
    asked = request.query_params.get("rev", str(present))
    if not WHOLE_NUMBER.fullmatch(asked) or int(asked) > present:
        raise _NoRevision
    return int(asked)


def _day_in(request: Request) -> date | None:
    """Return the day in the address, None if none; raises _NoDay."""
    asked = request.query_params.get("day")
    if asked is None:
        return None
    if not DAY.fullmatch(asked):
        raise _NoDay
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise _NoDay from None


class _NoDay(Exception):  # noqa: N818 -- an answer, not a fault
    """The address names a day that there is not."""


class _NoRevision(Exception):  # noqa: N818 -- an answer, not a fault
    """The address asks for a revision that the register has not reached."""


class _UnknownLayer(Exception):  # noqa: N818 -- an answer, not a fault
    """No layer of the layer files has the name in the address."""


def _asked(request: Request, town: Town, serving: Serving) -> LayerSpec:
    """Return the layer that the address names; raises _UnknownLayer."""
    known = (*serving.served()[1], *added_layers(town)[0])
    for layer in for_audience(known, serving.asker(request)):
        if layer.key == request.path_params["layer"] and not layer.hidden:
            return layer
    raise _UnknownLayer


def _layer(request: Request, town: Town, serving: Serving) -> Response:
    layer = _asked(request, town, serving)
    revision, day = _revision_in(request, town), _day_in(request)
    return _sent(request, serving.cache.get(town, layer, revision=revision, day=day))


def _name(request: Request, town: Town, serving: Serving) -> Response:
    """Answer with the address or name of one feature, for the hand that points at it."""
    layer = _asked(request, town, serving)
    frame = serving.cache.frame(town, layer, revision=_revision_in(request, town))
    feature = request.query_params.get("id", "")
    if feature not in frame.index:
        return _failed("not_found", 404)
    row = frame.loc[feature]
    columns = (column for column in NAMES if column in frame and not is_missing(row[column]))
    return _json({"name": next((str(row[column]) for column in columns), "")})


def _fronts(request: Request, town: Town, serving: Serving) -> Response:
    units = serving.cache.units(town, revision=_revision_in(request, town))
    return _sent(request, zipped(vacant_fronts(town, units)))


def _labels(request: Request, town: Town, serving: Serving) -> Response:
    layer = _asked(request, town, serving)
    if layer.draw is not Draw.COUNT_PER_AREA:
        return _failed("not_found", 404)
    return _sent(request, zipped(area_labels(layer_frame(town, layer), layer)))


def _base(request: Request, town: Town, serving: Serving) -> Response:
    _, layers = serving.served()
    group = request.path_params["group"]
    if group not in tile_groups(layers):
        return _failed("not_found", 404)
    file = serving.tiles().file(town, layers, group=group)
    return FileResponse(file, media_type="application/vnd.pmtiles", headers=FOR_EVER)


def _revision(_: Request, town: Town, __: Serving) -> Response:
    return _json({"revision": town.store.revision()})


def _about(request: Request, town: Town, __: Serving) -> Response:
    profile = town.profile
    texts = load("en" if request.query_params.get("lang") == "en" else "de")
    source = texts.source(profile.source)
    return _json({"name": profile.name, "source": source, "as_of": profile.as_of.isoformat()})


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
