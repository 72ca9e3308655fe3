"""What the server answers beside Streamlit's own pages: the map's layers and files.

Loads nothing slow: the browser gets Streamlit's page while `warm_up` runs beside it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from biwaq_geo.mapping.addresses import OWN_URL, VENDOR_URL
from biwaq_geo.settings import ROOT, from_environment
from biwaq_geo.ui.asgi import HouseRules
from biwaq_geo.ui.later import Later

MIDDLEWARE = [Middleware(HouseRules)]


def _warm_routes() -> ASGIApp:
    from biwaq_geo.ui.warm_up import warm_routes  # noqa: PLC0415 -- see above

    return warm_routes()


_GEO = Later(_warm_routes)


def routes() -> list[BaseRoute]:
    """Return our own routes."""
    vendor = StaticFiles(directory=from_environment().vendor_dir, check_dir=False)
    own = StaticFiles(directory=ROOT / "static" / "biwaq")
    return [Route("/geo/{path:path}", _GEO), Mount(VENDOR_URL, vendor), Mount(OWN_URL, own)]


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Warm up as soon as the server runs."""
    _GEO.begin()
    yield


def unexpected(error: Exception) -> bool:
    """Show an error that no page expected; the trace goes to the log."""
    from biwaq_geo.ui.unexpected import show_unexpected  # noqa: PLC0415 -- see above

    return show_unexpected(error)
