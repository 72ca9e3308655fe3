"""Maps of others: asked only where allowed, only by us, and whatever they answer is bounded."""

from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette

from biwaq_geo.adapters.map_services import AllowedServices, allowed, fetch
from biwaq_geo.adapters.map_services.addresses import tile_extent
from biwaq_geo.adapters.map_services.fetch import Limits
from biwaq_geo.adapters.map_services.tile_cache import KEPT, TileCache
from biwaq_geo.domain.errors import (
    ServiceElsewhereError,
    ServiceReplyError,
    ServiceRestingError,
    ServiceSilentError,
    ServiceTooLargeError,
)
from biwaq_geo.mapping.service_routes import service_routes
from tests import asgi_client
from tests.map_service_stand_in import Clock, StandIn, entry, png, saying, tile
from tests.sample_town import X0, Y0

EXTENT = (X0, Y0, X0 + 400, Y0 + 400)


def test_a_tile_comes_and_the_service_learns_nothing_of_who_looks(made, service):
    routes = service_routes(made)
    headers = {
        "cookie": "biwaq_browser=secret",
        "referer": "http://rathaus/akte",
        "x_forwarded_for": "10.1.2.3",
        "user_agent": "Amtsrechner",
        "accept_language": "de",
    }
    answer = asgi_client.get(Starlette(routes=routes), "/services/test/14/8857/5466", **headers)
    assert (answer.status, answer.content) == (200, png())
    path, heard = service.asked[0]
    assert path == "/14/8857/5466.png"
    assert set(heard) == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert "Amtsrechner" not in heard["user-agent"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/services/test/14/8857/5466", 404),
        ("/services/other/14/8857/5466", 404),
        ("/services/..%2f..%2fetc/1/1/1", 404),
    ],
)
def test_without_an_administrators_word_nothing_is_asked(made, service, path, status):
    routes = service_routes(lambda: made(allowed=()))
    assert asgi_client.get(Starlette(routes=routes), path).status == status
    assert service.asked == []


@pytest.mark.parametrize(
    "place", ["99/1/1", "2/4/0", "2/0/4", "19/1/1", "1/1/99999999999999999999", "1/1", "a/b/c"]
)
def test_an_address_that_is_no_tile_is_not_asked_for(made, service, place):
    routes = service_routes(made)
    assert asgi_client.get(Starlette(routes=routes), f"/services/test/{place}").status == 404
    assert service.asked == []


BAD = {
    "garbage": (saying(b"<html>", "image/png"), ServiceReplyError),
    "a page instead of a picture": (saying(b"<html>", "text/html"), ServiceReplyError),
    "an error as a picture's service": (
        saying(b"<ServiceException>CRS</ServiceException>", "application/vnd.ogc.se_xml"),
        ServiceReplyError,
    ),
    "a drawing with a script": (saying(b"<svg onload=x>", "image/svg+xml"), ServiceReplyError),
    "an error": (saying(b"", status=500), ServiceReplyError),
    "not there": (saying(b"", status=404), ServiceReplyError),
    "packed": (saying(png(), Content_Encoding="gzip"), ServiceReplyError),
    "huge": (saying(b"\x89PNG\r\n\x1a\n" + b"x" * 3_000_000), ServiceTooLargeError),
    "huge as it says": (saying(png(), Content_Length="9000000"), ServiceTooLargeError),
    "elsewhere": (
        saying(b"", status=302, Location="http://127.0.0.1:1/x"),
        ServiceElsewhereError,
    ),
    "never": (StandIn.never, ServiceSilentError),
    "a byte now and then": (StandIn.drip, ServiceSilentError),
}


@pytest.fixture
def impatient(monkeypatch, error):
    """Wait for a short time where nothing comes; whatever comes may take as long as it likes."""
    seconds = 0.8 if error is ServiceSilentError else 60
    short = Limits(seconds=seconds, size=fetch.TILE.size, starts=fetch.TILE.starts)
    monkeypatch.setattr(allowed, "TILE", short)


