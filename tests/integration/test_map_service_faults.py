"""Every offered service, whatever it answers: named, bounded in time, left alone when ill."""

import tomllib
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette

from biwaq_geo.adapters.map_services import AllowedServices, allowed, fetch
from biwaq_geo.adapters.map_services.fetch import Limits
from biwaq_geo.adapters.map_services.tile_cache import TileCache
from biwaq_geo.domain.errors import (
    ServiceElsewhereError,
    ServiceReplyError,
    ServiceRestingError,
    ServiceSilentError,
    ServiceTooLargeError,
)
from biwaq_geo.mapping.service_routes import service_routes
from biwaq_geo.settings import ROOT
from tests import asgi_client
from tests.integration.test_map_services import BAD, EXTENT, impatient
from tests.map_service_stand_in import Clock, StandIn, entry, features, head, png, saying, tile

__all__ = ["impatient"]

OFFERED = tomllib.loads((ROOT / "catalogues" / "services.toml").read_text("utf-8"))
FOREIGN = "http://foreign.example/tile.png"


def answering(service, answer):
    method = answer in {StandIn.never, StandIn.drip}
    service.answer = answer.__get__(service) if method else answer


@pytest.fixture(params=[*OFFERED, "a WMS of one's own"])
def preset(request, service, tmp_path):
    """The entry as it is offered, with the stand-in in the place of its host."""
    offered = OFFERED.get(request.param)
    if offered is None:
        text = entry(service.address, "wms")
    else:
        url = offered["url"].replace(f"https://{urlsplit(offered['url']).netloc}", service.address)
        more = {name: offered[name] for name in ("layers", "image", "max_zoom") if name in offered}
        text = entry(service.address, offered["kind"], url=url, **more)
    (tmp_path / "services.toml").write_text(text, "utf-8")
    cache = TileCache(tmp_path / "cache", now=Clock())
    return AllowedServices([tmp_path / "services.toml"], allowed=["test"], cache=cache, now=Clock())


@pytest.mark.parametrize(("answer", "error"), BAD.values(), ids=BAD)
def test_an_offered_map_that_answers_wrongly_is_named_and_the_map_goes_on(
    preset, service, impatient, answer, error
):
    answering(service, answer)
    with pytest.raises(error):
        tile(preset)
    routes = service_routes(lambda: preset)
    answered = asgi_client.get(Starlette(routes=routes), "/services/test/14/8857/5466")
    assert answered.status == 502
    answering(service, saying(png()))
    assert tile(preset).data == png()


@pytest.mark.parametrize("address", [FOREIGN, "//foreign.example/x", "file:///etc/passwd"])
def test_no_redirect_is_followed_to_anywhere(preset, service, address):
    for status in (301, 302, 303, 307, 308):
        service.answer = saying(b"", status=status, Location=address)
        with pytest.raises((ServiceElsewhereError, ServiceRestingError)):
            tile(preset)
    # the fourth and fifth were not asked any more
    assert len(service.asked) == 3


def slowly(service):
    """Say it in pieces with a wait before each, all in time."""

    def answer(handler):
        head(handler, "image/png")
        for start in range(0, len(png()), 200):
            service.end.wait(0.005)
            handler.wfile.write(png()[start : start + 200])

    return answer


def test_a_slow_answer_that_comes_in_time_is_a_tile_like_any_other(preset, service):
    service.answer = slowly(service)
    assert tile(preset).data == png()
    assert preset.state("test").failure is None


WFS_BAD = {
    "XML": (saying(b"<ExceptionReport/>", "text/xml"), ServiceReplyError),
    "a page": (saying(b"<html>", "application/json"), ServiceReplyError),
    "an error": (saying(b"", "application/json", status=503), ServiceReplyError),
    "packed": (
        saying(b"{}", "application/json", Content_Encoding="gzip"),
        ServiceReplyError,
    ),
    "huge as it says": (
        saying(b"{", "application/json", Content_Length="90000000"),
        ServiceTooLargeError,
    ),
    "huge": (saying(b"{" + b" " * 40_000, "application/json"), ServiceTooLargeError),
    "to a foreign host": (saying(b"", status=302, Location=FOREIGN), ServiceElsewhereError),
    "never": (StandIn.never, ServiceSilentError),
    "a byte now and then": (
        # what drips is called a picture, which no WFS gives: by its kind it is refused at once
        StandIn.drip,
        ServiceReplyError,
    ),
}


@pytest.fixture
def hasty(monkeypatch):
    short = Limits(seconds=0.4, size=30_000, starts=fetch.FEATURES.starts)
    monkeypatch.setattr(allowed, "FEATURES", short)


def ask(services):
    return services.features("test", extent=EXTENT, epsg=25833)


@pytest.mark.parametrize(("answer", "error"), WFS_BAD.values(), ids=WFS_BAD)
def test_a_wfs_that_answers_wrongly_is_named_and_well_again_when_it_is(
    made, service, hasty, answer, error
):
    answering(service, answer)
    services = made("wfs")
    with pytest.raises(error):
        ask(services)
    assert isinstance(services.state("test").failure, error)
    service.answer = saying(features(), "application/json")
    assert ask(services) == features()
    assert services.state("test").failure is None


def test_a_wfs_that_sends_for_ever_is_cut_off(made, service, hasty):
    def drip(handler):
        head(handler, "application/json")
        handler.wfile.write(b"{")
        while not service.end.wait(0.05):
            try:
                handler.wfile.write(b" ")
            except OSError:
                return

    service.answer = drip
    with pytest.raises(ServiceSilentError):
        ask(made("wfs"))


def test_a_wfs_is_left_alone_for_a_minute_after_three_failures(made, service):
    clock = Clock()
    services = made("wfs", clock=clock)
    service.answer = saying(b"", status=500)
    for _ in range(3):
        with pytest.raises(ServiceReplyError):
            ask(services)
    with pytest.raises(ServiceRestingError):
        ask(services)
    assert len(service.asked) == 3
    clock.now += timedelta(seconds=61)
    service.answer = saying(features(), "application/json")
    assert ask(services) == features()
