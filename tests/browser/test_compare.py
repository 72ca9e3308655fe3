"""Two days of the register in a browser: a swipe by hand and by keys, one camera, one list."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from shapely import LineString

from biwaq_geo.domain.local_time import local_day
from biwaq_geo.domain.units import Mark, UnitState
from biwaq_geo.services.mark_unit import mark_unit
from tests import sample_town
from tests.past_town import begun_long_ago
from tests.sample_scenarios import improve, scenario, use

pytestmark = pytest.mark.browser

CHANGED = sample_town.unit(0)
"""In use on the first day, vacant today."""

HELPERS = """
    const maps = ['left', 'right'].map(side =>
        document.querySelector(`.biwaq-map.biwaq-${side}`).workMap);
    const cameraOf = map => [map.getCenter().lng, map.getCenter().lat, map.getZoom(),
        map.getPitch(), map.getBearing()].map(value => value.toFixed(9)).join();
    const inSight = (map, id) => {
        const { geometry } = map.querySourceFeatures('changes')
            .find(({ properties }) => properties.i === id) || {};
        return geometry && map.getBounds().contains(geometry.coordinates.flat(3).slice(0, 2));
    };
    const marked = map => ['selected', 'selected-line']
        .flatMap(part => map.queryRenderedFeatures({ layers: [`changes/${part}`] }))
        .map(({ properties }) => properties.i);
    const seenAt = (map, layer) => map.queryRenderedFeatures({layers: [`${layer}/points`]})
        .map(({properties}) => properties.i);
