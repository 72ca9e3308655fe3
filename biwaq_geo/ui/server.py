"""What the server answers beside Streamlit's own pages: the map's layers and files.

Loads nothing slow: the browser gets Streamlit's page while `warm_up` runs beside it.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from threading import Thread

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp
from streamlit.components.v2.component_manager import BidiComponentManager

from biwaq_geo.domain.errors import BiwaqError
from biwaq_geo.mapping.addresses import OWN_URL, VENDOR_URL
from biwaq_geo.settings import ROOT, Settings, Site, from_environment
from biwaq_geo.ui.asgi import HouseRules
from biwaq_geo.ui.daily_work import start_daily_work
from biwaq_geo.ui.gate.doorstep import Doorstep
from biwaq_geo.ui.later import Later
from biwaq_geo.ui.log import begin_log


def middleware() -> list[Middleware]:
    """Return what stands before every answer, outermost first.

    A wrong setting ends the start with a sentence: nothing is served half guarded.
    """
    settings = from_environment()
    try:
        return _before_everything(settings)
    except BiwaqError as error:
        from biwaq_geo.texts import load  # noqa: PLC0415 -- see above

        raise SystemExit(load("de").error(error)) from error


def _before_everything(settings: Settings) -> list[Middleware]:
    site = settings.site
    if site is None:
        return [Middleware(HouseRules), Middleware(Doorstep)]
    return [
        Middleware(HouseRules, encrypted=site.encrypted),
        Middleware(Doorstep, hosts=frozenset({site.host})),
        _gate(settings, site),
    ]


def _gate(settings: Settings, site: Site) -> Middleware:
    # only those who log in pay for what that needs
    from biwaq_geo.ui.gate.build import gate  # noqa: PLC0415

    return gate(settings, site)


def skip_the_search_for_components() -> None:
    """Keep Streamlit from reading what every installed package says of itself.

    It looks for components of its second kind, which we do not use and which an application
    that serves its own files only should not take from anywhere. That is half a second of
    each start, and Streamlit has no setting for it.
    """
    BidiComponentManager.discover_and_register_components = (  # type: ignore[method-assign]
        lambda *_, **__: None
    )


def _warm_routes() -> ASGIApp:
    from biwaq_geo.ui.warm_up import warm_routes  # noqa: PLC0415 -- see above

    return warm_routes()


def _fill() -> None:
    from biwaq_geo.ui.warm_up import fill  # noqa: PLC0415 -- see above

    fill()


_GEO = Later(_warm_routes)


def routes() -> list[BaseRoute]:
    """Return our own routes."""
    vendor = StaticFiles(directory=from_environment().vendor_dir, check_dir=False)
    own = StaticFiles(directory=ROOT / "static" / "biwaq")
    return [
        Route("/geo/{path:path}", _GEO),
        Route("/services/{path:path}", _GEO),
        Route("/health", _GEO),
        Mount(VENDOR_URL, vendor),
        Mount(OWN_URL, own),
    ]


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Warm up as soon as the server runs, and back the towns up while it does."""
    begin_log()
    # what is loaded now stays: looking through it for garbage takes a fifth of the start
    gc.disable()
    _GEO.begin()
    stop = start_daily_work()
    yield
    stop.set()


def wait_until_warm() -> bool:
    """Let the warm-up go first: a page that runs beside it is slower than one after it.

    False if nothing is served, as in a page that a test runs.
    """
    return _GEO.wait()


@cache
def prepare_the_map() -> None:
    """Make the layers of the first view ready while the browser draws the page around it."""
    Thread(target=_fill, name="first-view", daemon=True).start()


def unexpected(error: Exception) -> bool:
    """Show an error that no page expected; the trace goes to the log."""
    from biwaq_geo.ui.unexpected import show_unexpected  # noqa: PLC0415 -- see above

    return show_unexpected(error)