@pytest.mark.parametrize(("answer", "error"), BAD.values(), ids=BAD)
def test_whatever_a_service_answers_is_named_and_bounded(made, service, impatient, answer, error):
    method = answer in {StandIn.never, StandIn.drip}
    service.answer = answer.__get__(service) if method else answer
    services = made()
    with pytest.raises(error):
        tile(services)
    assert isinstance(services.state("test").failure, error)
    # the browser hears that there is no tile, and nothing of the service
    routes = service_routes(lambda: services)
    answered = asgi_client.get(Starlette(routes=routes), "/services/test/14/8857/5466")
    assert answered.status == 502
    assert b"127.0.0.1" not in answered.content
    # once it is well again, so are we
    service.answer = saying(png())
    assert tile(services).data == png()
    assert services.state("test").failure is None


def test_a_server_that_is_not_there_is_named(made, service):
    services = made()
    service.stop()
    with pytest.raises(ServiceSilentError):
        tile(services)


def test_after_three_failures_a_service_is_left_alone_for_a_minute(made, service):
    clock = Clock()
    services = made(clock=clock)
    service.answer = saying(b"", status=500)
    for _ in range(3):
        with pytest.raises(ServiceReplyError):
            tile(services)
    with pytest.raises(ServiceRestingError):
        tile(services)
    assert len(service.asked) == 3
    clock.now += timedelta(seconds=61)
    service.answer = saying(png())
    assert tile(services).data == png()


INSIDE = [
    "localhost", "127.0.0.1", "10.0.0.8", "192.168.1.1", "[::1]", "[::ffff:10.0.0.1]",
    "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_no_service_leads_into_a_private_network(tmp_path, host):
    file = tmp_path / "services.toml"
    file.write_text(entry(f"https://{host}:9", private=False), "utf-8")
    cache = TileCache(tmp_path / "cache", now=Clock())
    services = AllowedServices([file], allowed=["test"], cache=cache, now=Clock())
    with pytest.raises(ServiceElsewhereError):
        tile(services)


def test_a_tile_is_asked_for_once_a_week(made, service):
    clock = Clock()
    # the disk's clock is the real one; ours stands where the file is as old as we say
    services = made(clock=clock)
    assert tile(services).data == tile(services).data == png()
    assert len(service.asked) == 1
    clock.now += 400 * KEPT
    tile(services)
    assert len(service.asked) == 2


def test_the_tiles_on_the_disk_are_bounded(made, tmp_path):
    services = made(most_bytes=10 * len(png()))
    for x in range(25):
        tile(services, x=8850 + x)
    kept = sum(path.stat().st_size for path in (tmp_path / "cache").rglob("*.png"))
    assert 0 < kept <= 10 * len(png())


def test_a_wms_is_asked_in_web_mercator_for_the_square_of_the_tile(made, service):
    tile(made("wms", image="image/jpeg"))
    path = service.asked[0][0]
    assert path.startswith("/ows?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=a%3Ab")
    assert "CRS=EPSG%3A3857" in path
    assert "FORMAT=image%2Fjpeg" in path
    west, south, east, north = tile_extent(14, 8857, 5466)
    # Weißwasser lies in this tile
    assert west < 1_629_700 + 3_000
    assert east - west == pytest.approx(north - south) == pytest.approx(2445.98, abs=0.01)


@pytest.mark.parametrize(("name", "good"), [("localhost", True), ("elsewhere.test", False)])
def test_a_service_must_prove_that_it_bears_the_name_of_its_entry(
    made, service, tmp_path, monkeypatch, name, good
):
    trusted = service.encrypt(name, folder=tmp_path)
    monkeypatch.setattr(allowed, "new_client", lambda: httpx.AsyncClient(verify=trusted))
    address = service.address.replace("http://127.0.0.1", "https://localhost")
    services = made(url=f"{address}/{{z}}/{{x}}/{{y}}.png")
    if good:
        assert tile(services).data == png()
        return
    with pytest.raises(ServiceSilentError):
        tile(services)
    assert service.asked == []
