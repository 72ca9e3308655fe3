"""Fixtures of the tests with real files."""

import pytest

from biwaq_geo.adapters.map_services import AllowedServices
from biwaq_geo.adapters.map_services.tile_cache import TileCache
from tests.map_service_stand_in import Clock, StandIn, entry
from tests.store_samples import sample_store


@pytest.fixture(params=["sqlite", "postgres"])
def where(request, tmp_path):
    """Place of a store over each database there is: a file, the address of a database."""
    if request.param == "sqlite":
        yield tmp_path / "register.store"
        return
    server = request.getfixturevalue("postgres")
    lent = server.lend()
    yield server.url(lent)
    server.take_back(lent)


@pytest.fixture
def store(where):
    """A store over each database there is, with the sample town's eight units."""
    opened = sample_store(where)
    yield opened
    opened.close()


@pytest.fixture
def service():
    running = StandIn()
    yield running
    running.stop()


@pytest.fixture
def made(tmp_path, service):
    """Return a maker of services with one entry, which is allowed unless said otherwise."""

    def maker(kind="tiles", *, allowed=("test",), clock=None, most_bytes=10**8, **values):
        file = tmp_path / "services.toml"
        file.write_text(entry(service.address, kind, **values), "utf-8")
        now = clock or Clock()
        cache = TileCache(tmp_path / "cache", now=now, most_bytes=most_bytes)
        return AllowedServices([file], allowed=allowed, cache=cache, now=now)

    return maker
