"""The work map in a browser: it paints, keeps its view, tells what was clicked, runs no data."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services.mark_unit import mark_unit
from tests import sample_town
from tests.browser.maps import SimpleMap, WorkMap

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


@pytest.mark.parametrize("kind", [WorkMap, SimpleMap])
def test_the_map_lives_through_switches_clicks_and_saves_and_runs_no_data(serve, visitor, kind):
    served = serve(fill)
    seen = visitor(served, webgl=kind is WorkMap)
    page, shown = seen.page, kind(seen.page)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    seen.go("", heading="Karte")
    shown.wait()

    # the sample town: two vacant, one in interim use, five in use, two sections
    shown.wait_until_drawn(vacant=2, interim=1, businesses=5, sections=2, participants=None)
    shown.wait_until_painted()

    # the person zooms in and switches: the same map, the same view
    shown.zoom_in()
    before = shown.view()
    page.get_by_text("Leerstand (2)").click()
    shown.wait_until_drawn(vacant=None, interim=1)
    page.get_by_text("Teilnehmende je Gebiet (2)").click()
    shown.wait_until_drawn(vacant=None, participants=2)
    page.get_by_text("Leerstand (2)").click()
    shown.wait_until_drawn(vacant=2)
    after = shown.view()
    assert after[:3] == before[:3]
    # a new map would have begun to count anew
    assert after[3] == before[3] + 1

    # a click says which feature was meant
    shown.map.click(position=shown.pixel_of("vacant"))
    expect(page.get_by_text(CLICKED).first).to_be_visible()

    # a colleague saves, and the open map follows
    _mark_vacant(served, number=1)
    shown.wait_until_drawn(vacant=3, businesses=4)
    assert shown.view()[:3] == before[:3]

    # every name of the data was text and nothing else
    for place in (page.main_frame, shown.frame):
        assert place.evaluate("window.hacked") is None
    assert page.locator("img[src=x]").count() == shown.frame.locator("img[src=x]").count() == 0
    assert (errors, seen.foreign) == ([], [])
    expect(shown.frame.locator(".biwaq-demo")).to_be_visible()


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
