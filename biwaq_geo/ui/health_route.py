"""`/health`: one word for monitors, the state of each town for those who run the installation."""

from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from biwaq_geo.bootstrap import Application
from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.domain.fields import Audience
from biwaq_geo.ui.gate.doorstep import PERSON

LEAST_BYTES = 200_000_000
"""Of free disk space: with less nothing is saved any more."""

_NEVER = {"Cache-Control": "no-store"}


def health_route(application: Callable[[], Application]) -> Route:
    """Return the route; 200 where every town can be read and saved, else 503."""

    def answer(request: Request) -> Response:
        try:
            app = application()
            told = _told(app)
        except BiwaqError:
            return PlainTextResponse("failed\n", 503, headers=_NEVER)
        status = 200 if told["ok"] else 503
        if _runs_it(request, app):
            return JSONResponse(told, status, headers=_NEVER)
        return PlainTextResponse("ok\n" if told["ok"] else "failed\n", status, headers=_NEVER)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(answer, request)

    return Route("/health", endpoint)


def _runs_it(request: Request, app: Application) -> bool:
    if app.access is None:
        return app.audience is Audience.CONFIDENTIAL
    person = request.scope.get(PERSON)
    return person is not None and person.adds_towns


def _told(app: Application) -> Mapping[str, object]:
    towns = {profile.key: _town(app, profile.key) for profile in app.library.profiles()}
    towns |= {key: {"error": error.code} for key, error in app.library.broken().items()}
    free = app.free_bytes()
    ok = free >= LEAST_BYTES and all("error" not in town for town in towns.values())
    return {"ok": ok, "free_bytes": free, "towns": towns}


def _town(app: Application, key: str) -> Mapping[str, object]:
    try:
        store = app.library.open(key).store
        revision, away = store.revision(), store.read_at()
    except BiwaqError as error:
        return {"error": error.code}
    made, failure = app.backups.times(key), app.backups.failure(key)
    return {
        "revision": revision,
        "last_backup": made[0].isoformat() if made else None,
        "backup_failed": None if failure is None else failure.error.code,
        **({} if away is None else {"error": "unreachable", "last_read": away.isoformat()}),
    }
