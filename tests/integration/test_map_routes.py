"""Layers by address, over real towns."""

import gzip
import json
from functools import partial
from urllib.parse import quote

import pytest
from starlette.applications import Starlette

from biwaq_geo.adapters.towns import FolderLibrary
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.mapping.base_tiles import BaseTiles
from biwaq_geo.mapping.layer_cache import PAST_KEPT, LayerCache
from biwaq_geo.mapping.layerfile import read_layers
from biwaq_geo.mapping.routes import Serving, geo_routes
from biwaq_geo.services.mark_unit import mark_unit
from biwaq_geo.settings import ROOT
from biwaq_geo.ui.asgi import HouseRules
from tests import asgi_client, ready_town, sample_town


@pytest.fixture
def library(tmp_path):
    made = FolderLibrary(tmp_path)
    ready_town.sample(made, tmp_path)
    return made


@pytest.fixture
def client(library, tmp_path):
    layers, errors = read_layers(ROOT / "layers")
    assert errors == ()
    tiles = BaseTiles(tmp_path / "tiles")
    serving = Serving(lambda: (library, layers), LayerCache(), lambda: tiles)
    return partial(asgi_client.get, Starlette(routes=geo_routes(serving)))


def mark_first_vacant(library):
    town = library.open("musterstadt")
    unit = town.store.unit(sample_town.unit(0).unit_id)
    mark_unit(
        town.store,
        lambda: sample_town.PROFILE.as_of,
        unit_id=unit.unit_id,
        mark=Mark(UnitState.VACANT),
        seen_version=unit.version,
        actor="test",
    )


