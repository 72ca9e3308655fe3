"""A town over the network, from a stand-in on this machine that answers as the services do."""

import contextlib
import json
import socket
import threading
from dataclasses import replace

import osmnx
import pytest

from biwaq_geo.adapters.osm.fetch import fetch_town
from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain import errors
from biwaq_geo.settings import from_environment
from tests.overpass_stand_in import HIT, POINT, running


@pytest.fixture
def stand_in():
    with running() as answers:
        yield answers


@pytest.fixture
def library(tmp_path):
    return FolderLibrary(tmp_path / "state")


@pytest.fixture
def settings(stand_in):
    return replace(
        from_environment({}),
        nominatim_url=stand_in.url,
        overpass_url=f"{stand_in.url}/api",
    )


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_a_place_becomes_a_town(library, settings):
    town = fetch_town(library, "Kleinstadt (Demo)", settings=settings, timeout_s=10)
    # the stand-in knows no relations and no municipality beyond: as the import, but the
    # broken way, whose node Overpass would not leave out, is whole and one piece longer
    assert len(town.layer("buildings")) == 64
    assert len(town.store.units()) == 16
    assert len(town.layer("streets")) == 54
    assert town.profile.epsg == 25833
    assert town.profile.source.startswith("© OpenStreetMap contributors, ODbL; ")


def test_osmnx_is_left_as_it_was_found(library, settings, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = {name: getattr(osmnx.settings, name) for name in ("use_cache", "overpass_url")}
    resolver = socket.getaddrinfo
    fetch_town(library, "Kleinstadt (Demo)", settings=settings, timeout_s=10)
    assert {name: getattr(osmnx.settings, name) for name in before} == before
    assert socket.getaddrinfo is resolver
    assert [path.name for path in tmp_path.iterdir()] == ["state"]


def test_progress_rises_to_the_end(library, settings):
    shares = []
    fetch_town(
        library,
        "Kleinstadt (Demo)",
        settings=settings,
        timeout_s=10,
        progress=lambda share, _: shares.append(share),
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


NODE = {"type": "node", "id": 1, "lat": 51.9, "lon": 14.2}
BIG = {"type": "Polygon", "coordinates": [[[11, 50], [15, 50], [15, 52], [11, 52], [11, 50]]]}
BAD_ANSWERS = [
    ("place", (200, "[]"), errors.PlaceNotFoundError),
    ("place", (200, json.dumps([HIT | {"geojson": POINT}])),
     errors.PlaceNotFoundError),
    ("place", (200, json.dumps([HIT | {"geojson": BIG}])), errors.FileTooLargeError),
    ("place", (200, "<html>Wartung</html>"), errors.ServiceAnswerError),
    ("place", (200, '{"error": "no"}'), errors.ServiceAnswerError),
    ("place", (200, '[{"display_name": "x"}]'), errors.ServiceAnswerError),
    ("place", (403, "no"), errors.ServiceAnswerError),
    ("place", (429, "later"), errors.ServiceAnswerError),
    ("place", None, errors.ServiceAnswerError),
    ("streets", (504, "busy"), errors.ServiceAnswerError),
    ("streets", (200, "runtime error"), errors.ServiceAnswerError),
    ("streets", (200, "[]"), errors.ServiceAnswerError),
    ("streets", (200, '{"elements": [{"type": "node", "id": 1}]}'), errors.ServiceAnswerError),
    ("streets", (200, '{"elements": [{"type": "way", "id": 1, "nodes": [7]}]}'),
     errors.ServiceAnswerError),
    ("streets", (200, '{"elements": [], "remark": "Query timed out"}'), errors.ServiceAnswerError),
    ("streets", (200, '{"elements": []}'), errors.NoStreetsError),
    ("streets", (200, json.dumps({"elements": [NODE]})), errors.NoStreetsError),
    ("streets", None, errors.ServiceAnswerError),
    ("features", (500, "broken"), errors.ServiceAnswerError),
    ("features", None, errors.ServiceAnswerError),
]  # fmt: skip


@pytest.mark.parametrize(("service", "answer", "expected"), BAD_ANSWERS)
def test_a_bad_answer_is_named_and_leaves_nothing(
    service, answer, expected, stand_in, library, settings
):
    setattr(stand_in, service, answer)
    with pytest.raises(expected) as told:
        fetch_town(library, "Kleinstadt (Demo)", settings=settings, timeout_s=1)
    assert type(told.value) is expected
    assert library.profiles() == []


def test_a_busy_service_is_asked_once(stand_in, library, settings):
    stand_in.streets = (429, "later")
    with contextlib.suppress(errors.ServiceAnswerError):
        fetch_town(library, "Kleinstadt (Demo)", settings=settings, timeout_s=1)
    assert stand_in.asked.count("/api/interpreter") == 1


def test_a_town_without_features_is_a_town(stand_in, library, settings):
    stand_in.features = (200, '{"elements": []}')
    town = fetch_town(library, "Kleinstadt (Demo)", settings=settings, timeout_s=10)
    assert town.layer("buildings").empty


def test_a_name_that_is_taken_asks_nobody(stand_in, library, settings):
    fetch_town(library, "Kleinstadt (Demo)", settings=settings, timeout_s=10)
    stand_in.asked.clear()
    with pytest.raises(errors.TownExistsError):
        fetch_town(library, "Kleinstadt (Demo)", settings=settings)
    assert stand_in.asked == []


def closed_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@pytest.mark.parametrize("which", ["nominatim_url", "overpass_url"])
def test_a_service_that_is_not_there_is_named(which, library, settings):
    gone = replace(settings, **{which: f"http://127.0.0.1:{closed_port()}"})
    with pytest.raises(errors.NetworkAbsentError) as told:
        fetch_town(library, "Kleinstadt (Demo)", settings=gone, timeout_s=2)
    assert told.value.values["service"] == getattr(gone, which)


def test_without_a_name_service_there_is_no_network(library, settings, monkeypatch):
    # a look-up that hangs, as it does where cables are out
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(20) and [])
    try:
        with pytest.raises(errors.NetworkAbsentError):
            fetch_town(library, "Ort", settings=settings, timeout_s=0.5)
    finally:
        over.set()


@pytest.mark.parametrize("url", ["", "nonsense", "http://", "ftp://127.0.0.1"])
def test_an_address_that_is_none_is_no_network(url, library, settings):
    with pytest.raises((errors.NetworkAbsentError, errors.ServiceAnswerError)):
        fetch_town(
            library, "Ort", settings=replace(settings, nominatim_url=url or "x"), timeout_s=1
        )
