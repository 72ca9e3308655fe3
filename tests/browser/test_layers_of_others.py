"""An added layer and a map of others, on both maps: drawn, credited, taken away when ill."""

import pytest
from playwright.sync_api import expect

from biwaq_geo.domain.fields import Audience
from tests import sample_layer, sample_town
from tests.browser.maps import BOTH_MAPS, WorkMap
from tests.map_service_stand_in import StandIn, entry, saying

pytestmark = pytest.mark.browser

CREDIT = "© Prüfstelle </script>{{7*7}}"
SENTENCE = "Hintergrundkarte gerade nicht erreichbar"


@pytest.fixture
def service():
    running = StandIn()
    yield running
    running.stop()


@BOTH_MAPS
def test_what_others_made_is_drawn_through_our_own_server_alone(
    serve, visitor, service, tmp_path, monkeypatch, kind
):
    monkeypatch.setenv("BIWAQ_SERVICES", "test")
    (tmp_path / "services.toml").write_text(entry(service.address), "utf-8")

    def fill(library):
        town = library.create(
            sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
        )
        sample_layer.add(town, Audience.INTERNAL)

    seen = visitor(serve(fill), webgl=kind is WorkMap)
    page, shown = seen.page, kind(seen.page)
    seen.go("", heading="Karte")
    shown.wait()
    shown.wait_until_drawn(**{sample_layer.KEY: 3, "vacant": 2})
    # allowed is not chosen: nothing is asked yet
    assert service.asked == []

    with page.expect_response(lambda answer: "/services/test/" in answer.url and answer.ok):
        box = page.get_by_role("combobox", name="Hintergrundkarte")
        box.click()
        box.fill("Prüf")
        page.get_by_role("option").filter(has_text="Prüfkarte").click()
    expect(shown.map.get_by_text(CREDIT)).to_be_visible()
    assert service.asked

    # closer tiles do not come any more: the map says so and goes on without
    service.answer = saying(b"", status=500)
    shown.zoom_in()
    expect(shown.map.get_by_text(SENTENCE)).to_be_visible()
    expect(shown.map.get_by_text(CREDIT)).to_be_hidden()
    shown.wait_until_drawn(**{sample_layer.KEY: 3, "vacant": 2})
    assert seen.foreign == []


@BOTH_MAPS
@pytest.mark.parametrize("ill", ["never", "a page instead of a picture"])
def test_the_map_stays_usable_while_a_service_answers_wrongly_or_never(
    serve, visitor, service, tmp_path, monkeypatch, kind, ill
):
    monkeypatch.setenv("BIWAQ_SERVICES", "test")
    (tmp_path / "services.toml").write_text(entry(service.address), "utf-8")
    service.answer = service.never if ill == "never" else saying(b"<html>", "text/html")
    seen = visitor(
        serve(
            lambda library: library.create(
                sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
            )
        ),
        webgl=kind is WorkMap,
    )
    page, shown = seen.page, kind(seen.page)
    seen.go("", heading="Karte")
    shown.wait()
    box = page.get_by_role("combobox", name="Hintergrundkarte")
    box.click()
    box.fill("Prüf")
    page.get_by_role("option").filter(has_text="Prüfkarte").click()
    # nobody has to wait for the service: what is clicked is shown
    shown.wait_until_drawn(vacant=2)
    shown.map.click(position=shown.pixel_of("vacant"))
    expect(page.locator(".st-key-map_details td").first).to_be_visible()
    expect(shown.map.get_by_text(SENTENCE)).to_be_visible()
    expect(shown.map.get_by_text(CREDIT)).to_be_hidden()
    shown.zoom_in()
    assert seen.foreign == []