def test_the_vacant_units_come_as_geojson(client):
    answer = client("/geo/musterstadt/vacant.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    assert len(answer.json()["features"]) == 2


def test_a_saved_mark_is_on_the_map_at_once_and_base_layers_stay(client, library):
    before = client("/geo/musterstadt/buildings.geojson").headers["etag"]
    client("/geo/musterstadt/vacant.geojson")
    mark_first_vacant(library)
    assert len(client("/geo/musterstadt/vacant.geojson").json()["features"]) == 3
    assert client("/geo/musterstadt/buildings.geojson").headers["etag"] == before


def test_a_past_revision_is_answered_as_it_stood(client, library):
    before = library.open("musterstadt").store.revision()
    mark_first_vacant(library)
    url = "/geo/musterstadt/vacant.geojson?rev="
    assert len(client(f"{url}{before}").json()["features"]) == 2
    assert len(client(f"{url}{before + 1}").json()["features"]) == 3
    assert client(f"{url}0").json()["features"] == []
    # asked again, the past comes from memory and is the same
    assert client(f"{url}{before}").headers["etag"] == client(f"{url}{before}").headers["etag"]


def test_base_layers_are_the_same_at_every_revision(client):
    tags = {client(f"/geo/musterstadt/buildings.geojson?rev={n}").headers["etag"] for n in (0, 8)}
    assert len(tags) == 1


def test_the_memory_of_the_past_is_bounded(library):
    layers, _ = read_layers(ROOT / "layers")
    vacant = next(layer for layer in layers if layer.key == "vacant")
    town, cache = library.open("musterstadt"), LayerCache()
    for _ in range(PAST_KEPT + 3):
        mark_first_vacant(library)
    for revision in range(town.store.revision()):
        cache.get(town, vacant, revision=revision)
    assert len(cache._past) == PAST_KEPT


@pytest.mark.parametrize(
    "revision", ["9", "-1", "1.0", "1e0", "", " 1", "+1", "\u0663", "0x1", "8;", "9" * 400, "NaN"]
)
@pytest.mark.parametrize("layer", ["vacant", "buildings"])
def test_a_revision_that_is_no_number_or_lies_ahead_is_refused(client, layer, revision):
    answer = client(f"/geo/musterstadt/{layer}.geojson?rev={quote(revision)}")
    assert (answer.status, answer.json()) == (400, {"error": "no_revision"})


@pytest.mark.parametrize(
    "day", ["", "today", "2026-02-30", "2026-5-1", "20260501", "2026-05-01 ", "\u0662026-05-01"]
)
def test_a_day_that_there_is_not_is_refused(client, day):
    answer = client(f"/geo/musterstadt/vacant.geojson?day={quote(day)}")
    assert (answer.status, answer.json()) == (400, {"error": "no_day"})


def test_sections_of_a_day_before_their_scores_have_none(client):
    before, after = (
        client(f"/geo/musterstadt/sections.geojson?day=2026-0{month}-30") for month in (4, 5)
    )
    assert before.status == after.status == 200
    assert before.content != after.content
    # whoever asks for no day gets all
    assert client("/geo/musterstadt/sections.geojson").content == after.content


def test_who_has_the_layer_already_gets_no_second_copy(client):
    first = client("/geo/musterstadt/vacant.geojson")
    again = client("/geo/musterstadt/vacant.geojson", if_none_match=first.headers["etag"])
    assert (again.status, again.content) == (304, b"")


def test_layers_come_compressed_and_stay_out_of_shared_caches(client):
    url = "/geo/musterstadt/vacant.geojson"
    answer = client(url, accept_encoding="gzip")
    assert answer.headers["cache-control"].startswith("private")
    assert len(json.loads(gzip.decompress(answer.content))["features"]) == 2
    assert "content-encoding" not in client(url).headers


def test_the_revision_grows_with_each_save(client, library):
    before = client("/geo/musterstadt/revision").json()["revision"]
    mark_first_vacant(library)
    assert client("/geo/musterstadt/revision").json()["revision"] == before + 1


def test_what_a_town_says_of_itself_is_said_in_any_language(client):
    for query in ("", "?lang=en", "?lang=de", "?lang=%3Cb%3E"):
        said = client(f"/geo/musterstadt/about{query}").json()
        assert said["source"] == "made by hand for tests"


@pytest.mark.parametrize(
    "path",
    [
        "/geo/nirgends/vacant.geojson",
        "/geo/musterstadt/secrets.geojson",
        "/geo/musterstadt/70_vacant.geojson",
        "/geo/musterstadt/..%2f..%2fpyproject.geojson",
        "/geo/..%2f..%2fetc/vacant.geojson",
        "/geo/%00/vacant.geojson",
        "/geo/nirgends/revision",
        "/geo/nirgends/about",
    ],
)
def test_what_is_not_there_is_not_there_without_detail(client, path):
    answer = client(path)
    assert answer.status == 404
    assert "musterstadt" not in answer.text
    assert "/" not in answer.text


def test_every_answer_says_its_language_and_its_limits():
    async def page(scope, receive, send):
        start = {"type": "http.response.start", "status": 200}
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", b"58")]
        await send({**start, "headers": headers})
        body = b'<html lang="en"><script>let a = "1";</script>' + b" " * 13
        await send({"type": "http.response.body", "body": body, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    answer = asgi_client.get(HouseRules(page), "/", accept="text/html")
    assert answer.text.startswith('<html lang="de">')
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy
    # the page's own script is let through by its hash, no other one is
    assert "'sha256-" in policy
    assert "'unsafe-inline' 'unsafe-eval'" not in policy


@pytest.mark.parametrize(
    ("query", "language"), [("", "de"), ("?lang=en", "en"), ("?lang=fr", "de"), ("?lang=", "de")]
)
def test_a_page_comes_in_the_language_of_its_address_with_our_look_and_words(query, language):
    async def page(scope, receive, send):
        headers = [(b"content-type", b"text/html; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        body = b'<html lang="en"><head><title>Streamlit</title><script src="s.js"></script>'
        await send({"type": "http.response.body", "body": body})

    shown = asgi_client.get(HouseRules(page), f"/mark{query}", accept="text/html").text
    assert shown.startswith(f'<html lang="{language}">')
    before = shown.partition("<title>")[0]
    assert 'src="./app/static/biwaq/words.js"' in before
    assert 'href="./app/static/biwaq/page.css"' in before