"""


def choose_row(page, number):
    """Click on the box of a row of the list of what differs."""
    keys = ("compare_days_", "scenario_compare_list_")
    listed = page.locator(", ".join(f"[class*='st-key-{key}']" for key in keys))
    table = listed.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    table.click(position={"x": 12, "y": 35 + 35 * number + 17})


def test_two_days_are_compared_by_a_line_for_hand_and_keys(serve, visitor, tmp_path):  # noqa: PLR0915
    served = serve(lambda _: begun_long_ago(tmp_path, sample_town.units()))
    mark_unit(
        served.library.open("musterstadt").store,
        lambda: local_day(datetime.now(UTC)),
        unit_id=CHANGED.unit_id,
        mark=Mark(UnitState.VACANT),
        seen_version=1,
        actor="test",
    )
    seen = visitor(served)
    page = seen.page

    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def ask(what):
        return page.evaluate(f"() => {{ {HELPERS} return {what}; }}")

    def until(what):
        page.wait_for_function(f"() => {{ {HELPERS} return {what}; }}")

    seen.go("", heading="Karte")
    page.get_by_role("button", name="Tage vergleichen").click()
    # the first day of the register is proposed
    box = page.get_by_test_id("stPopoverBody")
    box.get_by_role("button", name="Vergleichen", exact=True).click()
    page.get_by_role("button", name="Vergleich mit").wait_for()
    page.keyboard.press("Escape")

    # what differs comes first: one outline, counted beside the map and told in the list
    page.locator('.biwaq-compare[data-mode="difference"] .biwaq-left[data-drawn]').wait_for()
    until("seenAt(maps[0], 'changes').length === 1")
    expect(page.get_by_text("neu leer").first).to_be_visible()

    # the swipe: the same place bears the symbol of each day
    page.get_by_text("Trennlinie", exact=True).click()
    unit = str(CHANGED.unit_id)
    until(f"seenAt(maps[0], 'businesses').includes('{unit}')")
    until(f"seenAt(maps[1], 'vacant').includes('{unit}')")
    # each layer is fetched and drawn by itself
    until(f"!seenAt(maps[0], 'vacant').includes('{unit}')")
    until(f"!seenAt(maps[1], 'businesses').includes('{unit}')")
    expect(page.locator(".biwaq-caption").first).to_have_text("Stand 2. Mai 2026")

    # the line by hand
    slider = page.get_by_role("slider", name="Trennlinie zwischen den beiden Karten")
    expect(slider).to_have_attribute("aria-valuenow", "50")
    handle = page.locator(".biwaq-grip").bounding_box()
    whole = page.locator(".biwaq-compare").bounding_box()
    assert (handle["width"], handle["height"]) == (44, 44)
    y = handle["y"] + 22
    page.mouse.move(handle["x"] + 22, y)
    page.mouse.down()
    page.mouse.move(whole["x"] + 0.25 * whole["width"], y, steps=4)
    page.mouse.up()
    expect(slider).to_have_attribute("aria-valuenow", "25")
    # by keys
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuenow", "27")
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuenow", "0")
    slider.press("End")
    slider.press("PageDown")
    expect(slider).to_have_attribute("aria-valuenow", "90")

    # one camera, whichever of the two is moved
    for x in (0.5, 0.95):
        before = ask("cameraOf(maps[0])")
        page.mouse.move(whole["x"] + x * whole["width"], whole["y"] + 300)
        page.mouse.down()
        page.mouse.move(whole["x"] + x * whole["width"] - 60, whole["y"] + 340, steps=4)
        page.mouse.up()
        until(f"cameraOf(maps[0]) !== '{before}' && cameraOf(maps[0]) === cameraOf(maps[1])")

    # a click on the right map chooses the unit
    slider.press("Home")
    place = ask(f"""(() => {{
        const {{ geometry }} = maps[1].queryRenderedFeatures({{layers: ['changes/points']}})
            .find(({{ properties }}) => properties.i === '{unit}');
        return maps[1].project(geometry.coordinates);
    }})()""")
    page.mouse.click(whole["x"] + place["x"], whole["y"] + place["y"])
    expect(page.get_by_text(CHANGED.address).first).to_be_visible()
    # a row of the list brings the unit back into both pictures, and marks it
    page.mouse.click(whole["x"] + 0.6 * whole["width"], whole["y"] + 0.2 * whole["height"])
    expect(page.get_by_text("Auf der Karte oder in der Tabelle etwas wählen")).to_be_visible()
    ask("maps[0].jumpTo({ center: [14.7, 51.55], zoom: 16 })")
    choose_row(page, 0)
    until(f"inSight(maps[0], '{unit}') && inSight(maps[1], '{unit}')")
    until(f"marked(maps[0]).includes('{unit}')")
    # what is in sight stays where it is
    camera = ask("(maps[0].panBy([30, 20], { animate: false }), cameraOf(maps[0]))")
    assert ask("cameraOf(maps[1])") == camera
    # one mark of demonstration data, one source
    for plate in (".biwaq-demo", ".biwaq-source"):
        assert page.locator(f".biwaq-compare {plate}:visible").count() == 1
    assert (errors, seen.foreign) == ([], [])


def test_a_row_of_a_scenario_moves_both_maps_to_its_change_and_marks_it(serve, visitor):
    far = LineString(
        [(sample_town.X0 + 380, sample_town.Y0 + 380), (sample_town.X0 + 395, sample_town.Y0 + 395)]
    )
    edits = (use(5, "pop_up_store"), improve(0, "bench", 2.0, place=far))

    def fill(library):
        town = library.create(
            sample_town.PROFILE, layers=sample_town.layers(), units=sample_town.units()
        )
        made = replace(scenario(*edits), baseline_revision=town.store.revision())
        with town.store.transaction() as tx:
            tx.add_scenario(made, actor="ab")

    seen = visitor(serve(fill))
    page = seen.page

    def ask(what):
        return page.evaluate(f"() => {{ {HELPERS} return {what}; }}")

    def until(what):
        page.wait_for_function(f"() => {{ {HELPERS} return {what}; }}")

    seen.go("scenarios", heading="Szenarien")
    page.get_by_role("combobox", name="Szenario").click()
    page.get_by_role("option", name="S", exact=True).click()
    page.locator('.biwaq-compare[data-mode="difference"] .biwaq-left[data-drawn]').wait_for()
    unit, measure = str(edits[0].unit_id), str(edits[1].edit_id)
    until(f"inSight(maps[0], '{unit}')")
    for key, number, mode in ((unit, 0, None), (measure, 1, "Nebeneinander")):
        if mode:
            page.get_by_text(mode, exact=True).click()
            page.locator('.biwaq-compare[data-mode="side"]').wait_for()
        ask("maps[0].jumpTo({ center: [14.7, 51.55], zoom: 16 })")
        choose_row(page, number)
        until(f"inSight(maps[0], '{key}')")
        until("cameraOf(maps[0]) === cameraOf(maps[1])")
        until(f"marked(maps[0]).includes('{key}')")
        until(f"!marked(maps[0]).includes('{unit if key == measure else measure}')")
    # what is said below names the edit by its number
    expect(page.get_by_text(re.compile("Gezeichnete Linie"))).not_to_have_count(0)
    assert seen.foreign == []
