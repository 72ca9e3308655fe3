"""The work map in a browser: it paints, keeps its view, tells what was clicked, runs no data."""

import json
from dataclasses import replace

import pytest
from playwright.sync_api import Frame, Page, expect

from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services.mark_unit import mark_unit
from tests import sample_town

pytestmark = pytest.mark.browser

NASTY = "</script><img src=x onerror=window.hacked=1>{{7*7}}`${window.hacked=1}`"
CLICKED = "Hauptstraße 6"
"""Address of unit 5, the first vacant one of the sample town."""


def fill(library):
    layers = sample_town.layers()
    layers["streets"].loc["s0", "name"] = NASTY
    layers["buildings"]["address"] = NASTY
    units = [replace(unit, occupant=unit.occupant and NASTY) for unit in sample_town.units()]
    units[0] = replace(units[0], address=NASTY)
    library.create(sample_town.PROFILE, layers=layers, units=units)


def map_frame(page: Page) -> Frame:
    container = page.frame_locator("iframe[title*=st_folium]").locator(".leaflet-container")
    container.and_(page.frame_locator("iframe[title*=st_folium]").locator("[data-base]")).wait_for()
    return next(frame for frame in page.frames if "st_folium" in frame.url)


def drawn(frame: Frame) -> dict[str, int]:
    counts: dict[str, int] = json.loads(
        frame.locator(".leaflet-container[data-drawn]").get_attribute("data-drawn") or "{}"
    )
    return counts


def wait_until_drawn(frame: Frame, **wanted: int | None) -> None:
    frame.wait_for_function(
        """wanted => {
            const text = document.querySelector('.leaflet-container')?.dataset.drawn;
            if (!text) return false;
            const drawn = JSON.parse(text);
            return Object.entries(wanted).every(([key, count]) => (drawn[key] ?? null) === count);
        }""",
        arg=wanted,
    )


def view(frame: Frame) -> list[float]:
    seen: list[float] = frame.evaluate(
        "[map.getZoom(), map.getCenter().lat, map.getCenter().lng, ++window.visits || (visits = 1)]"
    )
    return seen


def pixel_of(frame: Frame, layer: str) -> dict[str, float]:
    place: dict[str, float] = frame.evaluate(
        """async layer => {
            const answer = await fetch(`/geo/musterstadt/${layer}.geojson`);
            const [lng, lat] = (await answer.json()).features[0].geometry.coordinates;
            const {x, y} = map.latLngToContainerPoint([lat, lng]);
            return {x, y};
        }""",
        layer,
    )
    return place


def test_the_map_lives_through_switches_clicks_and_saves_and_runs_no_data(serve, visitor):
    served = serve(fill)
    seen = visitor(served)
    page = seen.page
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    seen.go("", heading="Karte")
    frame = map_frame(page)

    # the sample town: two vacant, one in interim use, five in use, two sections
    wait_until_drawn(frame, vacant=2, interim=1, businesses=5, sections=2, participants=None)
    assert _is_painted(frame)

    # the person zooms in and switches: the same map, the same view
    frame.locator(".leaflet-control-zoom-in").click()
    frame.wait_for_function("!map._animatingZoom")
    before = view(frame)
    page.get_by_text("Leerstand (2)").click()
    wait_until_drawn(frame, vacant=None, interim=1)
    page.get_by_text("Teilnehmende je Gebiet (2)").click()
    wait_until_drawn(frame, vacant=None, participants=2)
    page.get_by_text("Leerstand (2)").click()
    wait_until_drawn(frame, vacant=2)
    after = view(frame)
    assert after[:3] == before[:3]
    # a new page inside the frame would have begun to count anew
    assert after[3] == before[3] + 1

    # a click says which feature was meant
    frame.locator(".leaflet-container").click(position=pixel_of(frame, "vacant"))
    expect(page.get_by_text(CLICKED).first).to_be_visible()

    # a colleague saves, and the open map follows
    _mark_vacant(served, number=1)
    wait_until_drawn(frame, vacant=3, businesses=4)
    assert view(frame)[:3] == before[:3]

    # every name of the data was text and nothing else
    for place in (page.main_frame, frame):
        assert place.evaluate("window.hacked") is None
    assert frame.locator("img[src=x]").count() == 0
    assert (errors, seen.foreign) == ([], [])
    expect(frame.locator(".biwaq-demo")).to_be_visible()


def _is_painted(frame: Frame) -> bool:
    painted: bool = frame.evaluate(
        """[...document.querySelectorAll('canvas')].some(canvas =>
            canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
                .data.some(byte => byte))"""
    )
    return painted


def _mark_vacant(served, *, number: int) -> None:
    store = served.library.open("musterstadt").store
    unit = store.unit(sample_town.unit(number).unit_id)
    mark_unit(
        store,
        lambda: sample_town.PROFILE.as_of,
        unit_id=unit.unit_id,
        mark=Mark(UnitState.VACANT),
        seen_version=unit.version,
        actor="test",
    )
